"""What comes in is upright, sRGB, of the asked size, and nothing but pixels."""

import csv
import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

from inference.errors import BadPhoto, Reason
from inference.image import encode_jpeg, read_photo, read_picture
from inference.results import Pixels
from tests.inference.image.files import encoded, exif, scene
from tests.inference.photos import DATA, needs_photos

# How the sensor of a phone held that way has stored the picture.
UNDO = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def difference(one: Pixels, other: Pixels) -> float:
    """Mean difference of two pictures seen from far away."""
    small = [
        cv2.resize(p, (32, 32), interpolation=cv2.INTER_AREA).astype(float) for p in (one, other)
    ]
    return float(np.abs(small[0] - small[1]).mean())


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photo_stands_upright_whichever_way_the_phone_was_held(form: str, turn: int) -> None:
    picture = Image.fromarray(scene())
    if turn in UNDO:
        picture = picture.transpose(UNDO[turn])
    data = encoded(np.asarray(picture), form, exif=exif(turn))
    assert difference(read_photo(data), scene()) < 3


@needs_photos
def test_phone_photos_of_every_orientation_come_out_upright() -> None:
    folder = DATA / "uploads" / "orientation"
    first: dict[str, Pixels] = {}
    with (folder / "index.csv").open() as file:
        for row in csv.DictReader(file):
            pixels = read_photo((folder / row["image"]).read_bytes())
            size = int(row["upright_w"]), int(row["upright_h"])
            assert (pixels.shape[1] > pixels.shape[0]) == (size[0] > size[1]), row["image"]
            series = row["image"].rsplit("_", 1)[0]
            assert difference(first.setdefault(series, pixels), pixels) < 4, row["image"]


def test_a_large_photo_is_made_small_and_a_small_one_is_left() -> None:
    assert read_photo(encoded(scene(2000, 1500))).shape == (960, 1280, 3)
    assert read_photo(encoded(scene(2000, 1500)), longest=500).shape == (375, 500, 3)
    assert read_photo(encoded(scene(300, 200))).shape == (200, 300, 3)


def test_a_heic_photo_is_decoded_and_turned() -> None:
    pixels = read_photo((Path(__file__).parent / "turned.heic").read_bytes())
    assert pixels.shape == (320, 240, 3)
    assert pixels[10, -10, 0] > 200, "the yellow band of the top lies at the right"


def test_a_cut_heic_photo_is_refused() -> None:
    data = (Path(__file__).parent / "turned.heic").read_bytes()
    with pytest.raises(BadPhoto) as caught:
        read_photo(data[: len(data) // 2])
    assert caught.value.reason is Reason.DAMAGED


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("PNG", "1"),
        ("PNG", "L"),
        ("PNG", "LA"),
        ("PNG", "P"),
        ("PNG", "RGBA"),
        ("PNG", "I;16"),
        ("WEBP", "RGBA"),
    ],
)
def test_every_colour_mode_becomes_the_same_picture(form: str, mode: str) -> None:
    data = encoded(scene(), form, mode=mode)
    grey = mode in {"1", "L", "LA", "I;16"}
    wanted = np.asarray(Image.fromarray(scene()).convert("L" if grey else "RGB").convert("RGB"))
    if mode == "I;16":
        data = encoded16(wanted[..., 0])
    assert difference(read_photo(data), wanted) < 6
    assert read_picture(data).shape == (240, 320, 4)


def encoded16(grey: NDArray[np.uint8]) -> bytes:
    ok, data = cv2.imencode(".png", grey.astype(np.uint16) * 257)
    assert ok
    return data.tobytes()


def test_a_photo_with_holes_is_laid_on_white_and_art_keeps_them() -> None:
    pixels = np.dstack([scene(), np.full((240, 320), 255, np.uint8)])
    pixels[100:140, 100:140, 3] = 0
    data = encoded(pixels, "PNG", mode="RGBA")
    assert read_photo(data)[120, 120].tolist() == [255, 255, 255]
    assert read_picture(data)[120, 120, 3] == 0
    assert read_picture(data)[10, 10].tolist() == [250, 210, 40, 255]


def test_a_palette_with_transparency_keeps_it() -> None:
    picture = Image.fromarray(scene()).quantize(16)
    data = encoded_palette(picture)
    assert read_picture(data)[5, 5, 3] == 0


def encoded_palette(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", transparency=picture.getpixel((5, 5)))
    return file.getvalue()


def test_a_profile_of_another_colour_model_is_ignored() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    broken = encoded(scene(), icc_profile=profile.tobytes())
    assert difference(read_photo(broken), scene()) < 2


def test_nothing_of_the_camera_or_the_place_survives() -> None:
    data = encoded(scene(), exif=exif(1), comment=b"at home", icc_profile=b"junk")
    clean = encode_jpeg(read_photo(data))
    for trace in (b"Secret Camera", b"Exif", b"at home", b"junk", b"ICC_PROFILE"):
        assert trace not in clean


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"GIF89a" + bytes(100), Reason.UNSUPPORTED),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Reason.UNSUPPORTED),
        (b"\xff\xd8\xff" + bytes(20_000_001), Reason.TOO_LARGE),
        (encoded(scene(90, 300)), Reason.TOO_SMALL),
    ],
)
def test_a_refusal_says_why(data: bytes, reason: Reason) -> None:
    with pytest.raises(BadPhoto) as caught:
        read_photo(data)
    assert caught.value.reason is reason
