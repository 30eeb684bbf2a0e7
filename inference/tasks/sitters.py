"""Whose face a portrait is of, and whether it can be worked with; the reason where it cannot."""

from collections.abc import Sequence
from typing import Final

from inference.errors import BadPhoto, Reason
from inference.results import Face, HeadPose, Mesh, Pixels
from inference.tasks.face import find_faces, mesh
from inference.tasks.face_pose import head_pose
from inference.tasks.face_quality import face_quality

# A face next to one this many times as wide is somebody in the background.
_BYSTANDER: Final = 0.6


def sitters(faces: Sequence[Face], least: float = _BYSTANDER) -> list[Face]:
    """Everybody but bystanders far behind, in the order given; nobody of nobody. least: how wide
    a face must be beside the widest."""
    widest = max((face.box[2] - face.box[0] for face in faces), default=0.0)
    return [face for face in faces if face.box[2] - face.box[0] >= least * widest]


def the_sitter(pixels: Pixels) -> Face:
    """The one face of a photo. Raises BadPhoto: nobody, several."""
    near = sitters(find_faces(pixels))
    if not near:
        raise BadPhoto(Reason.NOBODY, "no face is seen")
    if len(near) > 1:
        raise BadPhoto(Reason.SEVERAL, f"{len(near)} faces")
    return near[0]


def clear_mesh(pixels: Pixels, face: Face) -> Mesh:
    """Its mesh with irises. Raises BadPhoto: the first of what face_quality names."""
    surface = mesh(pixels, face, irises=True)
    for reason in face_quality(pixels, face, surface).reasons:
        raise BadPhoto(reason, "judged by face_quality")
    return surface


def pose_within(surface: Mesh, yaw: float, pitch: float) -> HeadPose:
    """How the head is held. Raises BadPhoto (turned) beyond so many degrees either way."""
    pose = head_pose(surface)
    if abs(pose.yaw) > yaw or abs(pose.pitch) > pitch:
        raise BadPhoto(Reason.TURNED, f"yaw {pose.yaw:.0f}°, pitch {pose.pitch:.0f}°")
    return pose
