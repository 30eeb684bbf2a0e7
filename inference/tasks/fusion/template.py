"""A template made ready once, for any number of players."""

from collections.abc import Sequence

import numpy as np

from inference.errors import BadTemplate, Reason
from inference.image.check import check_pixels
from inference.results import AiLabel, Face, Floats, Pixels
from inference.tasks.face import find_faces, mesh
from inference.tasks.face_pose import head_pose
from inference.tasks.face_quality import face_quality
from inference.tasks.fusion.hands import hand_over
from inference.tasks.fusion.mirror import guessed, mirror_image
from inference.tasks.fusion.neck import towards_neck
from inference.tasks.fusion.regions import width_of
from inference.tasks.fusion.skin import find_skin, to_lab, without_locks
from inference.tasks.fusion.values import FusionFace, FusionScene, FusionTemplate, SceneFace
from inference.tasks.fusion.visible import is_seen, wears_glasses
from inference.tasks.fusion.warp import part_around

# Narrower faces would show nobody's features; further turned ones have only half of a face.
_NARROWEST = 64.0
_YAW, _PITCH = 38.0, 32.0
# Glasses are looked for up to this yaw.
_AHEAD = 25.0
# Around the face, in parts of its width, for its skin and for the neck.
_MARGIN, _DOWN = 0.25, 0.6
# Other faces are held by so many points around each, this much outside its box; points so near to
# the face itself, in parts of its width, would keep its outline from changing.
_HELD, _HELD_AT, _CLEAR = 16, 1.15, 0.22


def fusion_template(
    pictures: Sequence[Pixels],
    *,
    seats: Sequence[int] = (),
    strength: float = 1.0,
    label: AiLabel | None = None,
) -> FusionTemplate:
    """Checks the pictures of one scene and finds what players are fused into.

    seats: which faces, counted from 0 at the left of the picture, those first that are taken
    where there are fewer players; the largest one where nothing is said. Every picture must show
    them all.
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


def scene_faces(pixels: Pixels) -> tuple[SceneFace, ...]:
    """All that `template_faces` finds, and which of them players can take. Raises
    ModelUnavailable."""
    faces = template_faces(pixels)
    return tuple(SceneFace(face.box, _fault(pixels, face)) for face in faces)


def _fault(pixels: Pixels, face: Face) -> str:
    try:
        _face(pixels, face, ())
    except BadTemplate as fault:
        return fault.code
    return ""


def _scene(pixels: Pixels, seats: Sequence[int]) -> FusionScene:
    faces = template_faces(pixels)
    if not faces:
        raise BadTemplate("no_face", "no face is seen")
    chosen = list(seats) or [max(range(len(faces)), key=lambda i: _width(faces[i]))]
    if len(set(chosen)) < len(chosen) or not all(0 <= seat < len(faces) for seat in chosen):
        raise BadTemplate("no_such_face", f"faces {chosen} were asked for, {len(faces)} are seen")
    found = (_face(pixels, faces[seat], faces[:seat] + faces[seat + 1 :]) for seat in chosen)
    return FusionScene(pixels, tuple(found))


def _width(face: Face) -> float:
    return face.box[2] - face.box[0]


_CODES = {
    Reason.TOO_FAR: "face_small",
    Reason.TOO_SMALL: "face_small",
    Reason.TOO_CLOSE: "face_cut",
    Reason.TOO_DARK: "face_dark",
    Reason.TOO_BRIGHT: "face_bright",
    Reason.BLURRED: "face_blurred",
    Reason.COVERED: "face_covered",
}


def _face(pixels: Pixels, face: Face, others: Sequence[Face]) -> FusionFace:
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
    twin = mirror_image(pixels, surface.points)[1].points
    hidden = guessed(pixels, surface.points, twin) or hand_over(pixels, surface.points)
    if hidden or not is_seen(lab, skin, points):
        raise BadTemplate("face_covered", "something lies over the face")
    if abs(pose.yaw) < _AHEAD and wears_glasses(lab, points):
        raise BadTemplate("face_glasses", "the template's glasses would lie half under the face")
    held = _around(others, surface.points[:468, :2], _CLEAR * width)
    below = part_around(surface.points, _DOWN * width, pixels.shape)
    more = to_lab(np.asarray(pixels[below.slices], np.float32) / np.float32(255))
    towards = towards_neck(more, below.points(surface.points), skin.middle)
    bare = without_locks(find_skin(lab, points, bare=True), points)
    return FusionFace(surface.points, width, pose, part, bare, held, towards)


def _around(faces: Sequence[Face], own: Floats, clear: float) -> Floats:
    """(n, 2) points on and within an oval around each face, none of them near one's own."""
    turns = np.linspace(0, 2 * np.pi, _HELD, endpoint=False)
    ring = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    ovals = [np.zeros((0, 2))]
    for x0, y0, x1, y1 in (face.box for face in faces):
        middle, half = np.array([x0 + x1, y0 + y1]) / 2, np.array([x1 - x0, y1 - y0]) / 2
        ovals += [middle + ring * half * size for size in (_HELD_AT, _HELD_AT / 2)]
    points = np.concatenate(ovals).astype(np.float32)
    away = np.linalg.norm(points[:, None] - own[None], axis=2)
    return np.asarray(points[away.min(axis=1) > clear], np.float32)
