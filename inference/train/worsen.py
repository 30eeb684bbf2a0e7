"""Photos as bad cameras take them: too dark, blurred, small, without colour, noisy."""

import cv2
import numpy as np

from inference.results import Pixels

_GAMMA = (0.6, 3.0)
_BLUR = (0.0, 0.012)
_SHRINK = (0.15, 1.0)
_NOISE = (0.0, 12.0)
_GREY = 0.3


def worsened(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    """The same scene, so that what is where in it stays true."""
    height, width = pixels.shape[:2]
    scale = rng.uniform(*_SHRINK)
    small = (max(round(width * scale), 32), max(round(height * scale), 32))
    bad = cv2.resize(pixels, small, interpolation=cv2.INTER_AREA)
    bad = cv2.resize(bad, (width, height), interpolation=cv2.INTER_LINEAR)
    bad = cv2.GaussianBlur(bad, (0, 0), 0.1 + rng.uniform(*_BLUR) * max(height, width))
    if rng.random() < _GREY:
        bad = cv2.cvtColor(cv2.cvtColor(bad, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    light = 255 * (bad / 255.0) ** rng.uniform(*_GAMMA)
    noise = rng.normal(0, rng.uniform(*_NOISE), bad.shape)
    return np.asarray(np.clip(light + noise, 0, 255), np.uint8)
