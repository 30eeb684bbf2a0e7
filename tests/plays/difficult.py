"""Photos that players really send and no play was made for, built from the one portrait and the
one cat that are part of the repository, and from our own drawings."""

import io
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

import inference
from inference import Pixels

_ROOT = Path(__file__).resolve().parents[2]
_ASTRONAUT = _ROOT / "static/plays/face_fusion/astronaut.webp"
# Chelsea, by Stéfan van der Walt; see NOTICE.
_CAT = Path(__file__).with_name("cat.webp")
_DRAWN = _ROOT / "static/plays/face_scan/figure-1.webp"
_SIDE = 640
Floats = NDArray[np.float32]


@cache
def portrait() -> Pixels:
    """(640, 640, 3): one person from the chest up, who looks ahead, in plain light."""
    return _sized(_opened(_ASTRONAUT), _SIDE)


@cache
def _points() -> Floats:
    """(468, 2): the surface of that face."""
    (face,) = inference.find_faces(portrait())
    return inference.mesh(portrait(), face).points[:468, :2]


def _opened(file: Path) -> Pixels:
    with Image.open(file) as picture:
        return np.asarray(picture.convert("RGB"), np.uint8)


def _sized(pixels: Pixels, width: int) -> Pixels:
    height = round(width * pixels.shape[0] / pixels.shape[1])
    how = cv2.INTER_AREA if width < pixels.shape[1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=how), np.uint8)


def jpeg(pixels: Pixels, quality: int = 90, **more: object) -> bytes:
    """As a phone sends it."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=quality, **more)
    return file.getvalue()


def _lit(factor: object, lift: float = 0.0) -> Pixels:
    """The portrait in another light: each channel times its factor, and all of it lifted."""
    shone = portrait() * np.asarray(factor, np.float32) + np.float32(lift)
    return np.asarray(np.clip(np.rint(shone), 0, 255), np.uint8)


def _noisy(pixels: Pixels, much: float) -> Pixels:
    """As a sensor sees what is dark."""
    grain = np.random.default_rng(5).normal(0, much, pixels.shape)
    return np.asarray(np.clip(np.rint(pixels + grain), 0, 255), np.uint8)


def _grey() -> Pixels:
    grey = cv2.cvtColor(portrait(), cv2.COLOR_RGB2GRAY)
    return np.repeat(np.asarray(grey, np.uint8)[..., None], 3, axis=2)


def _painted(shapes: list[Floats], colour: tuple[int, int, int]) -> Pixels:
    """The portrait with something of one colour over parts of it, softly lit from above."""
    canvas, cover = portrait().astype(np.float32), np.zeros(portrait().shape[:2], np.float32)
    for shape in shapes:
        cv2.fillPoly(cover, [np.rint(shape).astype(np.int32)], 1.0, cv2.LINE_AA)
    alpha = np.asarray(cv2.GaussianBlur(cover, (0, 0), 0.8), np.float32)[..., None]
    shade = np.linspace(1.08, 0.86, canvas.shape[0], dtype=np.float32)[:, None, None]
    cloth = np.clip(np.asarray(colour, np.float32) * shade, 0, 255)
    return np.asarray(np.rint(canvas * (1 - alpha) + cloth * alpha), np.uint8)


def _ellipse(x: float, y: float, across: float, down: float) -> Floats:
    turn = np.linspace(0, 2 * np.pi, 48, dtype=np.float32)
    return np.stack([x + across * np.cos(turn), y + down * np.sin(turn)], axis=1)


def in_sunglasses() -> Pixels:
    points = _points()
    width = float(np.ptp(points[:, 0]))
    eyes = [points[[33, 133]].mean(axis=0), points[[362, 263]].mean(axis=0)]
    lenses = [_ellipse(x, y + 0.03 * width, 0.2 * width, 0.16 * width) for x, y in eyes]
    bar = np.array([eyes[0] - (0, 4), eyes[1] - (0, 4), eyes[1] + (0, 4), eyes[0] + (0, 4)])
    return _painted([*lenses, bar.astype(np.float32)], (18, 18, 22))


def in_a_mask() -> Pixels:
    """A surgical one: from the bridge of the nose over mouth and chin."""
    points = _points()
    rim = [127, 116, 118, 6, 347, 345, 356, 361, 397, 378, 152, 149, 172, 132]
    return _painted([points[rim]], (150, 196, 216))


def _from_a_screen() -> Pixels:
    """The portrait on a monitor, photographed from aside: bezel, lines of pixels against lines of
    pixels, a lamp that shines in it."""
    picture = _sized(portrait(), 560).astype(np.float32)
    row, column = np.mgrid[:560, :560].astype(np.float32)
    picture = picture * (0.86 + 0.14 * np.sin(row * 1.37 + column * 0.06))[..., None]
    picture *= (0.9 + 0.1 * np.sin(column[..., None] * 1.21 + np.arange(3) * 2.1)).astype(
        np.float32
    )
    glare = np.exp(-(((column - 430) / 90) ** 2) - (((row - 110) / 60) ** 2))
    picture = np.clip(picture * 0.95 + 8 + 235 * glare[..., None], 0, 255)
    screen = np.full((640, 640, 3), 12, np.uint8)
    screen[40:600, 40:600] = picture
    corners = np.array([[0, 0], [640, 0], [640, 640], [0, 640]], np.float32)
    seen = np.array([[90, 60], [690, 20], [660, 600], [120, 650]], np.float32)
    way = cv2.getPerspectiveTransform(corners, seen)
    room = [70, 74, 80]
    return np.asarray(cv2.warpPerspective(screen, way, (760, 700), borderValue=room), np.uint8)


def _cut_by_the_edge() -> Pixels:
    """Only one half of the face."""
    return np.ascontiguousarray(portrait()[:, round(float(_points()[1, 0])) :])


def _too_near() -> Pixels:
    """Nothing but eyes, nose and mouth."""
    low, high = _points().min(axis=0), _points().max(axis=0)
    (left, top), (right, bottom) = low + 0.18 * (high - low), high - 0.1 * (high - low)
    part = portrait()[
        round(float(top)) : round(float(bottom)), round(float(left)) : round(float(right))
    ]
    return _sized(np.ascontiguousarray(part), 600)


def _far_off() -> Pixels:
    """Somebody at the other end of a room."""
    room = np.full((960, 720, 3), (186, 180, 170), np.uint8)
    room[640:] = (120, 104, 92)
    small = _sized(portrait(), 170)
    room[500:670, 300:470] = small
    return room


def _two() -> Pixels:
    return np.ascontiguousarray(np.concatenate([portrait(), portrait()[:, ::-1]], axis=1))


def _many() -> Pixels:
    """A collage of twelve."""
    one = _sized(portrait(), 320)
    row = np.concatenate([one, one[:, ::-1], one, one[:, ::-1]], axis=1)
    return np.ascontiguousarray(np.concatenate([row, row[:, ::-1], row]))


def _shaken() -> Pixels:
    return np.asarray(cv2.blur(cv2.GaussianBlur(portrait(), (0, 0), 3), (19, 3)), np.uint8)


def _fifty_megapixels() -> bytes:
    return jpeg(_sized(portrait(), 7072), quality=60)


def _stored_on_its_side() -> bytes:
    """Its pixels on their side, and the word of the camera how to turn them."""
    turn = Image.Exif()
    turn[0x0112] = 6
    return jpeg(np.ascontiguousarray(np.rot90(portrait())), exif=turn)


def _cut_out() -> bytes:
    """A sticker: the portrait in an oval, all around it transparent."""
    alpha = np.zeros((_SIDE, _SIDE), np.uint8)
    cv2.ellipse(alpha, (285, 330), (230, 310), 0, 0, 360, 255, -1)
    file = io.BytesIO()
    Image.fromarray(np.dstack([portrait(), alpha])).save(file, "PNG")
    return file.getvalue()


def _cartoon() -> Pixels:
    with Image.open(_DRAWN) as drawn:
        ground = Image.new("RGBA", drawn.size, (244, 232, 208, 255))
        ground.alpha_composite(drawn.convert("RGBA"))
        return np.asarray(ground.convert("RGB"), np.uint8)


def _noise() -> Pixels:
    return np.random.default_rng(8).integers(0, 256, (480, 360, 3), np.uint8)


def _broken() -> bytes:
    whole = jpeg(portrait())
    return whole[: len(whole) // 3]


# Each is a file as it arrives.
DIFFICULT: Mapping[str, Callable[[], bytes]] = {
    "plain": lambda: jpeg(portrait()),
    "black and white": lambda: jpeg(_grey()),
    "dim": lambda: jpeg(_noisy(_lit(0.2), 3)),
    "very dark": lambda: jpeg(_noisy(_lit(0.05), 2)),
    "blown out": lambda: jpeg(_lit(1.9, 70)),
    "red light": lambda: jpeg(_lit((1.1, 0.28, 0.3))),
    "blue light": lambda: jpeg(_lit((0.35, 0.5, 1.1), 10)),
    "sunglasses": lambda: jpeg(in_sunglasses()),
    "mask": lambda: jpeg(in_a_mask()),
    "off a screen": lambda: jpeg(_from_a_screen()),
    "upside down": lambda: jpeg(np.ascontiguousarray(portrait()[::-1, ::-1])),
    "on its side": lambda: jpeg(np.ascontiguousarray(np.rot90(portrait()))),
    "turned by its camera": _stored_on_its_side,
    "half a face": lambda: jpeg(_cut_by_the_edge()),
    "too near": lambda: jpeg(_too_near()),
    "far off": lambda: jpeg(_far_off()),
    "two people": lambda: jpeg(_two()),
    "many people": lambda: jpeg(_many()),
    "shaken": lambda: jpeg(_shaken()),
    "200 px": lambda: jpeg(_sized(portrait(), 200)),
    "90 px": lambda: jpeg(_sized(portrait(), 90)),
    "50 megapixels": _fifty_megapixels,
    "squeezed": lambda: jpeg(portrait(), quality=15),
    "sticker": _cut_out,
    "cartoon": lambda: jpeg(_cartoon()),
    "cat": lambda: _CAT.read_bytes(),
    "wall": lambda: jpeg(np.full((480, 360, 3), (150, 140, 128), np.uint8)),
    "noise": lambda: jpeg(_noise()),
    "black": lambda: jpeg(np.zeros((480, 360, 3), np.uint8)),
    "white": lambda: jpeg(np.full((480, 360, 3), 255, np.uint8)),
    "broken off": _broken,
}
