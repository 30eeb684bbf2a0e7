"""Clean files out of pictures, marked as made with AI where they are."""

import io

from PIL import Image

from inference.image.check import check_pixels
from inference.results import AiLabel, Pixels

# The program that made the file, as its XMP names it.
TOOL = "Marquee"
# IPTC's term for a picture composed with parts that a trained model made.
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\
<x:xmpmeta xmlns:x="adobe:ns:meta/">\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="{tool}" \
Iptc4xmpExt:DigitalSourceType="{source}"/></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""


def encode_jpeg(
    pixels: Pixels, *, quality: int = 88, label: AiLabel | None = None, dpi: int | None = None
) -> bytes:
    """A baseline JPEG of sRGB pixels. With a label the file says so too, in its XMP.

    dpi: how many dots an inch it is printed with, for the file's head. Raises BadPhoto where this
    is no picture.
    """
    check_pixels(pixels)
    xmp = _XMP.format(tool=TOOL, source=SOURCE_TYPE).encode() if label else b""
    file = io.BytesIO()
    dots = (dpi or 0, dpi or 0)
    Image.fromarray(pixels).save(file, "JPEG", quality=quality, xmp=xmp, dpi=dots)
    return file.getvalue()
