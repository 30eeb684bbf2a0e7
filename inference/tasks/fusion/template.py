"""A template made ready once, for any number of players."""

from collections.abc import Sequence

import numpy as np

from inference.errors import BadTemplate, Reason
from inference.image.check import check_pixels
from inference.results import AiLabel, Face, Pixels
from inference.tasks.face import find_faces, mesh
from inference.tasks.face_pose import head_pose
from inference.tasks.face_quality import face_quality
from inference.tasks.fusion.regions import width_of
from inference.tasks.fusion.skin import find_skin, to_lab
from inference.tasks.fusion.values import FusionFace, FusionScene, FusionTemplate
from inference.tasks.fusion.visible import is_seen, wears_glasses
from inference.tasks.fusion.warp import part_around

# Narrower faces would show nobody's features; further turned ones have only half of a face.
_NARROWEST = 64.0
_YAW, _PITCH = 38.0, 32.0
# Glasses are looked for up to this yaw.
_AHEAD = 25.0
# Around the face, in parts of its width, for its skin.
_MARGIN = 0.25


def fusion_template(
    pictures: Sequence[Pixels],
    *,
    seats: Sequence[int] = (),
    strength: float = 1.0,
    label: AiLabel | None = None,
) -> FusionTemplate:
    """Checks the pictures of one scene and finds what players are fused into.

    seats: which faces, counted from 0 at the left of the picture, in the order in which players
    take them; the largest one where nothing is said. Every picture must show them all.
    Raises BadTemplate: no_picture, no_face, no_such_face, face_small, face_turned, face_dark,
    face_bright, face_blurred, face_covered, face_glasses, face_cut, strength; and ModelUnavailable.
    """
    if not pictures:
        raise BadTemplate("no_picture", "no picture was given")
    if not 0 <= strength <= 1:
        raise BadTemplate("strength", f"{strength} is not within 0 … 1")
    return FusionTemplate(tuple(_scene(each, seats) for each in pictures), strength, label)


def template_faces(pixels: Pixels) -> tuple[Face, ...]:
    """The faces of a template's picture from left to right, as seats are counted."""
    check_pixels(pixels)
    return tuple(sorted(find_faces(pixels), key=lambda face: face.box[0] + face.box[2]))


def _scene(pixels: Pixels, seats: Sequence[int]) -> FusionScene:
    faces = template_faces(pixels)
    if not faces:
        raise BadTemplate("no_face", "no face is seen")
    chosen = list(seats) or [max(range(len(faces)), key=lambda i: _width(faces[i]))]
    if len(set(chosen)) < len(chosen) or not all(0 <= seat < len(faces) for seat in chosen):
        raise BadTemplate("no_such_face", f"faces {chosen} were asked for, {len(faces)} are seen")
    return FusionScene(pixels, tuple(_face(pixels, faces[seat]) for seat in chosen))


def _width(face: Face) -> float:
    return face.box[2] - face.box[0]


_CODES = {
    Reason.TOO_FAR: "face_small",
    Reason.TOO_CLOSE: "face_cut",
    Reason.TOO_DARK: "face_dark",
    Reason.TOO_BRIGHT: "face_bright",
    Reason.BLURRED: "face_blurred",
    Reason.COVERED: "face_covered",
}


def _face(pixels: Pixels, face: Face) -> FusionFace:
    surface = mesh(pixels, face, irises=True)
    for reason in face_quality(pixels, face, surface).reasons:
        raise BadTemplate(_CODES[reason], str(reason))
    pose, width = head_pose(surface), width_of(surface.points)
    if width < _NARROWEST:
        raise BadTemplate("face_small", f"the face is {width:.0f} px wide")
    if abs(pose.yaw) > _YAW or abs(pose.pitch) > _PITCH:
        raise BadTemplate("face_turned", f"yaw {pose.yaw:.0f}°, pitch {pose.pitch:.0f}°")
    part = part_around(surface.points, _MARGIN * width, pixels.shape)
    crop = np.asarray(pixels[part.slices], np.float32) / np.float32(255)
    points = part.points(surface.points)
    lab = to_lab(crop)
    skin = find_skin(lab, points)
    if not is_seen(lab, skin, points):
        raise BadTemplate("face_covered", "something lies over the face")
    if abs(pose.yaw) < _AHEAD and wears_glasses(lab, points):
        raise BadTemplate("face_glasses", "the template's glasses would lie half under the face")
    return FusionFace(surface.points, width, pose, part, skin)
