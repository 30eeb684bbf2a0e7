"""Photos as bad cameras and bad places would have taken them: the same copy every time.

Made from good photos with known answers, they measure what hard light costs.
"""

from collections.abc import Callable, Mapping

import cv2
import numpy as np

from inference.results import Floats, Pixels

# What a display does to light, nearly sRGB's curve.
_GAMMA = 2.2
# Light that is left in the dark, and what the sensor adds there: its own noise, the photons' noise.
_DARK, _READ_NOISE, _SHOT_NOISE = 0.03, 0.0015, 0.004
# Light that is too much, and the share that strays over the whole picture within the lens.
_BRIGHT, _GLARE = 4.0, 0.08
# Spread of the blur, in longer sides.
_BLUR = 1 / 160
# Brightness between which a dull grey picture lies.
_DULL = (90, 150)
_SEED = 1


def dark(pixels: Pixels) -> Pixels:
    """Five stops too little light, with the noise of a small sensor."""
    light = _light(pixels) * _DARK
    noise = np.random.default_rng(_SEED).normal(0, 1, light.shape).astype(np.float32)
    return _pixels(light + noise * (_READ_NOISE + _SHOT_NOISE * np.sqrt(light)))


def blown(pixels: Pixels) -> Pixels:
    """Two stops too much light, and glare: the bright parts are white and flat."""
    light = _light(pixels) * _BRIGHT
    return _pixels(light + _GLARE * light.mean())


def blurred(pixels: Pixels) -> Pixels:
    """Grey and out of focus."""
    spread = max(pixels.shape[:2]) * _BLUR
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    soft = cv2.GaussianBlur(grey, (0, 0), spread, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.cvtColor(soft, cv2.COLOR_GRAY2RGB), np.uint8)


def dull(pixels: Pixels) -> Pixels:
    """Grey, with a quarter of the contrast, as behind a dirty lens."""
    low, high = _DULL
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    flat = np.rint(low + grey * (high - low)).astype(np.uint8)
    return np.asarray(cv2.cvtColor(flat, cv2.COLOR_GRAY2RGB), np.uint8)


def _light(pixels: Pixels) -> Floats:
    """Amounts of light, 0 … 1."""
    return np.asarray((pixels.astype(np.float32) / 255) ** _GAMMA, np.float32)


def _pixels(light: Floats) -> Pixels:
    levels = np.clip(light, 0, 1) ** (1 / _GAMMA)
    return np.asarray(np.rint(255 * levels), np.uint8)


HARDSHIPS: Mapping[str, Callable[[Pixels], Pixels]] = {
    "dark": dark,
    "blown": blown,
    "blurred": blurred,
    "dull": dull,
}
