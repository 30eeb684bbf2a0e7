import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from inference.errors import BadTemplate
from inference.results import Pixels
from inference.tasks.fusion import (
    fusion_template,
    load_fusion_template,
    scene_faces,
    template_faces,
)
from tests.inference.photos import DATA, needs_photos, photo
from tests.inference.tasks.fusion.people import (
    AT_THE_CHIN,
    GLASSES,
    HIDDEN_EYES,
    MAN,
    PROFILE,
    SUNGLASSES,
    WOMAN,
    beside,
)


def _code(*pictures: Pixels, **options: object) -> str:
    with pytest.raises(BadTemplate) as caught:
        fusion_template(pictures, **options)  # type: ignore[arg-type]
    return caught.value.code


def test_a_template_without_a_face_or_picture_is_refused() -> None:
    assert _code() == "no_picture"
    assert _code(np.full((300, 300, 3), 90, np.uint8)) == "no_face"


@needs_photos
def test_a_face_that_cannot_be_replaced_is_refused_at_once() -> None:
    assert _code(photo(PROFILE)) == "face_turned"
    assert _code(photo(SUNGLASSES)) == "face_covered"
    assert _code(photo(AT_THE_CHIN[0])) == _code(photo(HIDDEN_EYES[1])) == "face_covered"
    assert _code(photo(GLASSES)) == "face_glasses"
    assert _code(np.asarray(photo(MAN) * 0.06, np.uint8)) == "face_dark"
    assert _code(np.asarray(cv2.GaussianBlur(photo(MAN), (0, 0), 12), np.uint8)) == "face_blurred"


@needs_photos
@pytest.mark.parametrize("seats", [[2], [-1], [0, 0]])
def test_a_seat_that_is_not_there_is_refused(seats: list[int]) -> None:
    assert _code(beside(WOMAN, MAN), seats=seats) == "no_such_face"


@needs_photos
def test_a_strength_out_of_range_is_refused() -> None:
    assert _code(photo(MAN), strength=-0.1) == "strength"


@needs_photos
def test_faces_are_counted_from_the_left_and_the_largest_is_taken_by_itself() -> None:
    scene = beside(WOMAN, MAN)
    left, right = template_faces(scene)
    assert left.box[2] < 800 < right.box[0]
    taken = fusion_template([scene]).scenes[0].faces[0]
    widths = [face.box[2] - face.box[0] for face in (left, right)]
    assert (taken.points[:, 0].mean() > 800) == (widths[1] > widths[0])


@needs_photos
def test_of_every_face_it_is_told_whether_a_player_can_take_it() -> None:
    scene = beside(PROFILE, MAN)
    found = scene_faces(scene)
    assert [face.box for face in found] == [face.box for face in template_faces(scene)]
    assert [face.fault for face in found] == ["face_turned", ""]
    assert scene_faces(np.full((300, 300, 3), 90, np.uint8)) == ()


@needs_photos
def test_a_template_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "template.json"
    said = {
        "pictures": [str(DATA / WOMAN), str(DATA / MAN)],
        "strength": 0.8,
        "label": {"text": "AI"},
    }
    path.write_text(json.dumps(said))
    template = load_fusion_template(path)
    assert (len(template.scenes), template.seats, template.strength) == (2, 1, 0.8)
    assert template.label is not None
    assert load_fusion_template(DATA / WOMAN).strength == 1.0
    smaller = load_fusion_template(DATA / WOMAN, longest=600)
    assert max(smaller.scenes[0].pixels.shape) == 600


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{}", "incomplete"),
        ("[1]", "malformed"),
        ("not json", "malformed"),
        ('{"pictures": ["none.jpg"]}', "no_picture"),
        ('{"pictures": ["template.json"]}', "bad_picture"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "template.json"
    path.write_text(text)
    with pytest.raises(BadTemplate) as caught:
        load_fusion_template(path)
    assert caught.value.code == code
