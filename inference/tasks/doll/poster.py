"""The New-Year picture: ground, doll, the player's head on it, and the sign that was drawn."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from inference.errors import BadTemplate
from inference.results import Floats, Pixels, Rgba
from inference.tasks.compose.layers import Layer, over
from inference.tasks.doll.head import DollHead
from inference.tasks.doll.lettering import bold, columns, drawable, is_chinese, lines, verse
from inference.tasks.fusion.regions import step

Colour = tuple[int, int, int]

WIDTH: Final = 1080
HEIGHT: Final = 1440
# The part of the poster that the layers of a doll fill, and of a sign: left, top, width, height.
DOLL_BOX: Final = (40, 110, 740, 1140)
SIGN_BOX: Final = (706, 190, 340, 1010)
# Where the chin comes to lie, and how far over a hat's brim hair is kept at its sides.
CHIN: Final = (400.0, 806.0)
_SLOPE = 0.55
# The sign's paper: left and width; its bands: top and height.
_PAPER = (748, 256)
_NUMBER, _RARITY, _VERSE = (334, 44), (392, 256), (686, 396)
_INK: Colour = (61, 28, 24)
_CREAM: Colour = (255, 244, 220)
_TITLE, _TITLE_AT, _BRAND, _BRAND_AT = 74, 108, 30, 178
_FOOT, _FOOT_AT = 40, 1340
_WIDEST, _LEAST = 760, 12
# A logo may stand to the left or right of the title (inference.dress).
_TITLE_WIDEST = 480


@dataclass(frozen=True, slots=True, eq=False)
class DollArt:
    """Layers of twice their height: above, the picture where the main colour is black; below, how
    much of the main colour each pixel holds. brim: (y, half) of a hat's lower edge and of its
    width on the poster, None for a doll without a hat.
    """

    ground: Rgba
    back: Rgba
    front: Rgba
    sign: Rgba
    brim: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class SignWords:
    """What is written on the sign, and over and under the doll; "" leaves a place empty."""

    number: str
    rarity: str
    name: str
    text: str
    title: str = ""
    brand: str = ""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class DollColours:
    """main: of ground, clothes and hat. sign: of the sign's rim and its rarity."""

    main: Colour = (215, 53, 43)
    sign: Colour = field(default=(184, 38, 34))


def draw_doll(
    head: DollHead, art: DollArt, words: SignWords, colours: DollColours | None = None
) -> Pixels:
    """(1440, 1080, 3): the doll with that head, holding the sign.

    The same input gives the same pixels. Raises BadTemplate (malformed) where a layer is not of
    its size, and ModelUnavailable where a font is missing.
    """
    shades = colours or DollColours()
    canvas = np.ascontiguousarray(_dyed(art.ground, shades.main, (WIDTH, HEIGHT))[..., :3])
    _lay(canvas, _dyed(art.back, shades.main, DOLL_BOX[2:]), *DOLL_BOX[:2])
    _wear(canvas, head, art.brim)
    _lay(canvas, _dyed(art.sign, shades.sign, SIGN_BOX[2:]), *SIGN_BOX[:2])
    _inscribe(canvas, words, shades.sign)
    _lay(canvas, _dyed(art.front, shades.main, DOLL_BOX[2:]), *DOLL_BOX[:2])
    _head_line(canvas, words)
    return canvas


def dyed(art: Rgba, colour: Colour) -> Rgba:
    """(h, w, 4) of a (2h, w, 4) layer: its picture with that main colour."""
    half = art.shape[0] // 2
    low, share = art[:half], art[half:, :, :1].astype(np.float32) / np.float32(255)
    rgb = low[..., :3] + share * np.array(colour, np.float32)
    return np.dstack([np.clip(np.rint(rgb), 0, 255).astype(np.uint8), low[..., 3]])


def _dyed(art: Rgba, colour: Colour, size: tuple[int, int]) -> Rgba:
    width, height = size
    if art.ndim != 3 or art.shape != (2 * height, width, 4):
        raise BadTemplate("malformed", f"a layer of {art.shape}, not {(2 * height, width, 4)}")
    return dyed(art, colour)


def _lay(canvas: Pixels, picture: Rgba, left: int, top: int) -> None:
    alpha = picture[..., 3].astype(np.float32) / np.float32(255)
    over(canvas, Layer(np.ascontiguousarray(picture[..., :3]), alpha, left, top))


def _wear(canvas: Pixels, head: DollHead, brim: tuple[float, float] | None) -> None:
    """The head, chin to collar; of hair over a brim only what the hat will cover."""
    left, top = round(CHIN[0] - head.chin[0]), round(CHIN[1] - head.chin[1])
    alpha = head.picture[..., 3].astype(np.float32) / np.float32(255)
    if brim is not None:
        alpha = alpha * _under_brim(alpha.shape, left, top, *brim)
    over(canvas, Layer(np.ascontiguousarray(head.picture[..., :3]), alpha, left, top))


def _under_brim(shape: tuple[int, ...], left: int, top: int, brim: float, half: float) -> Floats:
    """0 … 1: below the brim, and beside the hat what slopes down from it."""
    columns_ = np.arange(shape[1], dtype=np.float32)[None] + left
    rows = np.arange(shape[0], dtype=np.float32)[:, None] + top
    beside = np.maximum(np.abs(columns_ - CHIN[0]) - half, 0)
    edge = brim + _SLOPE * beside + 0.004 * beside**2
    return step(np.asarray(rows - edge, np.float32), -1.5, 1.5)


def _inscribe(canvas: Pixels, words: SignWords, colour: Colour) -> None:
    left, width = _PAPER
    middle = left + width / 2
    number, rarity = drawable(words.number), drawable(words.rarity)
    name, text = drawable(words.name), drawable(words.text)
    _put(canvas, _line(number, 30, width - 40), middle, _NUMBER, _INK)
    room = (width - 36, _RARITY[1])
    if is_chinese(rarity):
        mark = _fitted_columns([rarity], 104, room, heavy=12, wrap=False)
    else:
        mark = _fitted(rarity, 66, room, heavy=12)
    _put(canvas, mark, middle, _RARITY, colour)
    room = (width - 28, _VERSE[1])
    if is_chinese(name + text):
        parts = [name, *verse(text)]
        _put(canvas, _fitted_columns(parts, 54, room), middle, _VERSE, _INK)
    else:
        heading = _fitted(name, 42, (room[0], 140), heavy=14)
        tall = heading.shape[0]
        _put(canvas, heading, middle, (_VERSE[0], tall), colour)
        body = _fitted(text, 36, (room[0], _VERSE[1] - tall - 20))
        _put(canvas, body, middle, (_VERSE[0] + tall + 20, body.shape[0]), _INK)


def _head_line(canvas: Pixels, words: SignWords) -> None:
    title, brand, foot = (drawable(text) for text in (words.title, words.brand, words.foot))
    if title:
        _put(
            canvas, _line(title, _TITLE, _TITLE_WIDEST, 22), WIDTH / 2, (_TITLE_AT - 45, 90), _CREAM
        )
    if brand:
        _put(canvas, _line(brand, _BRAND, _WIDEST), WIDTH / 2, (_BRAND_AT - 20, 40), _CREAM)
    if foot:
        _put(canvas, _line(foot, _FOOT, 440), WIDTH / 2, (_FOOT_AT - 25, 50), _CREAM)


def _line(text: str, size: int, width: int, heavy: int = 0) -> Floats:
    """One line, its letters smaller where it would not fit; heavy: a stroke is thicker by one part
    in so many of the letters' size."""
    if not text:
        return np.zeros((1, 1), np.float32)
    mask = lines(text.replace(" ", "\u00a0"), size, 10**6)
    if mask.shape[1] > width:
        size = max(int(size * width / mask.shape[1]), 10)
        mask = lines(text.replace(" ", "\u00a0"), size, 10**6)
    return bold(mask, size, 1 / heavy) if heavy else mask


def _fitted(text: str, size: int, room: tuple[int, int], heavy: int = 0) -> Floats:
    """Lines in a box of (width, height), as large as they may be."""
    masks = ((smaller, lines(text, smaller, room[0])) for smaller in range(size, _LEAST, -2))
    return _first_that_fits(masks, room, heavy)


def _fitted_columns(
    parts: list[str], size: int, room: tuple[int, int], *, heavy: int = 0, wrap: bool = True
) -> Floats:
    """Columns in a box of (width, height), as large as they may be."""
    tall = room[1] if wrap else 10**6
    masks = ((smaller, columns(parts, smaller, tall)) for smaller in range(size, _LEAST, -2))
    return _first_that_fits(masks, room, heavy)


def _first_that_fits(
    masks: Iterable[tuple[int, Floats]], room: tuple[int, int], heavy: int
) -> Floats:
    """The first mask no larger than (width, height), else the last; heavy: see `_line`."""
    tried = (0, np.zeros((1, 1), np.float32))
    for tried in masks:
        if tried[1].shape[0] <= room[1] and tried[1].shape[1] <= room[0]:
            break
    size, mask = tried
    return bold(mask, size, 1 / heavy / 2) if heavy else mask


def _put(
    canvas: Pixels, mask: Floats, middle: float, band: tuple[int, int], colour: Colour
) -> None:
    """Letters centred in a band (its top, its height) around a column of the poster."""
    height, width = mask.shape
    left, top = round(middle - width / 2), band[0] + (band[1] - height) // 2
    over(canvas, Layer(_plain(height, width, colour), mask, left, top))


def _plain(height: int, width: int, colour: Colour) -> Pixels:
    pixels = np.empty((height, width, 3), np.uint8)
    pixels[:] = colour
    return pixels
