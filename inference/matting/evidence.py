"""What the colours alone say about alpha."""

import numpy as np

from inference.matting.band import Band
from inference.matting.spread import spread
from inference.results import Floats

# Squared colour distances (of 0 … 1 channels): between the two sides, below which they tell
# nothing; and from their mixing line, above which a pixel is neither.
_APART = 0.05
_OFF_LINE = 0.02
# The mask's slope where it decides alone.
_STEEPNESS = 4.0
# Colours may find hair where the mask hardly sees any, but at most this many times what it sees.
_BELIEF = 3.0
# How much guesses bind: what is settled, what the mask says, what colours add, and the mask where
# colours cannot tell: without it alpha would fade out evenly across the whole band.
_SETTLED = 10.0
_PULL = 0.05
_FAITH = 0.4
_CRISP = 1.0


def evidence(colours: Floats, mask: Floats, band: Band) -> tuple[Floats, Floats]:
    """A guess at alpha and how much it binds (as `solve` takes it), both (H, W).

    A pixel of the band is taken as a mixture of the colours on either side. Where those are alike,
    or it is like neither, the mask decides, steepened, for a vague edge would show as smoke.
    """
    person = spread(colours, band.person.astype(np.float32))
    rest = spread(colours, band.rest.astype(np.float32))
    across = person - rest
    apart = (across * across).sum(axis=-1)
    mixed = np.clip(((colours - rest) * across).sum(axis=-1) / (apart + 1e-3), 0, 1)
    off = colours - rest - mixed[..., None] * across
    telling = apart / (apart + _APART)
    trust = np.exp((off * off).sum(axis=-1) / -_OFF_LINE) * telling
    mixed = np.minimum(mixed, mask * _BELIEF)
    steep = np.clip((mask - 0.5) * _STEEPNESS + 0.5, 0, 1)
    guess = trust * mixed + (1 - trust) * steep
    guess[band.person], guess[band.rest] = 1, 0
    pull = _PULL * (_FAITH + trust) + _CRISP * (1 - telling)
    return guess.astype(np.float32), np.where(band.open, pull, _SETTLED).astype(np.float32)
