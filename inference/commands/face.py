"""`face PHOTO…`: the faces of each photo, their surface, turn, shape and quality."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from inference.commands import photos
from inference.results import Face, Mesh, Pixels

NAME = "face"
HELP = "find faces, where they look, their shape and quality"


def arguments(parser: ArgumentParser) -> None:
    photos.arguments(parser)
    parser.set_defaults(name=NAME)


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference import find_faces, mesh
    from inference.paint import paint_face

    def ask(pixels: Pixels) -> photos.Answer:
        faces = [(face, mesh(pixels, face, irises=True)) for face in find_faces(pixels)]

        def painted() -> Pixels:
            copy = pixels.copy()
            for face, surface in faces:
                paint_face(copy, face, surface)
            return copy

        told = [values(pixels, face, surface) for face, surface in faces]
        line = "; ".join(", ".join(each["quality"]["reasons"]) or "good" for each in told)
        return photos.Answer({"faces": told}, line or "none", painted)

    return photos.answer(options, tell, ask)


def values(pixels: Pixels, face: Face, surface: Mesh) -> dict[str, Any]:
    from inference import face_quality, face_shape, head_pose

    quality = asdict(face_quality(pixels, face, surface))
    return {
        "box": [round(n, 2) for n in face.box],
        "score": round(face.score, 4),
        "keypoints": face.keypoints.round(2).tolist(),
        "mesh": surface.points.round(2).tolist(),
        "presence": round(surface.presence, 4),
        "head_pose": _rounded(asdict(head_pose(surface))),
        "shape": _rounded(asdict(face_shape(surface))),
        "quality": {**_rounded(quality), "reasons": [str(why) for why in quality["reasons"]]},
    }


def _rounded(measures: dict[str, Any]) -> dict[str, Any]:
    return {k: round(v, 4) for k, v in measures.items() if isinstance(v, float)}
