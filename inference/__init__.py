"""Pictures in, frozen results out. Importing this loads neither onnxruntime nor OpenCV.

The names below are the public face; everything else in the package may change.
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

# Said before numpy is loaded, which then starts no second thread for its small matrices: on a busy
# machine two threads wait for each other so long that a fusion takes twice the time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if TYPE_CHECKING:
    from inference.cards import ModelCard, model_cards
    from inference.catalog import readiness, styles
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
    from inference.tasks.card import CardLook, CardWords, draw_card
    from inference.tasks.compose import compose, load_template
    from inference.tasks.compose.dress import dress
    from inference.tasks.compose.fit import fit
    from inference.tasks.doll import (
        DollArt,
        DollColours,
        DollHead,
        SignWords,
        doll_head,
        draw_doll,
        drawn_head,
    )
    from inference.tasks.face import find_faces, mesh
    from inference.tasks.face_pose import head_pose
    from inference.tasks.face_quality import face_quality
    from inference.tasks.face_shape import face_shape
    from inference.tasks.faceoff import FaceOffColours, FaceOffSide, face_off
    from inference.tasks.fusion import (
        Fusion,
        FusionTemplate,
        SceneFace,
        fuse,
        fusion_preview,
        fusion_template,
        load_fusion_template,
        number_faces,
        scene_faces,
        template_faces,
    )
    from inference.tasks.gesture import read_gesture, read_gestures, vote
    from inference.tasks.gesture.confirm import Confirmation, confirm_gesture, read_throw
    from inference.tasks.hands import find_hands, follow_hands
    from inference.tasks.portrait import cut_out
    from inference.tasks.pose import find_poses, follow_poses
    from inference.tasks.reading import (
        FaceReading,
        ReadingWords,
        draw_reading,
        drawn_face,
        read_face,
    )
    from inference.tasks.shower import Drop, shower, shower_figure
    from inference.tasks.sitters import look_over, the_sitter
    from inference.tasks.stylize import stylize, warm_styles
    from inference.tasks.swap import place_figure, swap_background
    from inference.tasks.upright import upright

_HOMES = {
    "AiLabel": "results",
    "Attributes": "results",
    "BadPhoto": "errors",
    "BadTemplate": "errors",
    "CardLook": "tasks.card",
    "CardWords": "tasks.card",
    "Composite": "results",
    "Confirmation": "tasks.gesture.confirm",
    "Cutout": "results",
    "DollArt": "tasks.doll",
    "DollColours": "tasks.doll",
    "DollHead": "tasks.doll",
    "Drop": "tasks.shower",
    "Face": "results",
    "FaceOffColours": "tasks.faceoff",
    "FaceOffSide": "tasks.faceoff",
    "FaceQuality": "results",
    "FaceReading": "tasks.reading",
    "FaceShape": "results",
    "Fusion": "tasks.fusion",
    "FusionTemplate": "tasks.fusion",
    "Gesture": "results",
    "Hand": "results",
    "HeadPose": "results",
    "Light": "results",
    "Mesh": "results",
    "ModelCard": "cards",
    "ModelUnavailable": "errors",
    "Pixels": "results",
    "Place": "results",
    "Pose": "results",
    "Readiness": "results",
    "Reason": "errors",
    "ReadingWords": "tasks.reading",
    "Rgba": "results",
    "SceneFace": "tasks.fusion",
    "SignWords": "tasks.doll",
    "Star": "results",
    "Template": "results",
    "attributes": "tasks.attributes",
    "compose": "tasks.compose",
    "confirm_gesture": "tasks.gesture.confirm",
    "cut_out": "tasks.portrait",
    "dress": "tasks.compose.dress",
    "doll_head": "tasks.doll",
    "draw_doll": "tasks.doll",
    "draw_card": "tasks.card",
    "draw_reading": "tasks.reading",
    "drawn_head": "tasks.doll",
    "drawn_face": "tasks.reading",
    "encode_jpeg": "image",
    "face_off": "tasks.faceoff",
    "face_quality": "tasks.face_quality",
    "face_shape": "tasks.face_shape",
    "find_faces": "tasks.face",
    "find_poses": "tasks.pose",
    "fit": "tasks.compose.fit",
    "follow_poses": "tasks.pose",
    "find_hands": "tasks.hands",
    "follow_hands": "tasks.hands",
    "fuse": "tasks.fusion",
    "fusion_preview": "tasks.fusion",
    "fusion_template": "tasks.fusion",
    "head_pose": "tasks.face_pose",
    "kind_of": "image.kinds",
    "load_fusion_template": "tasks.fusion",
    "load_template": "tasks.compose",
    "look_over": "tasks.sitters",
    "mesh": "tasks.face",
    "model_cards": "cards",
    "number_faces": "tasks.fusion",
    "place_figure": "tasks.swap",
    "read_face": "tasks.reading",
    "read_gesture": "tasks.gesture",
    "read_gestures": "tasks.gesture",
    "read_photo": "image",
    "read_picture": "image",
    "read_throw": "tasks.gesture.confirm",
    "readiness": "catalog",
    "scene_faces": "tasks.fusion",
    "swap_background": "tasks.swap",
    "shower": "tasks.shower",
    "shower_figure": "tasks.shower",
    "template_faces": "tasks.fusion",
    "text_mask": "fonts",
    "the_sitter": "tasks.sitters",
    "styles": "catalog",
    "stylize": "tasks.stylize",
    "upright": "tasks.upright",
    "vote": "tasks.gesture",
    "warm": "session",
    "warm_styles": "tasks.stylize",
}

__all__ = [
    "AiLabel",
    "Attributes",
    "BadPhoto",
    "BadTemplate",
    "CardLook",
    "CardWords",
    "Composite",
    "Confirmation",
    "Cutout",
    "DollArt",
    "DollColours",
    "DollHead",
    "Drop",
    "Face",
    "FaceOffColours",
    "FaceOffSide",
    "FaceQuality",
    "FaceReading",
    "FaceShape",
    "Fusion",
    "FusionTemplate",
    "Gesture",
    "Hand",
    "HeadPose",
    "Light",
    "Mesh",
    "ModelCard",
    "ModelUnavailable",
    "Pixels",
    "Place",
    "Pose",
    "Readiness",
    "ReadingWords",
    "Reason",
    "Rgba",
    "SceneFace",
    "SignWords",
    "Star",
    "Template",
    "attributes",
    "compose",
    "confirm_gesture",
    "cut_out",
    "doll_head",
    "draw_card",
    "draw_doll",
    "draw_reading",
    "drawn_face",
    "drawn_head",
    "dress",
    "encode_jpeg",
    "face_off",
    "face_quality",
    "face_shape",
    "find_faces",
    "find_hands",
    "find_poses",
    "fit",
    "follow_hands",
    "follow_poses",
    "fuse",
    "fusion_preview",
    "fusion_template",
    "head_pose",
    "kind_of",
    "load_fusion_template",
    "load_template",
    "look_over",
    "mesh",
    "model_cards",
    "number_faces",
    "place_figure",
    "read_face",
    "read_gesture",
    "read_gestures",
    "read_photo",
    "read_picture",
    "read_throw",
    "readiness",
    "scene_faces",
    "shower",
    "shower_figure",
    "styles",
    "stylize",
    "swap_background",
    "template_faces",
    "text_mask",
    "the_sitter",
    "upright",
    "vote",
    "warm",
    "warm_styles",
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
