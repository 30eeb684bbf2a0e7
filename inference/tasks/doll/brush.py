"""A head as a New-Year picture shows it: flat warm tones, ink lines, rosy cheeks, an ink rim."""

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.results import Floats, Pixels, Rgba
from inference.tasks.fusion.regions import BROWS, EYES, LIPS_RING, OVAL, fill, grown, soft, step
from inference.tasks.fusion.skin import find_skin, to_lab

# Passes of the smoothing over skin, how wide and with which fall it looks around, and how many L*
# it evens out; elsewhere one pass.
_PASSES, _REACH, _NEAR, _TONES = 4, 11, 6.0, 20.0
# How high a step of lightness is, and how soft its edge, as a part of it.
_STEP, _SOFTNESS = 13.0, 0.3
# How much of the steps is taken, on the face and elsewhere: a face in steps alone has spots.
_FLAT_FACE, _FLAT = 0.62, 0.85
_RICHER = 1.2
_WARM = np.array((0.0, 1.5, 4.0), np.float32)
# Pixels around a face that tell with it what skin is there.
_BESIDE = 64
# Median lightness and chroma of a face's skin in any usual light; what is beyond is moved so far.
_DIM, _LIFT, _RED, _YELLOW, _BALANCE, _FEW = 42.0, 0.5, (7.0, 22.0), (11.0, 30.0), 0.85, 200
# Ink lines, after Winnemoeller and others, "XDoG: An eXtended difference-of-Gaussians compendium
# including advanced image stylization" (2012): widths in pixels, sharpness, threshold, fall.
_FINE, _WIDER, _SHARP, _FROM, _FALL = 1.3, 1.6, 16.0, 0.35, 4.2
_INK = np.array((66, 28, 22), np.float32)
_RIM, _PAPER = (61, 28, 24), (255, 248, 234)
_RIM_WIDTH, _PAPER_WIDTH = 5.0, 6.0
_ROUGE = np.array((0.0, 15.0, 6.0), np.float32)
_CHEEKS, _ROUGE_SIZE = (50, 280), 0.17


def brushed(colours: Pixels, alpha: Floats, points: Floats) -> Pixels:
    """(H, W, 3): the same head painted. points: (478, 2) of its mesh in the picture."""
    filled = _filled(colours, alpha)
    lab = _lit(to_lab(np.asarray(filled, np.float32) / np.float32(255)), alpha, points)
    features = _features(alpha.shape, points)
    face = soft(fill(alpha.shape, points, (OVAL,)), 4) * (1 - features)
    plain = np.asarray(cv2.bilateralFilter(lab, 7, 9.0, 4.0), np.float32)
    _even_out(plain, face)
    ink = _lines(plain[..., 0], alpha)
    flat = (_FLAT_FACE * face + _FLAT * (1 - face)) * (1 - 0.8 * features)
    plain[..., 0] += flat * (_stepped(plain[..., 0]) - plain[..., 0])
    plain[..., 1:] *= np.float32(_RICHER)
    plain += _WARM
    plain += _rouge(points, alpha.shape)[..., None] * _ROUGE
    rgb = np.clip(np.asarray(cv2.cvtColor(plain, cv2.COLOR_Lab2RGB), np.float32), 0, 1) * 255
    share = ink[..., None]
    painted = rgb * (1 - share) + np.minimum(_INK, rgb) * share
    return np.asarray(np.clip(np.rint(painted), 0, 255), np.uint8)


def _even_out(lab: Floats, face: Floats) -> None:
    """Smooths the face's tones, in place; what is away from it is not looked at."""
    part = _around(face > 0, _PASSES * (_REACH // 2))
    smooth = np.ascontiguousarray(lab[part])
    for _ in range(_PASSES):
        smooth = np.asarray(cv2.bilateralFilter(smooth, _REACH, _TONES / 2, _NEAR), np.float32)
    share = face[part][..., None]
    lab[part] = smooth * share + lab[part] * (1 - share)


def _around(mask: NDArray[np.bool_], room: int) -> tuple[slice, slice]:
    """Rows and columns of what is set, at least one pixel, and so many pixels around it."""
    rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    return (
        slice(max(int(rows[0]) - room, 0), int(rows[-1]) + room + 1),
        slice(max(int(columns[0]) - room, 0), int(columns[-1]) + room + 1),
    )


def outlined(colours: Pixels, alpha: Floats) -> Rgba:
    """The head on a rim of ink, and that on a rim of paper."""
    away = cv2.distanceTransform((alpha < 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    away = soft(np.asarray(away, np.float32), 1.0)
    ink = 1 - step(away, _RIM_WIDTH - 1, _RIM_WIDTH + 1)
    total = 1 - step(away, _RIM_WIDTH + _PAPER_WIDTH - 1, _RIM_WIDTH + _PAPER_WIDTH + 1)
    rim = (
        np.array(_RIM, np.float32) * ink[..., None]
        + np.array(_PAPER, np.float32) * (1 - ink)[..., None]
    )
    inner = alpha[..., None]
    rgb = np.asarray(colours, np.float32) * inner + rim * (1 - inner)
    return np.dstack([np.rint(rgb), np.rint(total * 255)]).astype(np.uint8)


def _filled(colours: Pixels, alpha: Floats) -> Pixels:
    """What is beyond the head takes the colours at its edge, so that no line is drawn there."""
    weight = alpha[..., None]
    blurred = np.asarray(colours, np.float32) * weight
    near = soft(np.ascontiguousarray(blurred), 12) / (soft(alpha, 12)[..., None] + 1e-3)
    filled = np.asarray(colours, np.float32) * weight + near * (1 - weight)
    return np.asarray(np.clip(np.rint(filled), 0, 255), np.uint8)


def _lit(lab: Floats, alpha: Floats, points: Floats) -> Floats:
    """The head in kinder light: what is nearly black is lifted, coloured light is taken back.

    The skin keeps its tone: only what no light on skin explains is moved.
    """
    oval = fill(alpha.shape, points, (OVAL,))
    part = _around(oval > 0, _BESIDE)
    corner = np.array([part[1].start, part[0].start], np.float32)
    near = np.ascontiguousarray(lab[part])
    face = find_skin(near, points - corner).mask * oval[part]
    chosen = near[face > 0.6]
    if len(chosen) < _FEW:
        return lab
    light, red, yellow = (float(n) for n in np.median(chosen, axis=0))
    lit = lab.copy()
    if light < _DIM:
        bright = light + _LIFT * (_DIM - light)
        lit[..., 0] = 100 * (lit[..., 0] / 100) ** (np.log(bright / 100) / np.log(light / 100))
    for channel, value, (least, most) in ((1, red, _RED), (2, yellow, _YELLOW)):
        lit[..., channel] += _BALANCE * (min(max(value, least), most) - value)
    return np.asarray(lit, np.float32)


def _features(shape: tuple[int, ...], points: Floats) -> Floats:
    """0 … 1: eyes, brows and mouth, where more of the photo is kept."""
    mask = fill(shape, points, (*EYES, *BROWS, LIPS_RING))
    return soft(grown(mask, 5), 3)


def _stepped(light: Floats) -> Floats:
    level = light / np.float32(_STEP)
    floor = np.floor(level)
    part = level - floor
    edge = step(np.asarray(part, np.float32), 0.5 - _SOFTNESS, 0.5 + _SOFTNESS)
    return np.asarray((floor + edge) * np.float32(_STEP), np.float32)


def _rouge(points: Floats, shape: tuple[int, ...]) -> Floats:
    """0 … 1: two round cheeks."""
    y, x = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    wide = _ROUGE_SIZE * float(np.linalg.norm(points[234] - points[454]))
    rouge = np.zeros(shape[:2], np.float32)
    for cheek in _CHEEKS:
        far = np.hypot(x - points[cheek, 0], y - points[cheek, 1]) / np.float32(wide)
        rouge = np.maximum(rouge, 1 - step(far, 0.3, 1.2))
    return rouge


def _lines(light: Floats, alpha: Floats) -> Floats:
    """0 … 1 ink, on the darker side of edges of the lightness (L*)."""
    grey = light / np.float32(100)
    fine, wide = soft(grey, _FINE), soft(grey, _FINE * _WIDER)
    sharp = fine + np.float32(_SHARP) * (fine - wide)
    ink = np.where(sharp < _FROM, np.tanh(np.float32(_FALL) * (_FROM - sharp)), 0)
    # What is dark all over, hair above all, is no line.
    ink = ink * step(wide - fine, 0.003, 0.02)
    inside = cv2.distanceTransform((alpha > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    return np.asarray(np.clip(ink, 0, 1) * step(np.asarray(inside, np.float32), 1, 4), np.float32)
