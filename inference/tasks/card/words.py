"""What is written on a card."""

from dataclasses import dataclass

import numpy as np

from inference.fonts import text_mask
from inference.results import Floats, Pixels
from inference.tasks.card.scene import WIDTH, CardLook
from inference.tasks.compose.layers import over
from inference.tasks.faceoff.shapes import Colour, bold, lightness, mixed, placed, rounded

_KICKER_AT, _KICKER = 70, 34
_TITLE, _TITLE_AT, _TITLE_WIDEST = 92, 1036, 860
_CHIP, _CHIPS_AT, _CHIPS_WIDEST, _PAD, _GAP = 34, 1146, 880, 30, 18
# The last line is short: a code to scan may stand in the corner beside it.
_FOOT, _FOOT_AT, _FOOT_WIDEST = 30, 1228, 620
_WHITE: Colour = (255, 255, 255)
# Lightness from which on dark letters are easier to read.
_LIGHT = 140


@dataclass(frozen=True, slots=True)
class CardWords:
    """kicker: above the mirror. title: who is seen in it. chips: single words. foot: a remark."""

    kicker: str = ""
    title: str = ""
    chips: tuple[str, ...] = ()
    foot: str = ""


def write(canvas: Pixels, words: CardWords, look: CardLook) -> None:
    """Onto the card itself. Raises ModelUnavailable where a font is missing."""
    middle = WIDTH / 2
    if words.kicker:
        kicker = bold(_line(words.kicker, _KICKER, WIDTH * 0.8))
        over(canvas, placed(kicker, _readable_on(look.colour), middle, _KICKER_AT, centred=True))
    if words.title:
        title = bold(_line(words.title, _TITLE, _TITLE_WIDEST))
        over(canvas, placed(title, look.ink, middle, _TITLE_AT, centred=True))
    _chips(canvas, [chip for chip in words.chips if chip], look)
    if words.foot:
        foot = _line(words.foot, _FOOT, _FOOT_WIDEST)
        tone = mixed(look.ink, _WHITE, 0.22)
        over(canvas, placed(foot, tone, middle, _FOOT_AT, centred=True))


def _chips(canvas: Pixels, chips: list[str], look: CardLook) -> None:
    """Side by side on pills, their letters smaller where they would not fit."""
    masks = [bold(text_mask(chip, _CHIP)) for chip in chips]
    letters = sum(int(mask.shape[1]) for mask in masks)
    room = _CHIPS_WIDEST - (_row(masks) - letters)
    if letters > room:
        size = max(int(_CHIP * room / letters), 8)
        masks = [bold(text_mask(chip, size)) for chip in chips]
    left, tall = WIDTH / 2 - _row(masks) / 2, round(_CHIP * 1.9)
    for mask in masks:
        pill = mask.shape[1] + 2 * _PAD
        centre = left + pill / 2
        over(
            canvas, placed(rounded(pill, tall, tall // 2), look.colour, left, _CHIPS_AT - tall / 2)
        )
        tone = _readable_on(look.colour)
        over(canvas, placed(mask, tone, centre, _CHIPS_AT, centred=True))
        left += pill + _GAP


def _row(masks: list[Floats]) -> int:
    pills = sum(int(mask.shape[1]) + 2 * _PAD for mask in masks)
    return pills + _GAP * max(len(masks) - 1, 0)


def _line(text: str, size: int, widest: float) -> Floats:
    letters = text_mask(text, size)
    if letters.shape[1] > widest:
        letters = text_mask(text, max(int(size * widest / letters.shape[1]), 10))
    return np.asarray(letters, np.float32)


def _readable_on(colour: Colour) -> Colour:
    return (24, 19, 32) if lightness(colour) > _LIGHT else _WHITE
