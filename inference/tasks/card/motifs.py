"""Patterns for behind a person, as masks: quiet enough to be looked past."""

from collections.abc import Callable
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

from inference.results import Floats

Pen = ImageDraw.ImageDraw
# Drawn so many times as large, for smooth edges.
_FINE: Final = 2


def motif_mask(name: str, width: int, height: int) -> Floats:
    """(height, width) 0 … 1 of one of MOTIFS."""
    field = Image.new("L", (width * _FINE, height * _FINE))
    MOTIFS[name](ImageDraw.Draw(field), width * _FINE, height * _FINE)
    small = field.resize((width, height), Image.Resampling.BOX)
    return np.asarray(small, np.float32) / np.float32(255)


def _sun(pen: Pen, width: int, height: int) -> None:
    """Rays from behind a head."""
    middle = np.array([width / 2, height * 0.3])
    reach, rays = 2 * max(width, height), 14
    for ray in range(rays):
        edges = (2 * np.pi * (ray + side) / rays for side in (-0.25, 0.25))
        ends = [tuple(middle + reach * np.array([np.cos(a), np.sin(a)])) for a in edges]
        pen.polygon([tuple(middle), *ends], fill=255)


def _stars(pen: Pen, width: int, height: int) -> None:
    """Stars of four points, large and small in turn."""
    for row, y in enumerate(_steps(height, 132)):
        for column, x in enumerate(_steps(width, 132)):
            size = (30, 12, 18)[(row + 2 * column) % 3] * _FINE
            at = (x + (row % 2) * 66 * _FINE, y)
            turns = np.pi * np.arange(8) / 4 - np.pi / 2
            reach = np.where(np.arange(8) % 2, 0.28, 1.0) * size
            pen.polygon(
                [
                    (at[0] + r * np.cos(t), at[1] + r * np.sin(t))
                    for r, t in zip(reach, turns, strict=True)
                ],
                fill=255,
            )


def _leaves(pen: Pen, width: int, height: int) -> None:
    """Sprigs that lean to either side in turn."""
    for row, y in enumerate(_steps(height, 156)):
        for column, x in enumerate(_steps(width, 128)):
            lean = 0.5 if (row + column) % 2 else -0.5
            at = np.array([x + (row % 2) * 64 * _FINE, y])
            for side in (-0.95, 0.0, 0.95):
                pen.polygon(_leaf(at, lean + side, 60.0 * _FINE), fill=255)


def _bubbles(pen: Pen, width: int, height: int) -> None:
    """Rings and discs of many sizes."""
    for row, y in enumerate(_steps(height, 118)):
        for column, x in enumerate(_steps(width, 118)):
            size = (44, 20, 32, 12)[(3 * row + 5 * column) % 4] * _FINE
            left, top = x + (row % 2) * 59 * _FINE - size, y - size
            box = (left, top, left + 2 * size, top + 2 * size)
            if (row + column) % 2:
                pen.ellipse(box, fill=255)
            else:
                pen.ellipse(box, outline=255, width=max(size // 4, 1))


def _city(pen: Pen, width: int, height: int) -> None:
    """Houses, their windows left open."""
    left, number = 0, 0
    while left < width:
        wide = (92, 128, 74, 110)[number % 4] * _FINE
        top = int(height * (0.5, 0.3, 0.62, 0.4, 0.22)[number % 5])
        pen.rectangle((left + 6, top, left + wide - 6, height), fill=255)
        for y in range(top + 22 * _FINE, height, 44 * _FINE):
            for x in range(left + 18 * _FINE, left + wide - 26 * _FINE, 28 * _FINE):
                pen.rectangle((x, y, x + 12 * _FINE, y + 20 * _FINE), fill=0)
        left, number = left + wide, number + 1


def _waves(pen: Pen, width: int, height: int) -> None:
    """Waves as they are woven: each arc before those above it."""
    radius = 72 * _FINE
    for row, y in enumerate(range(0, height + 2 * radius, radius // 2)):
        for x in range(-radius, width + 2 * radius, 2 * radius):
            middle = x + (row % 2) * radius
            for ring, tone in (
                (1.0, 0),
                (0.94, 255),
                (0.76, 0),
                (0.6, 255),
                (0.42, 0),
                (0.26, 255),
            ):
                r = radius * ring
                pen.ellipse((middle - r, y - r, middle + r, y + r), fill=tone)


MOTIFS: Final[dict[str, Callable[[Pen, int, int], None]]] = {
    "sun": _sun,
    "stars": _stars,
    "leaves": _leaves,
    "bubbles": _bubbles,
    "city": _city,
    "waves": _waves,
}


def _steps(length: int, step: int) -> range:
    return range(0, length + step * _FINE, step * _FINE)


def _leaf(foot: np.ndarray, turn: float, length: float) -> list[tuple[float, float]]:
    t = np.linspace(0, 1, 12)
    bow = 0.2 * np.sin(np.pi * t)
    across = np.concatenate([bow, -bow[::-1]]) * length
    along = np.concatenate([t, t[::-1]]) * length + 0.15 * length
    x = foot[0] + along * np.sin(turn) + across * np.cos(turn)
    y = foot[1] - along * np.cos(turn) + across * np.sin(turn)
    return list(zip(x.tolist(), y.tolist(), strict=True))
