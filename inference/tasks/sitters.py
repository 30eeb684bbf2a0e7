"""Whose face a portrait is of, and whether it can be worked with; the reason where it cannot."""

from collections.abc import Sequence
from typing import Final

from inference.errors import BadPhoto, Reason
from inference.results import Face, HeadPose, Mesh, Pixels
from inference.tasks.absence import must_be_light, why_nobody
from inference.tasks.face import find_faces, mesh
from inference.tasks.face_pose import head_pose
from inference.tasks.face_quality import face_quality, is_unlit

# A face next to one this many times as wide is somebody in the background.
_BYSTANDER: Final = 0.6
# What keeps a picture from being good, whatever is made of the photo.
_SPOILT: Final = (Reason.TOO_BRIGHT, Reason.BLURRED)
# A face that takes so much of the photo's width and of its height leaves no room for a head.
_FILLS: Final = 0.8
# Degrees of turn from which on a face that is not recognised as one is a profile.
_PROFILE: Final = 40.0


def sitters(faces: Sequence[Face], least: float = _BYSTANDER) -> list[Face]:
    """Everybody but bystanders far behind, in the order given; nobody of nobody. least: how wide
    a face must be beside the widest."""
    widest = max((face.box[2] - face.box[0] for face in faces), default=0.0)
    return [face for face in faces if face.box[2] - face.box[0] >= least * widest]


def the_sitter(pixels: Pixels) -> Face:
    """The one face of a photo. Raises BadPhoto: several, and what `why_nobody` answers."""
    near = sitters(find_faces(pixels))
    if not near:
        raise BadPhoto(why_nobody(pixels), "no face is seen")
    if len(near) > 1:
        raise BadPhoto(Reason.SEVERAL, f"{len(near)} faces")
    return near[0]


def look_over(pixels: Pixels, *, whole: bool = False) -> tuple[Face, ...]:
    """The faces that a photo is about, () where none is seen: of whatever is made of it, one of
    them must be seen well. whole: and whole, to be cut out.

    Raises BadPhoto: too_dark, too_bright, blurred; and, whole: too_close, too_small.
    """
    near = sitters(find_faces(pixels))
    if not near:
        must_be_light(pixels)
    spoilt = [_spoilt(pixels, face, whole=whole) for face in near]
    if spoilt and None not in spoilt:
        raise BadPhoto(next(filter(None, spoilt)), f"so are all {len(near)} faces")
    return tuple(near)


def clear_mesh(pixels: Pixels, face: Face) -> Mesh:
    """Its mesh with irises. Raises BadPhoto: turned for a profile, else the first of what
    face_quality names."""
    surface = mesh(pixels, face, irises=True)
    # Either network takes some things for a face that the other one does not.
    for seen in (surface, mesh(pixels, face)):
        for reason in face_quality(pixels, face, seen).reasons:
            if reason is Reason.COVERED and abs(head_pose(surface).yaw) > _PROFILE:
                raise BadPhoto(Reason.TURNED, "a profile")
            raise BadPhoto(reason, "judged by face_quality")
    return surface


def pose_within(surface: Mesh, yaw: float, pitch: float) -> HeadPose:
    """How the head is held. Raises BadPhoto (turned) beyond so many degrees either way."""
    pose = head_pose(surface)
    if abs(pose.yaw) > yaw or abs(pose.pitch) > pitch:
        raise BadPhoto(Reason.TURNED, f"yaw {pose.yaw:.0f}°, pitch {pose.pitch:.0f}°")
    return pose


def _spoilt(pixels: Pixels, face: Face, *, whole: bool) -> Reason | None:
    judged = face_quality(pixels, face)
    if is_unlit(judged):
        return Reason.TOO_DARK
    grave = {*_SPOILT, Reason.TOO_SMALL} if whole else {*_SPOILT}
    found = [reason for reason in judged.reasons if reason in grave]
    if whole and _fills(face, pixels):
        found.append(Reason.TOO_CLOSE)
    return found[0] if found else None


def _fills(face: Face, pixels: Pixels) -> bool:
    x0, y0, x1, y1 = face.box
    height, width = pixels.shape[:2]
    return bool(x1 - x0 > _FILLS * width and y1 - y0 > _FILLS * height)
