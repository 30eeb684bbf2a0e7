"""A face that nobody has: drawn from the classes alone, for who plays without a photo."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from inference.results import Floats
from inference.tasks.reading.lines import FEATURES, FaceReading
from inference.tasks.reading.portrait import HEIGHT, WIDTH

# All lengths are in widths of the face, the middle of the face at (0, 0), y down.
_WIDE: Final = 560.0
_LENGTH: Final = (1.16, 1.3, 1.42)
_COURTS: Final = ((0.37, 0.315, 0.315), (0.315, 0.37, 0.315), (0.315, 0.315, 0.37))
_GAP: Final = (0.92, 1.1, 1.3)
_ARCH: Final = (0.03, 0.1, 0.19)
_OPEN: Final = (0.22, 0.3, 0.38)
_RIDGE: Final = (0.84, 1.0, 1.14)
_MOUTH: Final = (0.32, 0.4, 0.48)
_EYE, _BROW, _WING = 0.21, 0.3, 0.11


def drawn_face(classes: Mapping[str, str]) -> FaceReading:
    """The reading of those classes, its lines in pixels of a finished picture."""
    steps = {name: FEATURES[name].index(classes[name]) for name in FEATURES}
    length, courts = _LENGTH[steps["face"]], _COURTS[steps["courts"]]
    top = -length / 2
    brows, base = top + courts[0] * length, top + (courts[0] + courts[1]) * length
    eyes, gap = brows + 0.115, _GAP[steps["spacing"]] * _EYE
    half = gap / 2
    lips = base + 0.36 * (length / 2 - base)
    shapes = {
        "outline": _outline(length),
        "left_brow": _brow(half, brows, _ARCH[steps["brows"]]),
        "left_eye": _eye(half, eyes, _OPEN[steps["eyes"]]),
        "left_iris": _iris(half, eyes, _OPEN[steps["eyes"]]),
        "left_ear": _ear(eyes),
        "left_neck": _neck(length),
        "hair": _hair(length),
        "fringe": _fringe(top, eyes),
        "lips": _lips(_MOUTH[steps["mouth"]], lips),
        "ridge": _ridge(base - (base - eyes) * _RIDGE[steps["nose"]], base),
        "base": _base(base),
        "mouth": _meeting(_MOUTH[steps["mouth"]], lips),
    }
    for name in ("brow", "eye", "iris", "ear", "neck"):
        shapes[f"right_{name}"] = shapes[f"left_{name}"] * np.array([-1, 1], np.float32)
    posts = np.array([half, half + _EYE, 0.5], np.float32)
    columns = np.concatenate([-posts[::-1], posts])
    rows = np.array([top, brows, base, length / 2], np.float32)
    strips = tuple(float(part) for part in np.diff(columns) / _EYE)
    one, two, three, four, five = strips
    return FaceReading(
        classes=dict(classes),
        courts=(3 * courts[0], 3 * courts[1], 3 * courts[2]),
        eyes=(one, two, three, four, five),
        lines={name: _placed(points) for name, points in shapes.items()},
        levels=_placed(np.column_stack([np.zeros(4), rows])),
        posts=_placed(np.column_stack([columns, np.full(6, eyes)])),
    )


def _placed(points: Floats) -> Floats:
    return np.asarray(points * _WIDE + (WIDTH / 2, HEIGHT * 0.46), np.float32)


def _outline(length: float) -> Floats:
    """Fuller above, narrower towards the chin."""
    turn = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    x, y = np.cos(turn), np.sin(turn)
    narrow = np.where(y > 0, 1 - 0.2 * np.abs(y) ** 1.6, 1 - 0.05 * y**2)
    wide = np.sign(x) * np.abs(x) ** 0.86 * narrow / 2
    return np.column_stack([wide, y * length / 2]).astype(np.float32)


def _brow(half: float, y: float, arch: float) -> Floats:
    """A lens, thickest a third from the nose, its peak two thirds outwards."""
    t = np.linspace(0, 1, 9)
    x = half - 0.03 + t * _BROW
    middle = y + 0.02 - 1.5 * arch * _BROW * np.sin(np.pi * (0.1 + 0.8 * t**1.25)) ** 1.3
    thick = 0.022 * np.sin(np.pi * (0.12 + 0.88 * t)) ** 0.7
    upper, lower = np.column_stack([x, middle - thick]), np.column_stack([x, middle + thick])
    return np.vstack([upper, lower[::-1]]).astype(np.float32)


def _eye(half: float, y: float, opened: float) -> Floats:
    t = np.linspace(0, 1, 9)
    x, bow = half + t * _EYE, np.sin(np.pi * t) ** 0.85
    rise = -0.012 * t
    upper = np.column_stack([x, y + rise - 0.62 * opened * _EYE * bow])
    lower = np.column_stack([x, y + rise + 0.38 * opened * _EYE * bow])
    return np.vstack([upper, lower[-2:0:-1]]).astype(np.float32)


def _iris(half: float, y: float, opened: float) -> Floats:
    """A circle, cut off by both lids."""
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    tall = opened * _EYE
    circle = np.column_stack([np.cos(turn), np.sin(turn)]) * min(0.6 * tall, 0.2 * _EYE)
    points = circle + np.array([half + _EYE / 2, y - 0.006 - 0.14 * tall])
    points[:, 1] = np.clip(points[:, 1], y - 0.006 - 0.58 * tall, y - 0.006 + 0.34 * tall)
    return np.asarray(points, np.float32)


def _ear(y: float) -> Floats:
    """From beside the eye out and back to the cheek."""
    turn = np.linspace(-0.42 * np.pi, 0.45 * np.pi, 9)
    return np.column_stack([0.475 + 0.075 * np.cos(turn), y + 0.1 + 0.15 * np.sin(turn)]).astype(
        np.float32
    )


def _neck(length: float) -> Floats:
    """Down from the jaw and out into the shoulder."""
    x = np.array([0.27, 0.262, 0.285, 0.4, 0.62, 0.88])
    y = length / 2 + np.array([-0.13, 0.02, 0.16, 0.25, 0.31, 0.4])
    return np.column_stack([x, y]).astype(np.float32)


def _hair(length: float) -> Floats:
    """An arc over the head, from ear to ear."""
    turn = np.pi * np.linspace(-1.06, 0.06, 21)
    x, y = np.cos(turn) * 0.57, np.sin(turn) * 0.58 * length
    return np.column_stack([x, y]).astype(np.float32)


def _fringe(top: float, eyes: float) -> Floats:
    """From one temple up to a parting and down to the other."""
    x = np.array([-0.5, -0.46, -0.3, 0.0, 0.2, 0.24, 0.3, 0.42, 0.5])
    drop = np.array([1, 0.72, 0.46, 0.24, 0.03, -0.04, 0.2, 0.62, 1])
    return np.column_stack([x, top + drop * (eyes - 0.06 - top)]).astype(np.float32)


def _lips(wide: float, y: float) -> Floats:
    t = np.linspace(-1, 1, 13)
    cupid = 1 - np.abs(t) ** 1.5 - 0.24 * np.exp(-((t / 0.16) ** 2))
    upper = np.column_stack([t * wide / 2, y - 0.052 * cupid - 0.03 * t**2])
    full = np.sqrt(1 - t**2) * 0.9
    lower = np.column_stack([t * wide / 2, y + 0.068 * full - 0.03 * t**2])
    return np.vstack([upper, lower[-2:0:-1]]).astype(np.float32)


def _meeting(wide: float, y: float) -> Floats:
    t = np.linspace(-0.92, 0.92, 9)
    return np.column_stack([t * wide / 2, y + 0.008 * np.cos(np.pi * t) - 0.03 * t**2]).astype(
        np.float32
    )


def _ridge(top: float, base: float) -> Floats:
    y = np.linspace(top, base - 0.05, 6)
    return np.column_stack([0.012 * np.sin(np.linspace(0, np.pi, 6)), y]).astype(np.float32)


def _base(y: float) -> Floats:
    x = np.array([-1, -0.62, -0.3, 0, 0.3, 0.62, 1]) * _WING
    dip = np.array([-0.03, 0.004, -0.004, 0.012, -0.004, 0.004, -0.03])
    return np.column_stack([x, y + dip - 0.01]).astype(np.float32)
