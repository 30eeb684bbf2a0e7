"""How old somebody looks, and whether like a woman or a man; silent where it cannot be told.

A plaything: never to be kept, and never a reason to treat anybody differently.
"""

import numpy as np

from inference.errors import Reason
from inference.geometry import Window
from inference.image.check import check_pixels
from inference.models import age_gender
from inference.results import Attributes, Face, Pixels
from inference.tasks.attribute_scale import Looks, learned
from inference.tasks.face_quality import face_quality

# The network was trained on crops in which the eyes are this far from the mouth, their common
# middle lying here.
_EYES_TO_MOUTH = 0.45
_MIDDLE = 0.43
# It is asked at these sizes, plain and mirrored.
_ZOOMS = (0.9, 1.0, 1.1)
_SPOILED = {
    Reason.TOO_FAR,
    Reason.TOO_SMALL,
    Reason.TOO_DARK,
    Reason.TOO_BRIGHT,
    Reason.BLURRED,
    Reason.COVERED,
}


def attributes(pixels: Pixels, face: Face) -> Attributes:
    """A guess about a face found on the picture, in pixels of it.

    Tells nothing of a face too small, dark, blurred or covered. Raises BadPhoto where this is no
    picture.
    """
    check_pixels(pixels)
    looks = look(pixels, face)
    return learned().guess(looks) if looks else Attributes(None, 0.0, None, 0.0)


def look(pixels: Pixels, face: Face) -> Looks | None:
    """What the network says of a face; None where the face is too spoiled for it."""
    if _SPOILED.intersection(face_quality(pixels, face).reasons):
        return None
    said = np.concatenate([age_gender.look(pixels, _window(face, zoom)) for zoom in _ZOOMS])
    years, male = said[:, 0], np.clip(said[:, 1], 0.001, 0.999)
    return Looks(
        years=float(years.mean()),
        spread=float(years.std()),
        male=float(np.log(male / (1 - male)).mean()),
    )


def _window(face: Face, zoom: float) -> Window:
    right_eye, left_eye, _, mouth = face.keypoints[:4]
    reach = (np.linalg.norm(right_eye - mouth) + np.linalg.norm(left_eye - mouth)) / 2
    side = max(float(reach) / _EYES_TO_MOUTH * zoom, 1.0)
    x, y = (float(n) for n in (right_eye + left_eye + mouth) / 3)
    return Window(x, y + (0.5 - _MIDDLE) * side, side, side)
