"""Background swap: the player before the scene that they chose, where they saw themself."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageOps

import inference
from campaigns.plays.background_swap import FIGURES, PLACE, SCENES, BackgroundSwap, Settings
from campaigns.plays.base import AssetCard, Scene, Shot, Verdict
from tests.cast import a_jpeg, a_picture_file
from tests.inference.photos import needs_photos
from tests.plays.looking import QUIET, pixels
from tests.support.photos import PERSON

GREEN, BLUE, FRONT, TINY, FILM = 1, 2, 3, 4, 9
_COLOURS = {GREEN: (20, 120, 60), BLUE: (30, 40, 160)}
_RED = (230, 20, 20, 255)
PLAY = BackgroundSwap()
Picture = np.ndarray[Any, np.dtype[np.int16]]


def art(asset_id: int) -> bytes:
    """The brand's pictures: a green and a blue wall, and a foreground that is a red strip."""
    if asset_id == FRONT:
        strip = Image.new("RGBA", (360, 480))
        strip.paste(_RED, (0, 440, 360, 480))
        file = io.BytesIO()
        strip.save(file, "PNG")
        return file.getvalue()
    if asset_id == TINY:
        return a_picture_file(150, 200, (9, 9, 9))
    return a_picture_file(720, 960, _COLOURS[asset_id])


def settings(**changes: Any) -> dict[str, Any]:
    return Settings.defaults() | {"scene_1": GREEN, "scene_3": BLUE} | changes


def judged(shot: Shot, scene: Scene = QUIET, **changes: Any) -> Verdict:
    return PLAY.judge(shot, settings(**changes), art, scene)


def wall(picture: Picture, asset_id: int) -> Any:
    """Where the picture shows the wall, true or false by pixel."""
    return np.abs(picture - np.array(_COLOURS[asset_id])).max(axis=2) < 14


def a_selfie(size: tuple[int, int], at: float = 0.5) -> bytes:
    """The photo of a person in a frame of this size, `at` of its width from the left."""
    with Image.open(PERSON) as photo:
        person = ImageOps.fit(photo.convert("RGB"), (size[1] * 3 // 4, size[1]))
    ground = person.resize(size, Image.Resampling.BOX, (0, 0, 8, 8))
    ground.paste(person, (round((size[0] - person.width) * at), 0))
    file = io.BytesIO()
    ground.save(file, "JPEG", quality=92)
    return file.getvalue()


@pytest.mark.parametrize(("choice", "chosen"), [(None, GREEN), (1, GREEN), (2, BLUE)])
def test_the_choice_counts_the_scenes_that_are_set(choice: int | None, chosen: int) -> None:
    verdict = judged(Shot(None, figure=1, choice=choice))
    assert wall(pixels(verdict), chosen).mean() > 0.3
    assert verdict.facts["choice"] == (choice or 1)


def test_a_player_may_choose_among_as_many_scenes_as_are_set() -> None:
    assert PLAY.choices(settings()) == 2
    every = {f"scene_{number}": GREEN for number in range(1, SCENES + 1)}
    assert PLAY.choices(settings(**every)) == SCENES


@pytest.mark.parametrize("figure", FIGURES)
def test_every_drawn_figure_stands_in_for_a_photo(figure: int) -> None:
    verdict = judged(Shot(None, figure=figure))
    assert verdict.facts["figure"] == figure
    assert (verdict.width, verdict.height) == (720, 960)
    seen = ~wall(pixels(verdict), GREEN)
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    # The page draws it by the same numbers.
    assert abs(rows[0] - 960 * (PLACE.y - (PLACE.height or 0))) < 12
    assert abs((columns[0] + columns[-1]) / 2 - 720 * PLACE.x) < 24


def test_the_foreground_stands_before_the_player() -> None:
    strip = pixels(judged(Shot(None, figure=1), foreground_1=FRONT))[900:]
    assert (strip[..., 0] > 200).mean() > 0.95


def test_without_a_network_nothing_is_made_with_ai_and_nothing_says_so() -> None:
    verdict = judged(Shot(None, figure=1))
    assert not PLAY.made_with_ai(verdict.facts)
    assert b"compositeWithTrainedAlgorithmicMedia" not in verdict.picture


def test_a_photo_with_nobody_in_it_is_the_players_to_mend() -> None:
    with pytest.raises(inference.BadPhoto) as bad:
        judged(Shot(a_jpeg(720, 960)))
    assert bad.value.reason == inference.Reason.NOBODY


@needs_photos
@pytest.mark.parametrize("at", [0.0, 1.0])
def test_a_player_of_the_live_picture_stays_where_they_saw_themself(at: float) -> None:
    """The photo is the middle of a wider one: the player stands at its left or right edge."""
    wide = Image.open(io.BytesIO(a_selfie((900, 960), at)))
    file = io.BytesIO()
    wide.crop((90, 0, 810, 960)).save(file, "JPEG", quality=92)
    verdict = judged(Shot(file.getvalue(), choice=2))
    seen = ~wall(pixels(verdict), BLUE)
    middle = np.average(np.arange(720), weights=seen[:600].sum(axis=0))
    head = Image.open(io.BytesIO(file.getvalue()))
    alpha = inference.cut_out(np.asarray(head)).alpha[:600] > 0.5
    wanted = np.average(np.arange(720), weights=alpha.sum(axis=0))
    assert abs(middle - wanted) < 12
    assert abs(middle - 360) > 40
    assert {"intake", "cut_out", "compose", "finish"} <= set(verdict.milliseconds)


@needs_photos
def test_who_is_on_a_photo_of_another_shape_is_put_in_the_middle() -> None:
    seen = ~wall(pixels(judged(Shot(a_selfie((1280, 720), 0.2)))), GREEN)
    columns = np.flatnonzero(seen[500:900].mean(axis=0) > 0.5)
    assert abs((columns[0] + columns[-1]) / 2 - 360) < 120


@needs_photos
def test_the_picture_of_a_person_says_that_it_was_made_with_ai() -> None:
    verdict = judged(Shot(PERSON.read_bytes()))
    assert b"compositeWithTrainedAlgorithmicMedia" in verdict.picture
    assert PLAY.made_with_ai(verdict.facts)
    assert set(verdict.facts) == {"coverage", "figure", "choice"}


def test_every_picture_wins_the_one_tier() -> None:
    assert PLAY.outcome(judged(Shot(None, figure=1)), settings()) in PLAY.tiers


def test_sound_settings_may_be_published() -> None:
    assert PLAY.check(settings(foreground_1=FRONT), art) == []


def test_a_foreground_that_hides_the_player_cannot_be_published() -> None:
    def covered(asset_id: int) -> bytes:
        return a_picture_file(720, 960, (90, 20, 60, 255)) if asset_id == FRONT else art(asset_id)

    (found,) = PLAY.check(settings(foreground_3=FRONT), covered)
    assert "hides the player" in found


def test_a_scene_that_is_too_small_cannot_be_published() -> None:
    found = PLAY.check(settings(scene_2=TINY), art)
    assert len(found) == 1
    assert "too small" in found[0]


def test_the_script_is_told_nothing_but_how_to_play() -> None:
    told = PLAY.page_settings(settings())
    assert told == {
        "countdown": 3,
        "clip": 8,
        "motion": True,
        "place": {"x": PLACE.x, "y": PLACE.y, "height": PLACE.height},
    }


def form(**changes: Any) -> Settings:
    shelf = [
        AssetCard(GREEN, "scene", "green", "/asset/1", 720, 960),
        AssetCard(BLUE, "scene", "blue", "/asset/2", 720, 960),
        AssetCard(FRONT, "foreground", "strip", "/asset/3", 360, 480),
        AssetCard(FILM, "film", "waves", "/asset/9", 720, 960),
    ]
    return Settings(settings(**changes), shelf=shelf)


def test_the_defaults_need_nothing_but_one_scene() -> None:
    assert form(scene_3=None).is_valid()
    assert list(form(scene_1=None).errors) == ["scene_1"]


def test_a_foreground_without_its_scene_is_refused() -> None:
    assert list(form(foreground_2=FRONT).errors) == ["foreground_2"]


def test_the_scenes_after_the_first_are_folded_away_under_their_names() -> None:
    folded = dict(form(name_2="The moon").groups())
    assert list(folded) == ["Scene 2 · The moon", "Scene 3", "Scene 4", "Scene 5"]
    assert set(folded["Scene 3"]) == {"scene_3", "foreground_3", "film_3", "name_3"}
    assert not {name for names in folded.values() for name in names} - set(Settings.base_fields)


def test_a_film_needs_the_picture_of_its_scene() -> None:
    assert form(film_1=FILM).is_valid()
    assert list(form(film_2=FILM).errors) == ["film_2"]
    assert list(form(film_1=FRONT).errors) == ["film_1"]


@pytest.mark.parametrize("changes", [{"clip": 9}, {"clip": -1}, {"countdown": 11}])
def test_settings_beyond_reason_are_refused(changes: dict[str, int]) -> None:
    assert list(form(**changes).errors) == list(changes)


def test_cleaned_settings_are_json_and_clean_again() -> None:
    first = form(foreground_1=FRONT)
    assert first.is_valid()
    assert form(**first.cleaned_data).is_valid()
