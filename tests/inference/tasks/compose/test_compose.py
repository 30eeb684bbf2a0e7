"""The finished picture."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inference.errors import BadPhoto, BadTemplate, Reason
from inference.image import read_photo
from inference.results import AiLabel, Cutout, Light, Place
from inference.tasks.compose import compose, load_template
from tests.inference.photos import DATA, needs_photos
from tests.inference.tasks.compose.people import drawn, person, star, template

FIGURE = drawn(person(height=500, tall=900))
ART = Path(__file__).resolve().parents[4] / "campaigns" / "demo" / "art"


def test_the_picture_has_the_size_of_the_scene_and_tells_its_steps() -> None:
    made = compose(template(), figure=FIGURE)
    assert made.image.shape == (800, 600, 3)
    assert made.coverage == pytest.approx(float((FIGURE[..., 3] / 255).mean()))
    assert {"stage", "place", "blend", "dress"} <= made.steps.keys()


def test_the_same_input_gives_the_same_pixels_and_the_template_is_left_alone() -> None:
    scene = template(star=star(), label=AiLabel("AI"))
    before = scene.scene.copy()
    first, second = (compose(scene, figure=FIGURE).image for _ in range(2))
    assert np.array_equal(first, second)
    assert np.array_equal(scene.scene, before)


def test_foreground_and_frame_lie_over_the_player() -> None:
    frame = np.zeros((800, 600, 4), np.uint8)
    frame[:, 560:] = (250, 240, 220, 255)
    made = compose(template(frame=frame), figure=FIGURE).image
    assert made[750, 420].tolist() == [90, 30, 50]
    assert made[600, 590].tolist() == [250, 240, 220]


@pytest.mark.parametrize(("player", "star_is_seen"), [(2, False), (0, True)])
def test_the_higher_order_stands_in_front(player: int, star_is_seen: bool) -> None:
    place = Place(0.35, 0.9, head=0.15, height=0.6, z=player)
    made = compose(template(place, star=star()), figure=FIGURE).image
    shirt = made[600, 210]
    assert (shirt[0] > 200) == star_is_seen


def test_the_player_throws_a_shadow_on_what_is_behind() -> None:
    plain = compose(template(), figure=FIGURE).image
    without = compose(template(light=Light(shadow=0)), figure=FIGURE).image
    darker = without.astype(int) - plain.astype(int)
    assert darker.min() >= -1
    assert darker.max() > 15


@pytest.mark.parametrize("tone", [(250, 60, 40), (40, 60, 250), (10, 10, 20), (250, 250, 245)])
def test_matched_skin_stays_near_its_own_colour(tone: tuple[int, int, int]) -> None:
    scene = np.empty((800, 600, 3), np.uint8)
    scene[:] = tone
    made = compose(replace(template(), scene=scene), figure=FIGURE).image
    face = made[270:330, 410:430].reshape(-1, 3).mean(axis=0)
    assert np.abs(face - (214, 160, 128)).max() < 45
    assert face[0] > face[1] > face[2], "skin is still skin"


@pytest.mark.parametrize(("text", "lang"), [("AI 合成", "zh"), ("Made with AI", "en")])
def test_the_label_is_readable_in_the_lower_left_corner(text: str, lang: str) -> None:
    made = compose(template(label=AiLabel(text, lang)), figure=FIGURE).image
    plain = compose(template(), figure=FIGURE).image
    changed = np.argwhere((made != plain).any(axis=-1))
    assert changed[:, 0].min() > 700
    assert changed[:, 1].max() < 300
    corner = made[740:, :200].mean(axis=-1)
    assert corner.max() - corner.min() > 180


def test_a_logo_that_would_be_lost_gets_a_plate() -> None:
    logo = np.zeros((60, 180, 4), np.uint8)
    logo[10:50, 10:170] = (100, 40, 60, 255)  # nearly the foreground's colour
    made = compose(template(logo=logo), figure=FIGURE).image
    assert made[700:, 400:].max() > 230


@pytest.mark.parametrize(
    "place",
    [
        Place(0.5, 0.9),
        Place(0.5, 0.9, height=0.0),
        Place(1.4, 0.9, height=0.5),
        Place(0.5, 1.9, height=0.5),
        Place(0.5, 0.01, height=0.5),
        Place(0.5, 0.9, height=0.5, max_width=0),
    ],
)
def test_a_template_without_a_place_for_the_player_is_refused(place: Place) -> None:
    with pytest.raises(BadTemplate) as caught:
        compose(template(place), figure=FIGURE)
    assert caught.value.code == "no_place"


@needs_photos
@pytest.mark.parametrize("name", ["stage", "lanterns"])
def test_a_selfie_stands_in_the_demo_scenes(name: str) -> None:
    photo = read_photo((DATA / "faces" / "stock" / "015.jpg").read_bytes())
    scene = load_template(ART / f"{name}.json")
    made = compose(scene, photo)
    alone = compose(scene, figure=FIGURE)
    assert made.image.shape == (1440, 1080, 3)
    assert {"cut_out", "faces"} <= made.steps.keys()
    assert (made.image != alone.image).any()


@needs_photos
def test_an_empty_room_asks_the_player_to_step_in() -> None:
    photo = np.full((480, 640, 3), 120, np.uint8)
    with pytest.raises(BadPhoto) as caught:
        compose(template(), photo)
    assert caught.value.reason is Reason.NOBODY


def test_a_cutout_that_is_known_is_not_made_again() -> None:
    alpha = np.zeros((480, 640), np.float32)
    photo = np.full((480, 640, 3), 120, np.uint8)
    with pytest.raises(BadPhoto):
        compose(template(), photo, Cutout(alpha, photo, 0.0))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, "incomplete"),
        ({"scene": "none.png", "player": {"x": 0.5, "y": 1, "height": 0.5}}, "no_picture"),
        ({"scene": "t.json", "player": {"x": 0.5, "y": 1, "height": 0.5}}, "bad_picture"),
        ([], "malformed"),
    ],
)
def test_a_template_file_says_what_is_wrong_with_it(
    tmp_path: Path, said: object, code: str
) -> None:
    path = tmp_path / "t.json"
    path.write_text(json.dumps(said))
    with pytest.raises(BadTemplate) as caught:
        load_template(path)
    assert caught.value.code == code
