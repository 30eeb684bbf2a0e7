"""The card without its person and words: ground, mirror, bulbs, plate."""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from inference.results import Floats, Pixels, Rgba
from inference.tasks.card.motifs import MOTIFS, motif_mask
from inference.tasks.compose.layers import Layer, over
from inference.tasks.faceoff.shapes import Colour, ellipse, glow, mixed, placed, rounded

WIDTH, HEIGHT = 1080, 1440
# The glass: a round arch, its sides and its foot, which the plate hides.
LEFT, RIGHT, TOP, FOOT = 176, 904, 172, 1000
PLATE = (72, 934, 1008, 1290)
_RIM, _BULB, _BULBS = 44, 15, 27
# Down to the first row a head may stand out of the mirror, from the second on nothing does; and
# only so far from the middle, else no further than the frame.
_OUT, _IN = 400, 470
_ABOVE = 250
# How far the plate's shadow falls, and the rows that it reaches: its blur ends after four radii.
_FALLS, _BLURRED = 16, 18
_SHADED = slice(PLATE[1] + _FALLS - 4 * _BLURRED - 8, PLATE[3] + _FALLS + 4 * _BLURRED + 8)
_FINE = 2
_PAPER: Colour = (255, 250, 240)
_WHITE: Colour = (255, 255, 255)
_NIGHT: Colour = (24, 19, 32)
_LAMP: Colour = (255, 214, 120)

__all__ = ["MOTIFS", "CardLook"]


@dataclass(frozen=True, slots=True, eq=False)
class CardLook:
    """colour: (R, G, B) of the whole card. motif: one of MOTIFS, behind the person.

    backdrop: a picture (H, W, 4) to be seen in the mirror instead of the motif.
    """

    colour: Colour
    motif: str = "sun"
    backdrop: Rgba | None = None

    @property
    def ink(self) -> Colour:
        """For letters on paper: the card's colour, nearly black."""
        return mixed(self.colour, _NIGHT, 0.78)


def ground(look: CardLook) -> Pixels:
    """(1440, 1080, 3): the card behind the person. A copy, to be painted on."""
    canvas = _ground(look.colour, look.motif).copy()
    if look.backdrop is not None:
        over(canvas, Layer(_covering(look.backdrop), _arch(0)))
        _shade_glass(canvas, look.colour)
        _bulbs(canvas)
    return canvas


def front(look: CardLook) -> Rgba:
    """(1440, 1080, 4): what stands before the person: all of the card around the mirror's glass,
    but for the room above, where a head may stand out of it, and the plate."""
    canvas = _ground(look.colour, look.motif).copy()
    alpha, plate, shadow = _cut()
    over(canvas, placed(shadow, _NIGHT, 0, _SHADED.start))
    over(canvas, placed(plate, _PAPER, *PLATE[:2]))
    cut = np.asarray(cv2.cvtColor(canvas, cv2.COLOR_RGB2RGBA), np.uint8)
    cut[..., 3] = alpha
    return cut


@lru_cache(maxsize=6)
def _ground(colour: Colour, motif: str) -> Pixels:
    deep, light = mixed(colour, _NIGHT, 0.34), mixed(colour, _WHITE, 0.62)
    canvas = _fall(mixed(colour, _NIGHT, 0.1), deep)
    pattern = motif_mask(motif, WIDTH, HEIGHT)
    over(canvas, placed(pattern * np.float32(0.1), light, 0, 0))
    _rim(canvas, colour)
    glass = _fall(mixed(colour, _WHITE, 0.8), mixed(colour, _WHITE, 0.34))
    over(glass, placed(pattern * np.float32(0.5), mixed(colour, _WHITE, 0.5), 0, 0))
    over(canvas, Layer(glass, _arch(0)))
    _shade_glass(canvas, colour)
    _bulbs(canvas)
    return canvas


@lru_cache(maxsize=1)
def _cut() -> tuple[NDArray[np.uint8], Floats, Floats]:
    """What of every card stands before the person: how much of each pixel; the plate and the
    shadow that it throws, each in its own rows."""
    rows = np.arange(HEIGHT, dtype=np.float32)[:, None]
    kept = np.maximum(np.clip((rows - _OUT) / (_IN - _OUT), 0, 1), _beside()) * (1 - _arch(0))
    left, top, right, bottom = PLATE
    plate = rounded(right - left, bottom - top, 48)
    shadow = np.zeros((HEIGHT, WIDTH), np.float32)
    shadow[top + _FALLS : bottom + _FALLS, left:right] = plate
    solid = np.zeros((HEIGHT, WIDTH), np.float32)
    solid[top:bottom, left:right] = plate
    alpha = np.maximum(np.maximum(kept, solid), np.where(rows >= FOOT, 1, 0))
    thrown = _soft(shadow, _BLURRED) * np.float32(0.45)
    return np.rint(alpha * 255).astype(np.uint8), plate, thrown[_SHADED].copy()


def _beside() -> Floats:
    """(1440, 1080) 0 … 1: what is neither mirror nor above its middle; its edge is soft."""
    columns = np.abs(np.arange(WIDTH, dtype=np.float32) - WIDTH / 2)
    aside = np.clip((columns - _ABOVE) / 60, 0, 1)
    return np.asarray((1 - _arch(_RIM - 4)) * aside, np.float32)


def _fall(upper: Colour, lower: Colour) -> Pixels:
    """From one colour above to another one below."""
    share = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    one, other = (np.array(tone, np.float32) for tone in (upper, lower))
    column = np.rint(one + (other - one) * share).astype(np.uint8)
    return np.ascontiguousarray(np.broadcast_to(column, (HEIGHT, WIDTH, 3)))


@lru_cache(maxsize=1)
def _arch(wider: int) -> Floats:
    """(1440, 1080) 0 … 1: the glass and `wider` pixels around it. Not to be written to."""
    field = Image.new("L", (WIDTH * _FINE, HEIGHT * _FINE))
    left, right, top = (LEFT - wider) * _FINE, (RIGHT + wider) * _FINE, (TOP - wider) * _FINE
    round_end = top + right - left
    pen = ImageDraw.Draw(field)
    pen.ellipse((left, top, right, round_end), fill=255)
    pen.rectangle((left, (top + round_end) // 2, right, (FOOT + wider) * _FINE), fill=255)
    small = field.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
    mask = np.asarray(small, np.float32) / np.float32(255)
    mask.setflags(write=False)
    return mask


def _soft(mask: Floats, radius: float) -> Floats:
    """Blurred at a quarter of its size, which nobody sees of so soft an edge."""
    small = cv2.resize(mask, (WIDTH // 4, HEIGHT // 4), interpolation=cv2.INTER_AREA)
    blurred = cv2.GaussianBlur(small, (0, 0), radius / 4)
    return np.asarray(cv2.resize(blurred, (WIDTH, HEIGHT)), np.float32)


def _rim(canvas: Pixels, colour: Colour) -> None:
    """The mirror's frame, with a shadow that lifts it off the ground."""
    shadow = _soft(np.roll(_arch(_RIM), 14, axis=0), 22) * np.float32(0.5)
    over(canvas, placed(shadow, _NIGHT, 0, 0))
    over(canvas, placed(_arch(_RIM), mixed(colour, _NIGHT, 0.62), 0, 0))
    over(canvas, placed(_arch(_RIM - 4), mixed(colour, _NIGHT, 0.74), 0, 0))
    over(canvas, placed(_arch(4), mixed(colour, _WHITE, 0.72), 0, 0))


def _shade_glass(canvas: Pixels, colour: Colour) -> None:
    """Darker at the glass's edge, as if it lay deep in its frame."""
    edge = np.clip(1 - _soft(_arch(0), 26), 0, 1) * _arch(0) * np.float32(0.8)
    over(canvas, placed(edge.astype(np.float32), mixed(colour, _NIGHT, 0.45), 0, 0))


def _bulbs(canvas: Pixels) -> None:
    """Along the middle of the frame, from foot to foot."""
    for x, y in _stations():
        light = glow(_BULB * 4) * np.float32(0.6)
        over(canvas, placed(light, _LAMP, x, y, centred=True))
        over(canvas, placed(ellipse(2 * _BULB, 2 * _BULB), _LAMP, x, y, centred=True))
        heart = ellipse(_BULB, _BULB)
        over(canvas, placed(heart, _WHITE, x - 3, y - 3, centred=True))


def _stations() -> list[tuple[float, float]]:
    """Where the bulbs sit, the same distance apart."""
    out = _RIM / 2
    radius, middle = (RIGHT - LEFT) / 2 + out, (LEFT + RIGHT) / 2
    shoulder = TOP + (RIGHT - LEFT) / 2
    side, half = FOOT - shoulder, np.pi * radius
    places = []
    for at in np.linspace(0, 2 * side + half, _BULBS):
        if at < side:
            places.append((middle - radius, FOOT - float(at)))
        elif at <= side + half:
            turn = np.pi * (1 - float(at - side) / half)
            place = middle + radius * np.cos(turn), shoulder - radius * np.sin(turn)
            places.append((float(place[0]), float(place[1])))
        else:
            places.append((middle + radius, shoulder + float(at - side - half)))
    return places


def _covering(picture: Rgba) -> Pixels:
    """The picture on white, over the glass, as large as that takes."""
    tall, wide = picture.shape[:2]
    scale = max((RIGHT - LEFT) / wide, (FOOT - TOP) / tall)
    size = max(round(wide * scale), RIGHT - LEFT), max(round(tall * scale), FOOT - TOP)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    large = cv2.resize(np.ascontiguousarray(picture), size, interpolation=how)
    alpha = np.asarray(large[..., 3:], np.float32) / np.float32(255)
    flat = np.rint(large[..., :3] * alpha + 255 * (1 - alpha)).astype(np.uint8)
    left = (flat.shape[1] - (RIGHT - LEFT)) // 2
    top = (flat.shape[0] - (FOOT - TOP)) // 2
    canvas = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    part = flat[top : top + FOOT - TOP, left : left + RIGHT - LEFT]
    canvas[TOP:FOOT, LEFT:RIGHT] = part
    return canvas
