"""Colours as people compare them: sRGB in, WCAG 2 contrast out."""

import re

# What WCAG 2 (1.4.3) asks for words, and (1.4.11) for the shape of a button.
READABLE = 4.5
VISIBLE = 3.0

_HEX = re.compile(r"#[0-9a-f]{6}")

Rgb = tuple[int, int, int]


def is_colour(value: object) -> bool:
    """Tell whether `value` is a colour as stored: `#rrggbb` in small letters."""
    return isinstance(value, str) and _HEX.fullmatch(value) is not None


def rgb(colour: str) -> Rgb:
    """Return (red, green, blue), each 0 … 255, of `#rrggbb`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2): 0 black … 1 white."""
    red, green, blue = (_linear(channel / 255) for channel in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (WCAG 2): 1 … 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """Return `colour` with `share` (0 … 1) of `other` in it."""
    pairs = zip(rgb(colour), rgb(other), strict=True)
    return "#{:02x}{:02x}{:02x}".format(*(round(a + (b - a) * share) for a, b in pairs))


def readable_on(ground: str) -> str:
    """Return black or white, whichever reads better; never under 4.58."""
    return max("#000000", "#ffffff", key=lambda words: contrast(words, ground))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
