"""Pictures in, frozen results out. Importing this loads neither onnxruntime nor OpenCV.

The names below are the public face; everything else in the package may change.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inference.catalog import readiness
    from inference.errors import BadPhoto, BadTemplate, ModelUnavailable, Reason
    from inference.fonts import text_mask
    from inference.image import encode_jpeg, read_photo, read_picture
    from inference.image.kinds import kind_of
    from inference.results import (
        AiLabel,
        Attributes,
        Composite,
        Cutout,
        Face,
        FaceQuality,
        FaceShape,
        Gesture,
        Hand,
        HeadPose,
        Light,
        Mesh,
        Pixels,
        Place,
        Pose,
        Readiness,
        Rgba,
        Star,
        Template,
    )
    from inference.session import warm
    from inference.tasks.attributes import attributes
    from inference.tasks.compose import compose, load_template
    from inference.tasks.face import find_faces, mesh
    from inference.tasks.face_pose import head_pose
    from inference.tasks.face_quality import face_quality
    from inference.tasks.face_shape import face_shape
    from inference.tasks.gesture import read_gesture, read_gestures, vote
    from inference.tasks.hands import find_hands, follow_hands
    from inference.tasks.portrait import cut_out
    from inference.tasks.pose import find_poses, follow_poses

_HOMES = {
    "AiLabel": "results",
    "Attributes": "results",
    "BadPhoto": "errors",
    "BadTemplate": "errors",
    "Composite": "results",
    "Cutout": "results",
    "Face": "results",
    "FaceQuality": "results",
    "FaceShape": "results",
    "Gesture": "results",
    "Hand": "results",
    "HeadPose": "results",
    "Light": "results",
    "Mesh": "results",
    "ModelUnavailable": "errors",
    "Pixels": "results",
    "Place": "results",
    "Pose": "results",
    "Readiness": "results",
    "Reason": "errors",
    "Rgba": "results",
    "Star": "results",
    "Template": "results",
    "attributes": "tasks.attributes",
    "compose": "tasks.compose",
    "cut_out": "tasks.portrait",
    "encode_jpeg": "image",
    "face_quality": "tasks.face_quality",
    "face_shape": "tasks.face_shape",
    "find_faces": "tasks.face",
    "find_poses": "tasks.pose",
    "follow_poses": "tasks.pose",
    "find_hands": "tasks.hands",
    "follow_hands": "tasks.hands",
    "head_pose": "tasks.face_pose",
    "kind_of": "image.kinds",
    "load_template": "tasks.compose",
    "mesh": "tasks.face",
    "read_gesture": "tasks.gesture",
    "read_gestures": "tasks.gesture",
    "read_photo": "image",
    "read_picture": "image",
    "readiness": "catalog",
    "text_mask": "fonts",
    "vote": "tasks.gesture",
    "warm": "session",
}

__all__ = [
    "AiLabel",
    "Attributes",
    "BadPhoto",
    "BadTemplate",
    "Composite",
    "Cutout",
    "Face",
    "FaceQuality",
    "FaceShape",
    "Gesture",
    "Hand",
    "HeadPose",
    "Light",
    "Mesh",
    "ModelUnavailable",
    "Pixels",
    "Place",
    "Pose",
    "Readiness",
    "Reason",
    "Rgba",
    "Star",
    "Template",
    "attributes",
    "compose",
    "cut_out",
    "encode_jpeg",
    "face_quality",
    "face_shape",
    "find_faces",
    "find_hands",
    "find_poses",
    "follow_hands",
    "follow_poses",
    "head_pose",
    "kind_of",
    "load_template",
    "mesh",
    "read_gesture",
    "read_gestures",
    "read_photo",
    "read_picture",
    "readiness",
    "text_mask",
    "vote",
    "warm",
]


def __getattr__(name: str) -> Any:
    """Loads a public name from its home when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
