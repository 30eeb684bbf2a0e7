"""Films for the browser's camera: people who hold up a hand, from photos that are not part of the
repository; and films of an operator's, as their browser records them."""

import base64
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Page

from inference.results import Pixels
from tests.support.photos import DATA


@dataclass(frozen=True, slots=True)
class Raised:
    """A photo of the folder of hands, and the middle of the raised hand in its pixels."""

    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Pointing:
    """A raised hand before a big screen, further off, and where it was moved to.

    right, down: from where it came up, as the camera sees it, in its own sizes (from the wrist to
    the middle knuckle).
    """

    hand: Raised
    right: float = 0
    down: float = 0


HANDS: Mapping[str, Sequence[Raised]] = {
    "rock": (
        Raised("fist_00004.jpg", 188, 136),
        Raised("fist_00006.jpg", 160, 129),
        Raised("fist_00016.jpg", 195, 181),
    ),
    "paper": (
        Raised("palm_00004.jpg", 215, 131),
        Raised("palm_00006.jpg", 204, 182),
        Raised("palm_00014.jpg", 169, 120),
    ),
    "scissors": (
        Raised("peace_00000.jpg", 197, 153),
        Raised("peace_00006.jpg", 152, 208),
        Raised("peace_00012.jpg", 132, 166),
    ),
}
UPRIGHT = (360, 480)
LYING = (480, 360)
# A camera that stands on its side above a big screen.
BEFORE = (480, 640)
# How many pixels of a photo are seen, from top to bottom: the hand takes about half of it.
_SEEN = 250
# How far the hand that holds the camera moves to each side, in pixels of the film.
_SWAY = 6
_FRAMES = 100
# Of somebody who points: how large they are, where their photo's corner is, and the size of their
# palm, in pixels.
_FURTHER, _CORNER, _PALM = 0.55, (110, 70), 56
# Frames a second that Chromium plays of a file.
_RATE = 30
# As high as the photos of the folder are.
_WHOLE = 336
# How much of the width of a photo is seen of somebody who dances through it.
_DANCED = 0.8


def a_film(
    hands: Sequence[Raised], target: Path, size: tuple[int, int] = UPRIGHT, seen: int = _SEEN
) -> Path:
    """Writes one person after the other as a hand-held, noisy film: no frame is like another.

    seen: how many pixels of a photo, from top to bottom. Skips the test where there are no photos.
    """
    noise = np.random.default_rng(1)
    data = io.BytesIO()
    for hand in hands:
        picture = _around(hand, size, seen)
        for number in range(_FRAMES):
            frame = _grainy(_swayed(picture, number, size), noise)
            Image.fromarray(frame).save(data, "JPEG", quality=85)
    target.write_bytes(data.getvalue())
    return target


def _around(hand: Raised, size: tuple[int, int], most: int) -> Image.Image:
    """The photo around the hand, as large as the film and its sway need it."""
    path = DATA / "hands" / "hagrid" / hand.name
    if not path.is_file():
        pytest.skip(f"needs a photo of a hand at {path} (MARQUEE_DATA names another folder)")
    width, height = size[0] + 2 * _SWAY, size[1] + 2 * _SWAY
    with Image.open(path) as photo:
        seen = min(most, photo.width * height / width)
        across, down = seen * width / height / 2, seen / 2
        x = min(max(hand.x, across), photo.width - across)
        y = min(max(hand.y, down), photo.height - down)
        box = (x - across, y - down, x + across, y + down)
        return photo.convert("RGB").resize((width, height), Image.Resampling.BICUBIC, box)


def _swayed(picture: Image.Image, number: int, size: tuple[int, int]) -> Image.Image:
    left = round(_SWAY * (1 + np.cos(number / 9)))
    top = round(_SWAY * (1 + np.sin(number / 7)))
    return picture.crop((left, top, left + size[0], top + size[1]))


def _grainy(frame: Image.Image, noise: np.random.Generator) -> Pixels:
    grain = noise.integers(-3, 4, (frame.height, frame.width, 1), np.int16)
    grainy: Pixels = np.clip(np.asarray(frame, np.int16) + grain, 0, 255).astype(np.uint8)
    return grainy


def a_dance(name: str, target: Path, size: tuple[int, int] = UPRIGHT) -> Path:
    """Writes somebody of portraits/fullbody who moves from side to side, as a noisy film.

    Skips the test where there is no such photo.
    """
    path = DATA / "portraits" / "fullbody" / name
    if not path.is_file():
        pytest.skip(f"needs a photo of a person at {path} (MARQUEE_DATA names another folder)")
    noise = np.random.default_rng(1)
    data = io.BytesIO()
    with Image.open(path) as photo:
        wide = photo.width * _DANCED
        high = min(wide * size[1] / size[0], photo.height)
        wide = high * size[0] / size[1]
        for number in range(_FRAMES):
            left = (photo.width - wide) * (1 + np.sin(2 * np.pi * number / _FRAMES)) / 2
            box = (left, 0, left + wide, high)
            frame = photo.convert("RGB").resize(size, Image.Resampling.BILINEAR, box)
            Image.fromarray(_grainy(frame, noise)).save(data, "JPEG", quality=85)
    target.write_bytes(data.getvalue())
    return target


_RECORDED = """async (colour) => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: 480, height: 640 });
  const context = canvas.getContext("2d");
  const parts = [];
  const type = "video/mp4;codecs=avc1.42E01F";
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: type });
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start();
  for (let frame = 0; frame < 25; frame += 1) {
    context.fillStyle = colour;
    context.fillRect(0, 0, 480, 640);
    context.fillStyle = "white";
    context.fillRect(0, 0, 18 * frame, 24);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  recorder.stop();
  await ended;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""


# Of a <video>: whether its film has pictures, once that is known.
HAS_PICTURES = """(film) => film.videoWidth > 0 || new Promise((resolve) => {
  film.addEventListener("loadedmetadata", () => resolve(film.videoWidth > 0), { once: true });
})"""


def an_mp4(page: Page, colour: str) -> bytes:
    """A second of one colour below a growing white bar, 480 × 640 px, with H.264."""
    page.goto("/healthz/web")
    return base64.b64decode(page.evaluate(_RECORDED, colour))


def a_passage(scenes: Sequence[tuple[Path | Raised | Pointing, float]], target: Path) -> Path:
    """Writes what stands before a big screen, one after the other, over and over, 30 a second.

    scenes: a photo of somebody, or a hand that is held up by a whole person; and for how many
    seconds. Skips the test where there are no photos.
    """
    data = io.BytesIO()
    for who, seconds in scenes:
        data.write(_before_the_screen(who) * round(seconds * _RATE))
    target.write_bytes(data.getvalue())
    return target


def _before_the_screen(who: Path | Raised | Pointing) -> bytes:
    if isinstance(who, Raised):
        frame = _held_up(who)
    elif isinstance(who, Pointing):
        left, top = (_CORNER[0] + who.right * _PALM, _CORNER[1] + who.down * _PALM)
        way = np.array([[_FURTHER, 0, left], [0, _FURTHER, top]])
        near = np.asarray(_held_up(who.hand))
        frame = Image.fromarray(
            cv2.warpAffine(near, way, BEFORE, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
        )
    else:
        with Image.open(who) as photo:
            upright = ImageOps.exif_transpose(photo).convert("RGB")
            frame = ImageOps.fit(upright, BEFORE, centering=(0.5, 0.3))
    data = io.BytesIO()
    frame.save(data, "JPEG", quality=85)
    return data.getvalue()


def _held_up(hand: Raised) -> Image.Image:
    box = (_SWAY, _SWAY, BEFORE[0] + _SWAY, BEFORE[1] + _SWAY)
    return _around(hand, BEFORE, _WHOLE).crop(box)
