"""The person's own colours where hair and edges mixed them with the old background.

After Forte, "Approximate Fast Foreground Colour Estimation" (ICIP 2021): guess both sides' colours
smoothly, then correct the guess so that it explains the pixel. The wide first guess is a pull-push
here, which costs the same for any distance.
"""

import cv2
import numpy as np

from inference.matting.resize import resized
from inference.matting.spread import spread
from inference.results import Floats, Pixels

_RADIUS = 3
_EPSILON = 1e-4


def own_colours(pixels: Pixels, alpha: Floats, shrink: int = 2) -> Pixels:
    """(H, W, 3): the picture with its old background taken out of every half-transparent pixel.

    Defined everywhere; where alpha is 0 it continues the person's colours. The guesses are made
    on a picture `shrink` times smaller.
    """
    shape = (pixels.shape[0] // shrink, pixels.shape[1] // shrink)
    small = np.asarray(resized(pixels, shape), np.float32)
    sides = _guess(small, resized(alpha, shape))
    person, rest = (resized(side, alpha.shape) for side in sides)
    return _corrected(pixels, alpha, person, rest)


def _guess(colours: Floats, alpha: Floats) -> tuple[Floats, Floats]:
    """Smooth colours of the person and of the rest, first from afar, then from near."""
    a = alpha[..., None]
    person, rest = spread(colours, alpha * alpha), spread(colours, (1 - alpha) ** 2)
    person = np.clip(person + a * (colours - a * person - (1 - a) * rest), 0, 255)
    return _near(person, alpha * alpha, person), _near(rest, (1 - alpha) ** 2, rest)


def _near(colours: Floats, weight: Floats, otherwise: Floats) -> Floats:
    """Weighted means over a small box, where it holds any weight."""
    side = (2 * _RADIUS + 1, 2 * _RADIUS + 1)
    total = cv2.blur(weight, side)[..., None]
    mean = (cv2.blur(colours * weight[..., None], side) + _EPSILON * otherwise) / (total + _EPSILON)
    return np.asarray(mean, np.float32)


def _corrected(pixels: Pixels, alpha: Floats, person: Floats, rest: Floats) -> Pixels:
    result = np.where(alpha[..., None] > 0, pixels, person.astype(np.uint8))
    rows, columns = np.nonzero((alpha > 0) & (alpha < 1))
    a = alpha[rows, columns, None]
    own, other = person[rows, columns], rest[rows, columns]
    fixed = own + a * (pixels[rows, columns] - a * own - (1 - a) * other)
    result[rows, columns] = np.clip(np.rint(fixed), 0, 255)
    return np.asarray(result, np.uint8)
