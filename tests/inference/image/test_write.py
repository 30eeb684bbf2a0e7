"""Clean files that say what they are."""

import io
from xml.etree import ElementTree

from PIL import Image

from inference.image import encode_jpeg
from inference.image.write import SOURCE_TYPE, TOOL
from inference.results import AiLabel
from tests.inference.image.files import scene


def test_a_labelled_picture_says_in_its_xmp_that_it_was_made_with_ai() -> None:
    data = encode_jpeg(scene(), label=AiLabel("AI 合成", "zh"))
    with Image.open(io.BytesIO(data)) as picture:
        xmp = picture.info["xmp"]
    assert b"Iptc4xmpExt:DigitalSourceType" in xmp
    assert b"digitalsourcetype/compositeWithTrainedAlgorithmicMedia" in xmp


def test_a_picture_without_a_label_carries_no_metadata() -> None:
    data = encode_jpeg(scene())
    assert b"xmp" not in data.lower()
    assert b"Exif" not in data


def test_the_same_pixels_give_the_same_bytes() -> None:
    assert encode_jpeg(scene()) == encode_jpeg(scene().copy())


def test_the_xmp_names_the_tool() -> None:
    with Image.open(io.BytesIO(encode_jpeg(scene(), label=AiLabel("AI")))) as picture:
        told = next(iter(ElementTree.fromstring(picture.info["xmp"])[0])).attrib
    assert told["{http://ns.adobe.com/xap/1.0/}CreatorTool"] == TOOL
    assert told["{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"] == SOURCE_TYPE


def test_dots_an_inch_stand_in_the_head_where_they_are_given() -> None:
    with Image.open(io.BytesIO(encode_jpeg(scene(), dpi=300))) as picture:
        assert picture.info["dpi"] == (300, 300)
    with Image.open(io.BytesIO(encode_jpeg(scene()))) as picture:
        assert "dpi" not in picture.info
