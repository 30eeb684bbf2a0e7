"""Wax crayon on rough paper: bright strokes side by side, the paper's tooth between them."""

import cv2
import numpy as np

from inference.results import Floats
from inference.tasks.stylize.grain import CELL, lot, tiled
from inference.train.style.painters.flow import blurred, flow, luminance, unit
from inference.train.style.painters.strokes import (
    Touches,
    at,
    chosen,
    draw,
    fixed,
    normals,
    paths,
    touches,
)

_PAPER = np.asarray([0.975, 0.96, 0.925], np.float32)


def crayon(picture: Floats, reach: float) -> Floats:
    """Draws an RGB picture 0 … 1 with a crayon of that reach, px."""
    height, width = picture.shape[:2]
    vivid = _vivid(picture)
    light = luminance(vivid)
    start = touches(height, width, reach, 0.42)
    angle, _ = flow(vivid, 1.3 * reach + 1)
    colours = np.broadcast_to(_PAPER, picture.shape).copy()
    tooth = _tooth(height, width)
    layers = ((0.0, 1.02, 0.5), (0.55, 0.72, 0.0), (-0.5, 0.42, -0.10))
    for turn, below, lift in layers:
        here = chosen(start, at(light, start.x, start.y) < below - 0.12 * (start.lot - 0.5))
        painted, pressed = _layer(vivid, angle + np.float32(turn), here, reach, lift)
        covered = pressed * (0.58 + 0.42 * np.clip((tooth + 0.5 * pressed - 0.5) / 0.4, 0, 1))
        colours += (painted - colours) * covered[:, :, None]
    line = _line(light, reach) * (0.5 + 0.5 * np.clip((tooth - 0.1) / 0.4, 0, 1))
    contour = 0.22 * vivid + np.asarray([0.06, 0.04, 0.08], np.float32)
    colours += (contour - colours) * (0.85 * line)[:, :, None]
    return np.clip(colours, 0, 1).astype(np.float32)


def _layer(
    vivid: Floats, angle: Floats, start: Touches, reach: float, lift: float
) -> tuple[Floats, Floats]:
    """Colours (H, W, 3) and pressure (H, W), 0 … 1, of one layer of strokes."""
    soft = blurred(vivid, 0.4 * reach)
    lines = paths(start, angle, soft, 0.8 * reach, 4, 0.08)
    shade = (start.lot - 0.5)[:, None] * np.asarray([0.10, 0.08, 0.10], np.float32)
    own = at(soft, start.x, start.y)
    own = own + lift * (1 - own) if lift > 0 else own * (1 + 1.6 * lift) + lift * 0.2
    ink = np.ascontiguousarray(np.zeros(vivid.shape, np.uint8))
    press = np.zeros(vivid.shape[:2], np.uint8)
    points, sides = fixed(lines), fixed(lines + normals(lines) * np.float32(0.25 * reach))
    wide, core = max(1, round(0.95 * reach)), max(1, round(0.45 * reach))
    for index, colour in enumerate(((own + shade).clip(0, 1) * 255).tolist()):
        draw(ink, points[index], colour, wide + 2, hard=True)
        draw(press, points[index], [165], wide)
        draw(press, sides[index], [235], core)
    return unit(ink), unit(press)


def _tooth(height: int, width: int) -> Floats:
    """Height of the paper, 0 … 1, spread evenly."""
    shape = (-(-height // CELL), -(-width // CELL))
    cells = blurred(tiled(lot(), shape), 0.7)
    even = ((cells - 0.5) / (cells.std() * 3) + 0.5).clip(0, 1)
    grown = cv2.resize(even, (shape[1] * CELL, shape[0] * CELL), interpolation=cv2.INTER_CUBIC)
    return np.asarray(grown[:height, :width].clip(0, 1), np.float32)


def _line(light: Floats, reach: float) -> Floats:
    """Where a contour is drawn, 0 … 1."""
    fine = 0.8 + 0.09 * reach
    edge = blurred(light, fine) - 0.985 * blurred(light, 1.6 * fine)
    return np.asarray(np.clip((0.0 - edge) / 0.028, 0, 1), np.float32)


def _vivid(picture: Floats) -> Floats:
    light = luminance(picture)[:, :, None]
    rich = light + 1.6 * (picture - light)
    return np.asarray(rich.clip(0, 1) ** 0.9, np.float32)
