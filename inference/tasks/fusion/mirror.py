"""A face as a mirror shows it.

What a network does not see of a face it guesses, and in a mirror it guesses otherwise.
"""

import numpy as np

from inference.results import Face, Floats, Mesh, Pixels
from inference.tasks.face import mesh
from inference.tasks.fusion.regions import EYES, MIRRORED, width_of

# How far the lids of an eye may differ in shape from those found in a mirror, in parts of the
# face's width. Of 130 faces that are seen well, closed eyes and glasses among them, 0.012 is the
# most, and one of 1040 smaller, lighter, darker, tilted and tinted copies passes this; 0.017 and
# more are eyes behind mirroring lenses and cloth, in the dark or beyond the photo's edge.
_LIDS = 0.015


def mirror_image(pixels: Pixels, points: Floats) -> tuple[Pixels, Mesh]:
    """The photo as a mirror shows it, and the surface, (478, 3) in the photo, found anew in it: the
    points change sides."""
    mirrored = np.ascontiguousarray(pixels[:, ::-1])
    flat = _across(pixels, points)
    (x0, y0), (x1, y1) = flat[:468].min(axis=0), flat[:468].max(axis=0)
    side = 1.05 * max(x1 - x0, y1 - y0)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    # The person's right eye is on the mirror's left, as any right eye is.
    keypoints = np.stack([flat[473], flat[468], *[flat[i] for i in (1, 13, 454, 234)]])
    box = (float(x - side / 2), float(y - side / 2), float(x + side / 2), float(y + side / 2))
    return mirrored, mesh(mirrored, Face(box, 1.0, keypoints), irises=True)


def guessed(pixels: Pixels, points: Floats, twin: Floats) -> bool:
    """Are the eyes hidden? points, twin: (478, 3) in the photo and in its mirror image."""
    own, other = points[:, :2], _across(pixels, twin)
    return any(
        _apart(own[list(ring)], other[[MIRRORED[i] for i in ring]]) > _LIDS * width_of(points)
        for ring in EYES
    )


def _across(pixels: Pixels, points: Floats) -> Floats:
    """(n, 2) points of a picture as they lie in its mirror image."""
    width = np.float32(pixels.shape[1])
    return points[:, :2] * np.array([-1, 1], np.float32) + np.array([width, 0], np.float32)


def _apart(own: Floats, other: Floats) -> float:
    """How far points of two shapes are apart, wherever the shapes lie."""
    away = own - other
    return float(np.sqrt(((away - away.mean(axis=0)) ** 2).sum(axis=1).mean()))
