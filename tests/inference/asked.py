"""Every public function that is given a picture, asked about one: the table of those tests that
must hold for all of them. A new one is missed by `test_bad_input.py` until it is listed here."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np

import inference
from inference import (
    BadPhoto,
    BadTemplate,
    Face,
    FusionTemplate,
    Hand,
    Place,
    Pose,
    Reason,
    Template,
)
from inference.tasks.fusion import FusionScene
from tests.inference.photos import DATA, photo

FACE = Face(
    (20, 20, 60, 60),
    0.9,
    np.array([(32, 34), (48, 34), (40, 42), (40, 50), (24, 36), (56, 36)], np.float32),
)
_POINTS = np.random.default_rng(3).uniform(20, 60, (33, 3)).astype(np.float32)
_WORLD = _POINTS / np.float32(1000)
HAND = Hand(_POINTS[:21], _WORLD[:21], 0.9, 0.9)
POSE = Pose(_POINTS, _WORLD, np.ones(33, np.float32), 0.9, _POINTS[:2, :2])
TEMPLATE = Template(np.full((400, 300, 3), 128, np.uint8), Place(0.5, 0.95, height=0.7))


class Asked(NamedTuple):
    """ask: the function on one picture. nobody: whether an answer says that nobody is seen."""

    ask: Callable[[Any], Any]
    nobody: Callable[[Any], bool]


# An empty picture that is black or white is first of all too dark or too bright.
_NOBODY = {Reason.NOBODY, Reason.TOO_DARK, Reason.TOO_BRIGHT}
_NO_PICTURE = {Reason.EMPTY, Reason.UNSUPPORTED, Reason.TOO_SMALL, Reason.TOO_LARGE}


def _made(make: Callable[[], Any]) -> Any:
    """What comes of tasks that cannot do without somebody: a picture, or why there is none."""
    try:
        return make()
    except BadPhoto as refusal:
        if refusal.reason in _NO_PICTURE:
            raise
        return refusal.reason
    except BadTemplate as refusal:
        return refusal.code


@cache
def _fusion_template() -> FusionTemplate:
    """Where there are no photos it has no seat, which is as good for asking with bad pictures."""
    if DATA.is_dir():
        return inference.fusion_template([photo("faces/stock/001.jpg")])
    return FusionTemplate((FusionScene(TEMPLATE.scene, ()),))


def _is_empty(found: tuple[Any, ...]) -> bool:
    return found == ()


ASKED: Mapping[str, Asked] = {
    "attributes": Asked(
        lambda pixels: inference.attributes(pixels, FACE),
        lambda guess: guess == inference.Attributes(None, 0.0, None, 0.0),
    ),
    "compose": Asked(
        lambda pixels: _made(lambda: inference.compose(TEMPLATE, pixels).image),
        lambda made: made in _NOBODY,
    ),
    "cut_out": Asked(inference.cut_out, lambda cutout: cutout.coverage < 0.02),
    "doll_head": Asked(
        lambda pixels: _made(lambda: inference.doll_head(pixels).picture),
        lambda made: made in _NOBODY,
    ),
    "draw_card": Asked(
        lambda pixels: _made(
            lambda: inference.draw_card(
                inference.CardLook((200, 90, 60)), inference.CardWords(), pixels
            )
        ),
        lambda made: made in _NOBODY,
    ),
    "dress": Asked(inference.dress, lambda made: made.shape[2] == 3),
    "encode_jpeg": Asked(inference.encode_jpeg, lambda data: data.startswith(b"\xff\xd8")),
    "face_quality": Asked(
        lambda pixels: inference.face_quality(pixels, FACE),
        lambda judged: Reason.COVERED in judged.reasons,
    ),
    "find_faces": Asked(inference.find_faces, _is_empty),
    "find_hands": Asked(inference.find_hands, _is_empty),
    "fit": Asked(
        lambda pixels: inference.fit(pixels, 90, 120), lambda made: made.shape == (120, 90, 3)
    ),
    "find_poses": Asked(inference.find_poses, _is_empty),
    "follow_hands": Asked(lambda pixels: inference.follow_hands(pixels, [HAND]), _is_empty),
    "follow_poses": Asked(lambda pixels: inference.follow_poses(pixels, [POSE]), _is_empty),
    "fuse": Asked(
        lambda pixels: _made(lambda: inference.fuse(_fusion_template(), pixels).image),
        lambda made: made in _NOBODY,
    ),
    "fusion_template": Asked(
        lambda pixels: _made(lambda: inference.fusion_template([pixels]).scenes[0].faces[0].points),
        lambda made: made == "no_face",
    ),
    "look_over": Asked(
        lambda pixels: _made(lambda: inference.look_over(pixels)),
        lambda faces: faces == () or faces in _NOBODY,
    ),
    "mesh": Asked(
        lambda pixels: inference.mesh(pixels, FACE), lambda surface: surface.presence < 0.5
    ),
    "read_face": Asked(
        lambda pixels: _made(lambda: inference.read_face(pixels)),
        lambda reading: reading in _NOBODY,
    ),
    "read_gesture": Asked(inference.read_gesture, lambda gesture: gesture.name == "none"),
    "read_gestures": Asked(
        lambda pixels: inference.read_gestures([pixels, pixels]),
        lambda gesture: gesture.name == "none",
    ),
    "swap_background": Asked(
        lambda pixels: _made(lambda: inference.swap_background(pixels, TEMPLATE.scene).image),
        lambda made: made in _NOBODY,
    ),
    "stylize": Asked(
        lambda pixels: inference.stylize(pixels, inference.styles()[0]),
        lambda painting: painting.shape[2] == 3,
    ),
    "scene_faces": Asked(inference.scene_faces, _is_empty),
    "template_faces": Asked(inference.template_faces, _is_empty),
    "the_sitter": Asked(
        lambda pixels: _made(lambda: inference.the_sitter(pixels)),
        lambda sitter: sitter in _NOBODY,
    ),
    "upright": Asked(inference.upright, lambda pixels: pixels.shape == (240, 320, 3)),
}
# Functions that are given no player's picture: files, results of others, words, names of networks;
# and the operator's or our own art.
OTHERS = {
    "confirm_gesture",
    "draw_doll",
    "draw_reading",
    "drawn_face",
    "drawn_head",
    "face_off",
    "face_shape",
    "fusion_preview",
    "head_pose",
    "kind_of",
    "load_fusion_template",
    "number_faces",
    "load_template",
    "model_cards",
    "place_figure",
    "read_photo",
    "read_picture",
    "read_throw",
    "readiness",
    "shower",
    "shower_figure",
    "styles",
    "text_mask",
    "vote",
    "warm",
    "warm_styles",
}
