"""Where the player stands, and that no cut of a photo is seen there."""

import numpy as np
import pytest

from inference.errors import BadPhoto, Reason
from inference.results import Cutout, Place, Template
from inference.tasks.compose.figure import Figure, of_drawing, of_photo
from inference.tasks.compose.placement import find_spot
from inference.tasks.compose.stage import set_stage
from tests.inference.tasks.compose.people import HEAD, drawn, face, person, star, template


def half_body(**more: int) -> Figure:
    return of_photo(person(height=500, tall=900, **more), (face(more.get("x", 200)),))


def place_of(figure: Figure, scene: Template) -> tuple[float, float, float, float]:
    """head height, crown, bottom and head's middle in scene px."""
    spot = find_spot(figure, scene.place, set_stage(scene))
    head = figure.heads[0]
    bottom = spot.top + figure.alpha.shape[0] * spot.scale
    crown = spot.top + head.crown * spot.scale
    return head.height * spot.scale, crown, bottom, spot.left + head.x * spot.scale


def test_the_head_is_as_high_and_stands_where_the_place_says() -> None:
    height, crown, _bottom, middle = place_of(half_body(), template())
    assert height == pytest.approx(0.15 * 800, rel=0.03)
    assert crown == pytest.approx(0.9 * 800 - 0.6 * 800, abs=6)
    assert middle == pytest.approx(0.7 * 600, abs=3)


@pytest.mark.parametrize("tall", [200, 260, 380, 460])
def test_a_body_cut_by_the_photo_ends_behind_the_foreground(tall: int) -> None:
    figure = of_photo(person(height=40 + tall, tall=900), (face(),))
    _height, _crown, bottom, _middle = place_of(figure, template())
    assert bottom >= 700


def test_without_a_foreground_a_cut_body_goes_down_to_the_edge_of_the_scene() -> None:
    _height, _crown, bottom, _middle = place_of(half_body(), template(foreground=None))
    assert bottom >= 800


def test_a_whole_person_stands_on_the_ground_of_a_wide_scene() -> None:
    figure = of_photo(person(height=760, tall=680), (face(),))
    wide = template(Place(0.5, 0.8, head=0.075, height=0.55), foreground=None)
    spot = find_spot(figure, wide.place, set_stage(wide))
    assert spot.on_ground
    assert spot.top + figure.alpha.shape[0] * spot.scale == pytest.approx(0.8 * 800, abs=3)


def test_a_whole_person_in_a_close_view_hides_the_legs_instead_of_shrinking() -> None:
    figure = of_photo(person(height=900, tall=820), (face(),))
    height, crown, bottom, _middle = place_of(figure, template())
    assert height == pytest.approx(0.15 * 800, rel=0.03)
    assert crown == pytest.approx(240, abs=6)
    assert bottom > 700


def test_an_arm_cut_at_the_outer_side_goes_to_the_edge_of_the_scene() -> None:
    figure = half_body(x=320)  # the body runs out of the photo's right edge
    assert figure.cuts.right
    spot = find_spot(figure, template().place, set_stage(template()))
    assert spot.left + figure.alpha.shape[1] * spot.scale >= 600 - 1


def test_an_arm_cut_at_the_inner_side_goes_behind_the_star() -> None:
    figure = half_body(x=80)
    assert figure.cuts.left
    scene = template(star=star())
    spot = find_spot(figure, scene.place, set_stage(scene))
    assert spot.behind_star
    assert spot.left < 0.3 * 600 + 0.25 * 600, "the cut edge lies behind the star"


def test_an_inner_cut_that_nothing_hides_is_rounded_like_a_shoulder() -> None:
    figure = half_body(x=80)
    spot = find_spot(figure, template().place, set_stage(template()))
    assert spot.open.left
    _colours, alpha = spot.cut_to_scene(figure)
    shoulder = int((20 + HEAD) * spot.scale)
    assert alpha[shoulder + 3, 0] < 0.3, "the corner is gone"
    assert alpha[-20, 9] > 0.8, "the arm below it stays"


def test_a_group_is_kept_whole_and_every_head_is_in_the_picture() -> None:
    left, right = person(900, 500, x=150, tall=900), person(900, 500, x=700, tall=900)
    alpha = np.maximum(left.alpha, right.alpha)
    group = Cutout(alpha, left.colours, float(alpha.mean()))
    figure = of_photo(group, (face(150), face(700)))
    assert len(figure.heads) == 2
    spot = find_spot(figure, template().place, set_stage(template()))
    for head in figure.heads:
        assert 0 < spot.left + head.x * spot.scale < 600


def test_a_figure_without_a_face_is_measured_by_the_outline_of_its_head() -> None:
    figure = of_drawing(drawn(person(height=500, tall=900)))
    assert figure.heads[0].height == pytest.approx(HEAD, rel=0.25)
    assert figure.heads[0].x == pytest.approx(figure.alpha.shape[1] / 2, abs=4)


def test_a_photo_that_cannot_stand_there_is_refused_with_its_reason() -> None:
    for make, reason in (
        (lambda: of_photo(empty(), ()), Reason.NOBODY),
        (lambda: of_photo(haze(), ()), Reason.NOBODY),
        (lambda: of_photo(haze(), (face(top=300),)), Reason.TOO_FAR),
        (lambda: of_photo(cut_forehead(), (face(top=-34),)), Reason.TOO_CLOSE),
        (lambda: find_spot(tiny(), template().place, set_stage(template())), Reason.TOO_FAR),
    ):
        with pytest.raises(BadPhoto) as caught:
            make()
        assert caught.value.reason is reason


def empty() -> Cutout:
    return Cutout(np.zeros((700, 400), np.float32), np.zeros((700, 400, 3), np.uint8), 0.0)


def haze() -> Cutout:
    alpha = np.full((700, 400), 0.3, np.float32)
    alpha[300:500, 150:250] = 0.6
    return Cutout(alpha, np.zeros((700, 400, 3), np.uint8), float(alpha.mean()))


def cut_forehead() -> Cutout:
    whole = person(height=500, tall=900)
    return Cutout(whole.alpha[74:], whole.colours[74:], whole.coverage)


def tiny() -> Figure:
    whole = person(height=760, tall=680)
    return of_photo(Cutout(whole.alpha[::8, ::8].copy(), whole.colours[::8, ::8], 0.3), ())
