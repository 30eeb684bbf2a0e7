"""Every number that static/vision works with, by name; it keeps none of its own."""

import base64
from collections.abc import Mapping
from typing import Any

from inference.catalog import CATALOG
from inference.matting import quick
from inference.models import (
    hand_landmark,
    palm_detection,
    pose_detection,
    pose_landmark,
    selfie,
)
from inference.results import Floats
from inference.tasks import hands, people
from inference.tasks.gesture import features, network, reading
from inference.tasks.hands import ladder, windows
from inference.tasks.pose import duplicates
from inference.tasks.pose import ladder as pose_ladder
from inference.tasks.pose import windows as pose_windows
from inference.web.answers import answer

# The networks that browsers run.
MODELS = (
    hand_landmark.LITE,
    palm_detection.LITE,
    pose_detection.NAME,
    pose_landmark.NAME,
    pose_landmark.LITE,
    selfie.SQUARE,
    selfie.WIDE,
)


def facts() -> Mapping[str, Any]:
    """As JSON takes it. Raises ModelUnavailable where a network is not built."""
    return {
        "models": {name: _model(name) for name in MODELS},
        "palms": {
            "grids": palm_detection._GRIDS,
            "score": ladder._SCORE,
            "overlap": palm_detection._OVERLAP,
        },
        "windows": {
            "steady": windows._STEADY,
            "index": windows._INDEX,
            "middle": windows._MIDDLE,
            "ring": windows._RING,
            "palm": {"lift": windows.PALM_LIFT, "scale": windows.PALM_SCALE},
            "hand": {"lift": windows.HAND_LIFT, "scale": windows.HAND_SCALE},
        },
        "hands": {"kept": hands._KEPT, "present": ladder.PRESENT, "same": ladder._SAME},
        "features": {
            "knuckles": features._KNUCKLES,
            "fingers": features._FINGERS.tolist(),
            "pairs": features._PAIRS.tolist(),
        },
        "gesture": {
            "shapes": network.SHAPES,
            "playing": reading.RPS.stop,
            "any": reading._ANY,
            "hanging": reading._HANGING,
            "softness": reading._SOFTNESS,
            "missed": reading._MISSED,
            **_network(network.network()),
        },
        "people": {
            "grids": pose_detection._GRIDS,
            "score": pose_ladder._SCORE,
            "overlap": pose_detection._OVERLAP,
        },
        "bodies": {
            "points": pose_landmark._COUNT,
            "margin": pose_windows._MARGIN,
            "reach": pose_landmark._REACH,
            "sure": pose_landmark._SURE,
            "present": duplicates._PRESENT,
            "main": duplicates.MAIN,
            "visible": duplicates._VISIBLE,
            "near": duplicates._NEAR,
            "overlap": duplicates._OVERLAP,
        },
        "portrait": {
            "wider": people._WIDE,
            "passerBy": people._PASSER_BY,
            "around": people._AROUND,
            "radius": quick._RADIUS,
            "smoothness": quick._SMOOTHNESS,
            "low": quick._LOW,
            "high": quick._HIGH,
        },
    }


def _model(name: str) -> dict[str, Any]:
    """outputs: their names in the .tflite, in the order that the decoders take them."""
    row = CATALOG[name]
    return {
        "size": row.size,
        "low": row.low,
        "high": row.high,
        "outputs": row.outputs,
        "answer": answer(name),
    }


def _network(trained: network.Network) -> dict[str, Any]:
    """weights: of every layer of every seed (inputs, outputs) row by row, float16 little-endian,
    as they are kept."""
    return {
        "scale": round(trained.scale, 6),
        "seeds": [
            [
                {
                    "inputs": weights.shape[0],
                    "outputs": weights.shape[1],
                    "weights": _packed(weights),
                    "biases": _packed(biases),
                }
                for weights, biases in seed.layers
            ]
            for seed in trained.seeds
        ],
    }


def _packed(values: Floats) -> str:
    return base64.b64encode(values.astype("<f2").tobytes()).decode()
