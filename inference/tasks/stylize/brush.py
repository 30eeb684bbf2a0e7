"""How large the brush is, everywhere in a picture."""

from collections.abc import Sequence

import numpy as np

from inference.results import Face, Floats
from inference.tasks.stylize.grain import COARSEST, FINEST

# Of the brush elsewhere, within a face. Two inks have no half tones to show an eye with, and stones
# but one colour each: there they must be fine.
_ON_FACES, _ON_FACES_BY_STYLE = 0.45, {"mosaic": 0.25, "woodcut": 0.0}
# A face's oval by its box, and over how much of it the brush grows again.
_OVAL, _FADING = 0.75, 0.6
# Px of the longer side for which FINEST and COARSEST are meant.
_MEANT_FOR = 1024


def fitted(brush: Floats | float) -> Floats:
    """(h, w) within 0 … 1. Raises ValueError where it is no number and no map of numbers."""
    try:
        values = np.asarray(brush, np.float32)
    except (TypeError, ValueError) as error:
        raise ValueError("expected a brush of 0 … 1, or a map (h, w) of them") from error
    if values.ndim == 0:
        values = values.reshape(1, 1)
    if values.ndim != 2 or not values.size or not np.isfinite(values).all():
        raise ValueError(f"expected a brush of 0 … 1, or a map (h, w) of them, got {values.shape}")
    return values.clip(0, 1)


def on_faces(style: str) -> float:
    """The brush within a face, of the one elsewhere, so that in this style people stay known."""
    return _ON_FACES_BY_STYLE.get(style, _ON_FACES)


def finer_on_faces(brush: Floats, faces: Sequence[Face], scale: float, share: float) -> Floats:
    """The brush (h, w), `share` of it within ovals around faces.

    scale: from px of the picture the faces were found in to the map's.
    """
    rows, columns = np.indices(brush.shape, dtype=np.float32) + np.float32(0.5)
    finer = np.ones_like(brush)
    for face in faces:
        x0, y0, x1, y1 = (side * scale for side in face.box)
        across, down = (x1 - x0) * _OVAL, (y1 - y0) * _OVAL * 1.2
        if across <= 0 or down <= 0:
            continue
        # A face reaches higher than its box, which begins at the brows.
        away = np.hypot((columns - (x0 + x1) / 2) / across, (rows - (0.55 * y0 + 0.45 * y1)) / down)
        outside = np.clip((away - 1) / _FADING + 0.5, 0, 1)
        smooth = outside * outside * (3 - 2 * outside)
        finer = np.minimum(finer, share + (1 - share) * smooth)
    return np.asarray(brush * finer, np.float32)


def measured(brush: Floats, longest: int) -> Floats:
    """The brush that looks so on a picture of `longest` px as `brush` does on one of 1024.

    The ends of what the network can do stay the ends: no part of the slider is dead.
    """
    times = longest / _MEANT_FOR
    least = min(max(FINEST, FINEST * times), COARSEST)
    most = max(min(COARSEST, COARSEST * times), least)
    span = np.log(COARSEST / FINEST)
    low, high = np.log(least / FINEST) / span, np.log(most / FINEST) / span
    return np.asarray(low + (high - low) * brush, np.float32)
