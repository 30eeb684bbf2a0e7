"""How different two colours look: CIEDE2000.

After Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula: Implementation Notes,
Supplementary Test Data, and Mathematical Observations" (2005).
"""

import math

import numpy as np
from numpy.typing import ArrayLike

_FAR = 25.0**7


def delta_e(one: ArrayLike, other: ArrayLike) -> float:
    """Of two CIE L*a*b* colours; about 1 is just seen, 100 is black against white."""
    (l1, a1, b1), (l2, a2, b2) = (np.asarray(c, np.float64).tolist() for c in (one, other))
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + _FAR)))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1, h2 = _hue(a1 * stretch, b1), _hue(a2 * stretch, b2)
    apart, middle = _hues(h1, h2, grey=c1 * c2 == 0)
    hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(apart) / 2)
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    weight = (
        1
        - 0.17 * math.cos(math.radians(middle - 30))
        + 0.24 * math.cos(math.radians(2 * middle))
        + 0.32 * math.cos(math.radians(3 * middle + 6))
        - 0.2 * math.cos(math.radians(4 * middle - 63))
    )
    by_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))
    by_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    by_hue = hue / (1 + 0.015 * chroma * weight)
    turn = 60 * math.exp(-(((middle - 275) / 25) ** 2))
    mixed = -2 * math.sqrt(chroma**7 / (chroma**7 + _FAR)) * math.sin(math.radians(turn))
    return math.sqrt(by_light**2 + by_chroma**2 + by_hue**2 + mixed * by_chroma * by_hue)


def _hue(a: float, b: float) -> float:
    return math.degrees(math.atan2(b, a)) % 360


def _hues(one: float, other: float, *, grey: bool) -> tuple[float, float]:
    """How far apart two hues are, in degrees, and the one in their middle."""
    if grey:
        return 0.0, one + other
    apart = (other - one + 180) % 360 - 180
    # Two opposite hues: the formula counts them as +180 apart.
    apart = 180.0 if apart == -180 and other > one else apart
    total = one + other
    if abs(one - other) <= 180:
        return apart, total / 2
    return apart, (total + 360) / 2 if total < 360 else (total - 360) / 2
