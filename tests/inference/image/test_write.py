"""Clean files that say what they are."""

import io

from PIL import Image

from inference.image import encode_jpeg
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
