"""Measures of a face, read from its surface."""

import numpy as np

from inference.results import FaceShape, Mesh

# Pairs of points of the mesh, on either side of what is measured.
_CHEEKS, _FOREHEAD, _JAW = (234, 454), (54, 284), (172, 397)
_LENGTH, _INNER_EYES, _NOSE, _MOUTH = (10, 152), (133, 362), (129, 358), (61, 291)
_RIGHT_LIDS, _RIGHT_EYE = (159, 145), (33, 133)
_LEFT_LIDS, _LEFT_EYE = (386, 374), (263, 362)
_LIPS = (13, 14)


def face_shape(surface: Mesh) -> FaceShape:
    """Distances in space, so that neither the head's turn nor its size matters."""

    def between(pair: tuple[int, int]) -> float:
        a, b = surface.points[list(pair)]
        return float(np.linalg.norm(a - b))

    cheeks = between(_CHEEKS) + 1e-6
    return FaceShape(
        length=between(_LENGTH) / cheeks,
        forehead=between(_FOREHEAD) / cheeks,
        jaw=between(_JAW) / cheeks,
        eyes_apart=between(_INNER_EYES) / cheeks,
        nose=between(_NOSE) / cheeks,
        mouth=between(_MOUTH) / cheeks,
        right_eye_open=between(_RIGHT_LIDS) / (between(_RIGHT_EYE) + 1e-6),
        left_eye_open=between(_LEFT_LIDS) / (between(_LEFT_EYE) + 1e-6),
        mouth_open=between(_LIPS) / (between(_MOUTH) + 1e-6),
    )
