import numpy as np
import pytest
from numpy.typing import NDArray

from inference.results import AiLabel, Cutout, Rgba
from inference.tasks.faceoff import FaceOffColours
from inference.tasks.shower import HEIGHT, WIDTH, Drop, shower, shower_figure

COLOURS = FaceOffColours((10, 10, 20), (250, 250, 250), (200, 0, 0), (220, 60, 0))
STAGE = np.s_[:1100]


def cut_out(colour: tuple[int, int, int], tall: int = 300, wide: int = 200) -> Rgba:
    picture = np.zeros((tall + 40, wide + 40, 4), np.uint8)
    picture[20:-20, 20:-20] = (*colour, 255)
    return picture


GREEN, BLUE = cut_out((0, 200, 0), 300, 120), cut_out((0, 0, 250), 100, 100)


def made(*drops: Drop, number: str = "8", tall: float = 0.92) -> NDArray[np.int16]:
    return shower(GREEN, drops, number, tall=tall, colours=COLOURS).astype(np.int16)


def of(picture: NDArray[np.int16], channel: int) -> NDArray[np.bool_]:
    """Where a colour stands out, 1 green, 2 blue."""
    rest = [each for each in range(3) if each != channel]
    return np.asarray(picture[..., channel] - picture[..., rest].max(axis=2) > 60)


def test_the_picture_has_its_size_and_is_the_same_each_time() -> None:
    drops = [Drop(BLUE, (0.1, 0.2), 20), Drop(BLUE, (0.7, 0.5), -10)]
    card = shower(GREEN, drops, "120")
    assert card.shape == (HEIGHT, WIDTH, 3)
    assert card.dtype == np.uint8
    assert np.array_equal(card, shower(GREEN, drops, "120"))


def test_the_figure_stands_on_the_floor_in_the_middle_and_as_tall_as_it_is_told() -> None:
    rows, columns = np.nonzero(of(made()[STAGE], 1))
    assert rows.max() == 1099
    assert abs(columns.mean() - WIDTH / 2) < 3
    assert 1130 * 0.92 - 3 <= 1130 - rows.min() <= 1130 * 0.92 + 3
    low = np.nonzero(of(made(tall=0.3)[STAGE], 1))[0]
    assert low.max() - low.min() < 1130 * 0.32
    assert low.max() < 1095


def test_a_figure_as_wide_as_a_crowd_stays_inside() -> None:
    wide = shower(cut_out((0, 200, 0), 200, 900), (), "1", colours=COLOURS).astype(np.int16)
    columns = np.nonzero(of(wide[STAGE], 1))[1]
    assert 0 < columns.min() < columns.max() < WIDTH - 1


@pytest.mark.parametrize("x", [0.0, 0.3, 0.5, 0.7, 1.0])
def test_things_fall_behind_the_figure_or_beside_it_and_never_before_it(x: float) -> None:
    alone = of(made(), 1)
    fallen = made(Drop(BLUE, (x, 0.4)), Drop(BLUE, (x, 0.6), 25))
    assert of(fallen, 2).sum() > 5000
    assert np.mean(of(fallen, 1)[alone]) > 0.995


def test_above_a_low_figure_things_fall_anywhere() -> None:
    fallen = of(made(Drop(BLUE, (0.5, 0)), Drop(BLUE, (0.5, 0.9)), tall=0.3), 2)
    rows, columns = np.nonzero(fallen)
    assert abs(columns.mean() - WIDTH / 2) < 5
    assert rows.max() < 1130 * 0.8


def test_a_turned_thing_has_no_dark_rim() -> None:
    white = cut_out((255, 255, 255), 160, 160)
    turned, plain = made(Drop(white, (0.08, 0.3), 30)), made()
    changed = np.abs(turned - plain).max(axis=2) > 4
    # Between the ground and white there is nothing darker than the ground.
    assert (turned[changed].sum(axis=1) - plain[changed].sum(axis=1)).min() > -30


def test_another_number_is_another_picture_below_and_the_same_above() -> None:
    one, other = made(number="120"), made(number="1240")
    assert np.array_equal(one[:1080], other[:1080])
    assert np.abs(one[1120:] - other[1120:]).max() > 100


def test_logo_and_label_are_where_they_are_on_every_picture() -> None:
    logo = cut_out((255, 0, 255), 50, 80)
    plain = shower(GREEN, (), "1", colours=COLOURS).astype(np.int16)
    marked = shower(
        GREEN, (), "1", colours=COLOURS, logo=logo, label=AiLabel("Made with AI", "en")
    ).astype(np.int16)
    changed = np.abs(marked - plain).max(axis=2) > 20
    assert changed[1250:, 760:].any()
    assert changed[1250:, :320].any()
    assert not changed[:1200].any()


def test_whoever_is_cut_out_comes_without_the_empty_margin() -> None:
    alpha = np.zeros((60, 80), np.float32)
    alpha[10:40, 20:50] = 1
    figure = shower_figure(Cutout(alpha, np.full((60, 80, 3), 90, np.uint8), float(alpha.mean())))
    assert figure.shape == (30, 30, 4)
    assert figure[..., 3].min() == 255
    assert (figure[..., :3] == 90).all()
