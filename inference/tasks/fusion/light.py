"""Light that falls on one side of a face only: cast shadows and coloured lamps, their edges gone.

Light is taken to be what is left of skin when all that is fine is smoothed away, as in Retinex
(Land and McCann, "Lightness and Retinex Theory", 1971). It is smoothed twice: within colours that
are alike, so that edges of light stay sharp, as in Durand and Dorsey, "Fast Bilateral Filtering
for the Display of High-Dynamic-Range Images" (2002), whose layers here are a few colours of the
skin instead of steps of lightness; and across all of them. Where both differ there is an edge, of
light or of the face's own relief. A face is about the same on both sides, as in Zhao and
Chellappa, "Symmetric Shape-from-Shading Using Self-ratio Image" (2001): what one side has and the
other has not is light.
"""

import cv2
import numpy as np

from inference.matting.resize import resized
from inference.results import Floats
from inference.tasks.fusion.regions import MIRRORED, soft
from inference.tasks.fusion.skin import average
from inference.tasks.fusion.warp import Part, sampled, spline_map

# The face's widths at which edges of light are told, and at which light is smoothed; and over
# which distance it is, in parts of that width.
_WIDTH, _COARSE, _REACH = 200.0, 80.0, 0.11
# What is finer than this, in parts of the width, is no light.
_FINE = 0.012
# The layers, which part of the skin's colours they are spread over, and how far colours of one are
# apart: L*, and a* and b* in parts of it.
_LAYERS, _ENDS = 6, (0.04, 0.96)
_ALIKE = np.array([6.0, 4.0, 4.0], np.float32)
# By so much the sides of a face differ in any light.
_OWN = np.array([3.0, 1.0, 1.0], np.float32)
# Features, which are not skin, lie in the light of the skin so far around them.
_AROUND = 0.04
_FEW = 100


def evened(lab: Floats, lit: Floats, points: Floats, width: float) -> Floats:
    """(H, W, 3) L*, and a* and b* in parts of it, both sides in about the same light.

    lit: (H, W) 0 … 1 where light is told by: skin, in light or in shade, without features.
    points: (478, 2) of the face.
    """
    scale = min(_WIDTH / width, 1.0)
    shape = (round(lab.shape[0] * scale), round(lab.shape[1] * scale))
    inside, width = resized(lit, shape), width * scale
    small = soft(resized(lab, shape), _FINE * width)
    if (inside > 0.6).sum() < _FEW:
        return lab
    edges = _of_one_side(_edges(small, inside, width), inside, points[:, :2] * np.float32(scale))
    around = average(edges, inside, _AROUND * width, np.zeros(3, np.float32))
    edges = around + inside[..., None] * (edges - around)
    return np.asarray(lab - resized(np.asarray(edges, np.float32), lab.shape[:2]), np.float32)


def _edges(lab: Floats, inside: Floats, width: float) -> Floats:
    """What light that keeps its edges has more than light that does not."""
    scale = min(_COARSE / width, 1.0)
    shape = (round(lab.shape[0] * scale), round(lab.shape[1] * scale))
    few, weight = resized(lab, shape), resized(inside, shape)
    reach = _REACH * width * scale
    skin = lab[inside > 0.6]
    middle, layers = np.median(skin, axis=0).astype(np.float32), _layers(skin)
    sharp, total = np.zeros_like(lab), np.zeros(lab.shape[:2], np.float32)
    shares, few_shares = _shares(lab, layers), _shares(few, layers)
    for share, few_share in zip(shares, few_shares, strict=True):
        there = few_share * weight
        light = average(few, there, reach, middle)
        known = share * resized(soft(there, reach), lab.shape[:2])
        sharp += known[..., None] * resized(light, lab.shape[:2])
        total += known
    smooth = resized(average(few, weight, reach, middle), lab.shape[:2])
    edges = sharp / (total[..., None] + np.float32(1e-6)) - smooth
    edges[total < 1e-4] = 0
    return np.asarray(edges, np.float32)


def _of_one_side(edges: Floats, inside: Floats, points: Floats) -> Floats:
    """What either side has of it that the other has not, but for what faces differ by: all of
    a shadow; of colour, of which no side is the true one, half."""
    height, width = inside.shape
    step = max(round(width / 50), 2)
    own, mirrored = points[list(MIRRORED)], points[list(MIRRORED.values())]
    came_from = spline_map(Part(0, 0, width, height), own, mirrored, step)
    other, seen = (sampled(each, came_from, cv2.INTER_LINEAR) for each in (edges, inside))
    away = edges - other
    away[..., 0] = np.minimum(away[..., 0], 0)
    away[..., 1:] /= 2
    kept = away / np.sqrt(1 + (away / _OWN) ** 2)
    return np.asarray((away - kept) * seen[..., None], np.float32)


def _layers(colours: Floats) -> Floats:
    """(_LAYERS, 3) colours, spread evenly along where those of the skin differ most."""
    scaled = colours[:: max(len(colours) // 4000, 1)] / _ALIKE
    middle = scaled.mean(axis=0)
    _, axes = cv2.PCACompute(scaled, mean=middle[None], maxComponents=1)
    along = (scaled - middle) @ axes[0]
    low, high = (float(np.quantile(along, end)) for end in _ENDS)
    at = np.linspace(low, high, _LAYERS)[:, None]
    return np.asarray((middle + at * axes) * _ALIKE, np.float32)


def _shares(lab: Floats, layers: Floats) -> Floats:
    """(_LAYERS, H, W) how much of each pixel belongs to each layer, 1 altogether."""
    away = [(((lab - layer) / _ALIKE) ** 2).sum(axis=-1) for layer in layers]
    near = np.exp(-0.5 * np.minimum(np.stack(away), 60))
    return np.asarray(near / (near.sum(axis=0) + 1e-12), np.float32)
