"""Woodcut in two inks: cuts along the forms, wide in the light, closing in the shade."""

import numpy as np

from inference.results import Floats
from inference.train.style.painters.flow import blurred, luminance
from inference.train.style.painters.strokes import HALF, laid, rims, touches

PAPER = (0.965, 0.93, 0.85)
# In the order they are printed, light to dark.
INKS = ((0.86, 0.36, 0.24), (0.075, 0.085, 0.16))
# The tones, dark to light, between which the cuts in each ink's block open.
_OPENING = ((0.42, 0.82), (0.05, 0.46))
# How far a cut goes on into another colour, mean of the channels.
_TOLERANCE = 0.11


def woodcut(picture: Floats, reach: float) -> Floats:
    """Prints an RGB picture 0 … 1, cut with a gouge of that reach, px."""
    tone = _tone(picture, reach)
    screen = _cuts(picture, reach)
    soft = 1.1 / reach + 0.05
    printed = np.broadcast_to(np.asarray(PAPER, np.float32), picture.shape)
    # Only the last block, the dark one, has lines.
    lines = (np.zeros_like(tone), _line(tone, reach))
    for ink, (least, most), line in zip(INKS, _OPENING, lines, strict=True):
        light = (tone - least) / (most - least)
        stands = np.maximum(np.clip((screen - light) / soft + 0.5, 0, 1), line)
        printed = printed + (np.asarray(ink, np.float32) - printed) * stands[:, :, None]
    return np.asarray(printed.clip(0, 1), np.float32)


def _tone(picture: Floats, reach: float) -> Floats:
    light = luminance(picture)
    calm = blurred(light, 0.12 * reach + 0.3)
    # Dark places opened, and forms set off against what is around them.
    lifted = (calm + 0.02) ** 0.65 * 0.96
    around = blurred(lifted, 3 * reach + 8)
    return np.asarray((lifted + 0.45 * (lifted - around)).clip(0, 1), np.float32)


def _cuts(picture: Floats, reach: float) -> Floats:
    """0 in the middle of a cut … 1 between the cuts."""
    start = touches(picture.shape[0], picture.shape[1], reach)
    lines = laid(start, blurred(picture, 0.3 * reach), reach, _TOLERANCE)
    depth = blurred(rims(lines, picture.shape, reach), 0.7)
    return np.asarray((1 - depth / (HALF * reach)).clip(0, 1), np.float32)


def _line(tone: Floats, reach: float) -> Floats:
    """The drawing's dark line, 0 … 1: edges by a difference of blurs (Winnemöller, 2011)."""
    fine = 0.8 + 0.07 * reach
    edge = blurred(tone, fine) - 0.985 * blurred(tone, 1.6 * fine)
    return np.asarray(np.clip((-0.008 - edge) / 0.02, 0, 1), np.float32)
