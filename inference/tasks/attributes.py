"""How old somebody looks, and whether like a woman or a man; silent where it cannot be told.

A plaything: never to be kept, and never a reason to treat anybody differently.
"""

import numpy as np

from inference.errors import Reason
from inference.geometry import Window
from inference.image.check import check_pixels
from inference.models import age_gender
from inference.results import Attributes, Face, Floats, Pixels
from inference.tasks.face_quality import face_quality

# The network was trained on crops in which the eyes are this far from the mouth, their common
# middle lying here.
_EYES_TO_MOUTH = 0.45
_MIDDLE = 0.43
# It is asked at these sizes, plain and mirrored.
_ZOOMS = (0.9, 1.0, 1.1)
# Half of the range that is told, in years; wider spread looks tell nothing.
_HALF, _SPREAD = 8, 8.0
_YOUNGEST, _OLDEST = 18, 90
_SURE = 0.7
# The share of right answers on 181 faces of adults: for ages, and for genders of looks that
# agree by this much (np.interp).
_AGE_RIGHT = 0.8
_AGREED, _GENDER_RIGHT = (0.7, 0.9, 1.0), (0.85, 0.89, 0.98)
_SPOILED = {Reason.TOO_FAR, Reason.TOO_DARK, Reason.TOO_BRIGHT, Reason.BLURRED, Reason.COVERED}


def attributes(pixels: Pixels, face: Face) -> Attributes:
    """A guess about a face found on the picture, in pixels of it.

    Tells nothing of a face too small, dark, blurred or covered. Raises BadPhoto where this is no
    picture.
    """
    check_pixels(pixels)
    if _SPOILED.intersection(face_quality(pixels, face).reasons):
        return Attributes(None, 0.0, None, 0.0)
    looks = np.concatenate([age_gender.look(pixels, _window(face, zoom)) for zoom in _ZOOMS])
    age = _age(looks[:, 0])
    male = float(looks[:, 1].mean())
    agreed = max(male, 1 - male)
    sure = agreed >= _SURE
    return Attributes(
        age=age,
        age_confidence=_AGE_RIGHT if age else 0.0,
        gender=("male" if male > 0.5 else "female") if sure else None,
        gender_confidence=float(np.interp(agreed, _AGREED, _GENDER_RIGHT)) if sure else 0.0,
    )


def _age(years: Floats) -> tuple[int, int] | None:
    if float(np.std(years)) > _SPREAD:
        return None
    middle = round(float(np.mean(years)))
    low = min(max(middle - _HALF, _YOUNGEST), _OLDEST - 2 * _HALF)
    return low, max(middle + _HALF, low + _HALF)


def _window(face: Face, zoom: float) -> Window:
    right_eye, left_eye, _, mouth = face.keypoints[:4]
    reach = (np.linalg.norm(right_eye - mouth) + np.linalg.norm(left_eye - mouth)) / 2
    side = max(float(reach) / _EYES_TO_MOUTH * zoom, 1.0)
    x, y = (float(n) for n in (right_eye + left_eye + mouth) / 3)
    return Window(x, y + (0.5 - _MIDDLE) * side, side, side)
