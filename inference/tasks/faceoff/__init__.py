"""Two who met, side by side in one picture: what each showed, and how it ended."""

from dataclasses import dataclass

import cv2
import numpy as np

from inference.fonts import text_mask
from inference.results import AiLabel, Floats, Pixels, Rgba
from inference.tasks.compose.badges import draw_label, draw_logo
from inference.tasks.compose.layers import Layer, over, resized
from inference.tasks.faceoff.shapes import (
    CROWN,
    Colour,
    bold,
    burst,
    drawn,
    ellipse,
    glow,
    lightness,
    mixed,
    placed,
    polygon,
    rounded,
)

WIDTH, HEIGHT = 1080, 1350
# Where the line between the two meets the upper and the lower edge of their stage.
_UPPER, _LOWER, _FLOOR = 620, 460, 1140
_LEFT, _RIGHT = 0.25, 0.75
# The box that a cut-out fills, and the height from which it reaches down to the floor.
_WIDEST, _TALLEST, _TALL = 500, 860, 780
_RIM, _BULB, _BULBS = 15, 11, 22
_HUB, _EMBLEM = 132, 0.66
# Height of the digits, and of the plate that they stand on.
_DIGITS, _PLATE = 104, 164
# How much light the one who lost is left.
_DIM = 0.8
_WHITE = (255, 255, 255)
# Steps of lightness between digit and plate below which the digit takes the ink.
_READABLE = 90


@dataclass(frozen=True, slots=True)
class FaceOffColours:
    """(R, G, B): the ground, what is written on it, the left side's colour, the right side's."""

    paper: Colour = (22, 19, 31)
    ink: Colour = (255, 243, 223)
    left: Colour = (255, 111, 91)
    right: Colour = (255, 203, 87)

    @property
    def dark(self) -> Colour:
        return min((self.paper, self.ink), key=lightness)


@dataclass(frozen=True, slots=True, eq=False)
class FaceOffSide:
    """One of the two. picture: a photo (H, W, 3) fills the side, a cut-out (H, W, 4) stands in it.

    emblem: what was shown, cut out. focus: (x, y), the part of a photo to keep in view, 0 … 1.
    """

    picture: Pixels | Rgba
    emblem: Rgba
    focus: tuple[float, float] = (0.5, 0.5)


def face_off(
    left: FaceOffSide,
    right: FaceOffSide,
    score: tuple[int, int],
    *,
    colours: FaceOffColours | None = None,
    logo: Rgba | None = None,
    label: AiLabel | None = None,
) -> Pixels:
    """(1350, 1080, 3): both sides, their emblems, the score between them, a crown for more of it.

    The same input gives the same pixels. Raises ModelUnavailable where the label's font is missing.
    """
    palette = colours or FaceOffColours()
    canvas = np.full((HEIGHT, WIDTH, 3), palette.paper, np.uint8)
    ahead = score[0] - score[1]
    rooms = (
        _Room(left, palette.left, 0, 0, _UPPER, WIDTH * _LEFT, ahead),
        _Room(right, palette.right, WIDTH, _LOWER, WIDTH, WIDTH * _RIGHT, -ahead),
    )
    for room in rooms:
        _fill(canvas, room, palette)
    _line(canvas, palette)
    for room in rooms:
        _emblem(canvas, room, palette)
    _score(canvas, score, palette)
    if logo is not None:
        draw_logo(canvas, logo, "bottom-right")
    if label is not None:
        draw_label(canvas, label)
    return canvas


@dataclass(frozen=True, slots=True, eq=False)
class _Room:
    """One half of the stage: its outer edge, the columns it reaches over, the middle of what
    stands in it, and by how much whoever stands there is ahead."""

    side: FaceOffSide
    colour: Colour
    edge: int
    start: int
    stop: int
    middle: float
    ahead: int

    @property
    def shape(self) -> Floats:
        corners = ((self.edge, 0), (_UPPER, 0), (_LOWER, _FLOOR), (self.edge, _FLOOR))
        return polygon(corners, (WIDTH, _FLOOR))


def _fill(canvas: Pixels, room: _Room, palette: FaceOffColours) -> None:
    picture, width = room.side.picture, room.stop - room.start
    if picture.shape[2] == 4:
        middle = (width / 2, _FLOOR * 0.56)
        stage = burst((width, _FLOOR), middle, room.colour, mixed(room.colour, _WHITE, 0.28))
        _stand(stage, drawn(picture), room, palette)
    else:
        stage = _cover(picture, width, _FLOOR, room.side.focus)
    if room.ahead < 0:
        stage = _dimmed(stage, palette.paper)
    over(canvas, Layer(stage, room.shape[:, room.start : room.stop], room.start))


def _stand(stage: Pixels, picture: Rgba, room: _Room, palette: FaceOffColours) -> None:
    """A cut-out as large as its room holds: a tall one on the floor, behind the emblem, any other
    one above it, on a shadow of its own."""
    tall, wide = picture.shape[:2]
    scale = min(_WIDEST / wide, _TALLEST / tall)
    layer = resized(picture, max(round(wide * scale), 1), max(round(tall * scale), 1))
    height, width = layer.alpha.shape
    middle = room.middle - room.start
    bottom = _FLOOR if height > _TALL else (_FLOOR + height) // 2
    if bottom < _FLOOR:
        shadow = ellipse(round(width * 0.8), round(width * 0.11)) * np.float32(0.3)
        over(stage, placed(shadow, palette.dark, middle, bottom, centred=True))
    over(stage, Layer(layer.colours, layer.alpha, round(middle - width / 2), bottom - height))


def _cover(photo: Pixels, width: int, height: int, focus: tuple[float, float]) -> Pixels:
    """The part around the focus that fills the room, as large as the photo allows."""
    tall, wide = photo.shape[:2]
    scale = max(width / wide, height / tall)
    cut_w, cut_h = min(width / scale, wide), min(height / scale, tall)
    left = min(max(focus[0] * wide - cut_w / 2, 0), wide - cut_w)
    top = min(max(focus[1] * tall - cut_h / 2, 0), tall - cut_h)
    part = photo[round(top) : round(top + cut_h), round(left) : round(left + cut_w)]
    solid = np.full((*part.shape[:2], 1), 255, np.uint8)
    filled: Pixels = resized(np.concatenate([part, solid], axis=2), width, height).colours
    return filled


def _dimmed(stage: Pixels, paper: Colour) -> Pixels:
    """Less light and less colour, towards the ground."""
    grey = cv2.cvtColor(cv2.cvtColor(stage, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    muted = cv2.addWeighted(stage, 0.6, grey, 0.4, 0)
    ground = np.full_like(stage, paper)
    return np.asarray(cv2.addWeighted(muted, _DIM, ground, 1 - _DIM, 0), np.uint8)


def _line(canvas: Pixels, palette: FaceOffColours) -> None:
    """A row of bulbs between the two."""
    slant = (_UPPER - _LOWER) / _FLOOR
    rim = (
        (_UPPER - _RIM, 0),
        (_UPPER + _RIM, 0),
        (_LOWER + _RIM, _FLOOR),
        (_LOWER - _RIM, _FLOOR),
    )
    over(canvas, placed(polygon(rim, (WIDTH, _FLOOR)), palette.dark, 0, 0))
    bulb = mixed(palette.right, _WHITE, 0.5)
    for step in range(_BULBS):
        y = (step + 0.5) * _FLOOR / _BULBS
        x = _UPPER - slant * y
        over(canvas, placed(glow(_BULB * 4) * np.float32(0.7), palette.right, x, y, centred=True))
        over(canvas, placed(ellipse(2 * _BULB, 2 * _BULB), bulb, x, y, centred=True))


def _emblem(canvas: Pixels, room: _Room, palette: FaceOffColours) -> None:
    """What was shown, in a disc on the floor's edge; a crown on it for whoever is ahead."""
    x, y = room.middle, _FLOOR - 10
    for radius, tone in ((_HUB, palette.paper), (_HUB - 14, room.colour)):
        over(canvas, placed(ellipse(2 * radius, 2 * radius), tone, x, y, centred=True))
    emblem = drawn(room.side.emblem)
    tall, wide = emblem.shape[:2]
    scale = 2 * _HUB * _EMBLEM / max(tall, wide)
    layer = resized(emblem, max(round(wide * scale), 1), max(round(tall * scale), 1))
    height, width = layer.alpha.shape
    at = (round(x - width / 2), round(y - height / 2))
    over(canvas, Layer(layer.colours, layer.alpha, *at))
    if room.ahead > 0:
        for size, tone in ((168, palette.dark), (132, mixed(palette.right, _WHITE, 0.4))):
            crown = polygon(tuple((x * size, y * size) for x, y in CROWN), (size, size))
            over(canvas, placed(crown, tone, x, y - _HUB - 26, centred=True))


def _score(canvas: Pixels, score: tuple[int, int], palette: FaceOffColours) -> None:
    """At the top, on a plate that hangs from the upper edge."""
    masks = [bold(text_mask(text, _DIGITS)) for text in (str(score[0]), ":", str(score[1]))]
    gap = 34
    wide = sum(mask.shape[1] for mask in masks) + gap * (len(masks) - 1)
    plate = rounded(wide + 150, _PLATE * 2, 46)
    over(canvas, placed(plate, palette.paper, WIDTH / 2, 0, centred=True))
    x = (WIDTH - wide) / 2
    tones = (_on_plate(palette.left, palette), palette.ink, _on_plate(palette.right, palette))
    for mask, tone in zip(masks, tones, strict=True):
        top = _PLATE / 2 - mask.shape[0] / 2 - 4
        over(canvas, placed(mask, tone, x, top))
        x += mask.shape[1] + gap


def _on_plate(tone: Colour, palette: FaceOffColours) -> Colour:
    return tone if abs(lightness(tone) - lightness(palette.paper)) > _READABLE else palette.ink
