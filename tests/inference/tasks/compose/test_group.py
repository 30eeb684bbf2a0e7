"""Several people: fitted in beside the star, every head in sight."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inference.errors import BadPhoto, Reason
from inference.results import Cutout, Place, Template
from inference.tasks.compose.figure import Figure, of_photo
from inference.tasks.compose.hiding import over_heads
from inference.tasks.compose.placement import find_spot
from inference.tasks.compose.spot import Spot
from inference.tasks.compose.stage import Stage, set_stage
from tests.inference.tasks.compose.people import HEAD, face, person, star, template


def group(*columns: int) -> Figure:
    """People side by side, their heads' middles at these columns."""
    width = max(columns) + 150
    people = [person(width, 500, x=x, tall=900) for x in columns]
    alpha = np.max([one.alpha for one in people], axis=0)
    cutout = Cutout(alpha, people[0].colours, float(alpha.mean()))
    return of_photo(cutout, [face(x) for x in columns])


def scene(x: float) -> Template:
    place = Place(x, 0.9, head=0.15, height=0.6, z=2)
    return template(place, star=star(1 - x, 0.5))


def covered(figure: Figure, stage: Stage, spot: Spot) -> float:
    """How much of the star's upper half the group covers, 0 … 1."""
    assert stage.star is not None
    if spot.behind_star:
        return 0.0
    _colours, alpha = spot.cut_to_scene(figure)
    upper = np.zeros((stage.height, stage.width), bool)
    top, left = stage.star.top, stage.star.left
    half, width = stage.star.alpha.shape[0] // 2, stage.star.alpha.shape[1]
    upper[top : top + half, max(left, 0) : left + width] = True
    canvas = np.zeros(upper.shape, np.float32)
    y0, x0 = max(spot.top, 0), max(spot.left, 0)
    part = alpha[y0 - spot.top :, x0 - spot.left :]
    part = part[: stage.height - y0, : stage.width - x0]
    canvas[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]] = part
    return float(canvas[upper].sum() / upper.sum())


@pytest.mark.parametrize("x", [0.7, 0.3])
@settings(max_examples=12, deadline=None)
@given(span=st.integers(160, 400), count=st.integers(2, 3))
def test_a_group_never_covers_the_stars_head_and_keeps_all_of_its_own(
    x: float, span: int, count: int
) -> None:
    figure = group(*(150 + span * i // (count - 1) for i in range(count)))
    template_ = scene(x)
    stage = set_stage(template_)
    spot = find_spot(figure, template_.place, stage)
    assert covered(figure, stage, spot) < 0.04
    for head in figure.heads:
        assert head.height * spot.scale >= 0.055 * stage.height
        assert 0 < spot.left + head.x * spot.scale < stage.width
    if spot.behind_star:
        assert stage.star is not None
        assert not over_heads(figure, stage.star, spot)


def test_a_narrow_group_is_as_large_as_one_player() -> None:
    figure = group(150, 240)
    wide = template(Place(0.7, 0.9, head=0.1, height=0.6, z=2), star=star(0.15, 0.2))
    spot = find_spot(figure, wide.place, set_stage(wide))
    assert figure.heads[0].height * spot.scale == pytest.approx(0.1 * 800, rel=0.03)


def test_a_group_is_refused_where_heads_would_become_too_small() -> None:
    figure = group(150, 2000)
    with pytest.raises(BadPhoto) as caught:
        find_spot(figure, scene(0.7).place, set_stage(scene(0.7)))
    assert caught.value.reason is Reason.SEVERAL


@pytest.mark.parametrize("x", [0.75, 0.25])
def test_a_group_keeps_to_its_part_where_the_star_is_painted_into_the_scene(x: float) -> None:
    painted = replace(scene(x), star=None)
    figure = group(150, 400)
    spot = find_spot(figure, painted.place, set_stage(painted))
    left, right = spot.left, spot.left + figure.alpha.shape[1] * spot.scale
    assert left > 0.5 * 600 - 30 if x > 0.5 else right < 0.5 * 600 + 30


def test_a_face_far_behind_or_on_a_shirt_makes_no_group() -> None:
    cutout = person(height=500, tall=900)
    small = face(200, 300)
    middle = (small.box[1] + small.box[3]) / 2
    x0, _, x1, _ = small.box
    quarter = (x1 - x0) / 8
    shirt = replace(small, box=(200 - quarter, middle - quarter, 200 + quarter, middle + quarter))
    figure = of_photo(cutout, (face(), shirt))
    assert len(figure.heads) == 1
    assert figure.heads[0].height == pytest.approx(HEAD, rel=0.05)


def test_a_friend_whose_face_is_not_seen_does_not_stand_before_the_star() -> None:
    left, right = person(800, 500, x=150, tall=900), person(800, 500, x=600, tall=900)
    alpha = np.maximum(left.alpha, right.alpha)
    figure = of_photo(Cutout(alpha, left.colours, 0.3), [face(600)])
    assert len(figure.heads) == 1
    stage = set_stage(scene(0.7))
    assert covered(figure, stage, find_spot(figure, scene(0.7).place, stage)) < 0.04


@pytest.mark.parametrize("x", [0.7, 0.3])
def test_nothing_of_the_foreground_hangs_over_a_face_if_there_is_another_place(x: float) -> None:
    branch = np.zeros((800, 600, 4), np.uint8)
    branch[700:] = (90, 30, 50, 255)
    outer = slice(520, 600) if x > 0.5 else slice(0, 80)
    branch[400:, outer] = (90, 30, 50, 255)
    grown = replace(scene(x), foreground=branch)
    figure = group(150, 330)
    stage = set_stage(grown)
    spot = find_spot(figure, grown.place, stage)
    assert stage.foreground is not None
    assert not over_heads(figure, stage.foreground, spot)
