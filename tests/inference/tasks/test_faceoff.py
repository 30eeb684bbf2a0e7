import numpy as np
import pytest
from numpy.typing import NDArray

from inference.results import AiLabel, Pixels, Rgba
from inference.tasks.faceoff import HEIGHT, WIDTH, FaceOffColours, FaceOffSide, face_off

COLOURS = FaceOffColours((10, 10, 20), (250, 250, 250), (200, 0, 0), (0, 0, 200))
EMBLEM_AT = {"left": (1130, 270), "right": (1130, 810)}


def cut_out(colour: tuple[int, int, int], tall: int = 300, wide: int = 200) -> Rgba:
    picture = np.zeros((tall + 40, wide + 40, 4), np.uint8)
    picture[20:-20, 20:-20] = (*colour, 255)
    return picture


GREEN, WHITE = cut_out((0, 200, 0)), cut_out((255, 255, 255), 100, 100)
STAR = FaceOffSide(GREEN, WHITE)


def photo(height: int = 480, width: int = 640) -> Pixels:
    """Left third red, the middle green, the right blue."""
    picture = np.zeros((height, width, 3), np.uint8)
    for third in range(3):
        picture[:, third * width // 3 : (third + 1) * width // 3, third] = 255
    return picture


def made(left: FaceOffSide = STAR, score: tuple[int, int] = (1, 1)) -> NDArray[np.int16]:
    return face_off(left, STAR, score, colours=COLOURS).astype(np.int16)


def share(picture: NDArray[np.int16], channel: int) -> float:
    rest = [each for each in range(3) if each != channel]
    return float(np.mean(picture[..., channel] - picture[..., rest].max(axis=2) > 60))


def test_the_card_has_its_size_and_is_the_same_each_time() -> None:
    card = face_off(STAR, STAR, (2, 1))
    assert card.shape == (HEIGHT, WIDTH, 3)
    assert card.dtype == np.uint8
    assert np.array_equal(card, face_off(STAR, STAR, (2, 1)))


@pytest.mark.parametrize(("focus", "channel"), [(0.1, 0), (0.5, 1), (0.9, 2)])
def test_a_photo_fills_its_side_around_its_focus(focus: float, channel: int) -> None:
    card = made(FaceOffSide(photo(), WHITE, (focus, 0.5)))
    assert share(card[250:900, 20:420], channel) > 0.6


@pytest.mark.parametrize("size", [(96, 96), (640, 360), (360, 640), (96, 640)])
def test_a_photo_of_any_shape_fills_it(size: tuple[int, int]) -> None:
    bright = np.full((*size, 3), 255, np.uint8)
    card = made(FaceOffSide(bright, WHITE))
    assert card[250:900, 5:400].min() > 240


def test_a_cut_out_stands_in_its_colour_and_keeps_off_the_other_side() -> None:
    card = made()
    assert share(card[300:900, 150:400], 1) > 0.4
    assert share(card[300:900, :18], 0) > 0.9
    assert share(card[300:900, -18:], 2) > 0.9


def test_a_tall_cut_out_reaches_the_floor_and_a_small_one_stays_clear_of_the_emblem() -> None:
    tall = made(FaceOffSide(cut_out((0, 200, 0), 900, 400), WHITE))
    assert share(tall[1050:1120, 90:130], 1) > 0.9
    low = made(FaceOffSide(cut_out((0, 200, 0), 300, 300), WHITE))
    assert share(low[900:1120, :500], 1) == 0


def test_each_sides_emblem_is_shown() -> None:
    card = made()
    for y, x in EMBLEM_AT.values():
        assert card[y - 30 : y + 30, x - 30 : x + 30].min() > 240


def test_whoever_is_behind_stands_in_less_light() -> None:
    bright = FaceOffSide(np.full((480, 640, 3), 250, np.uint8), WHITE)
    won, draw, lost = (made(bright, score)[250:850, 20:400] for score in ((2, 0), (1, 1), (0, 2)))
    assert lost.mean() < won.mean() - 30
    assert np.array_equal(draw, won)


def test_whoever_is_ahead_wears_the_crown() -> None:
    draw, won, lost = made(score=(1, 1)), made(score=(2, 1)), made(score=(1, 2))
    left, right = np.s_[900:1000, 190:350], np.s_[900:1000, 730:890]
    assert not np.array_equal(won[left], draw[left])
    assert not np.array_equal(lost[right], draw[right])


def test_the_score_is_written_on_its_plate() -> None:
    plate = np.s_[10:160, 400:680]
    cards = [made(score=score)[plate] for score in ((1, 1), (1, 2), (2, 2), (10, 9))]
    assert all(np.std(card) > 20 for card in cards)
    texts = {card.tobytes() for card in cards}
    assert len(texts) == 4


def test_digits_are_readable_whatever_the_brand_chose() -> None:
    pale = FaceOffColours((255, 255, 255), (20, 20, 20), (250, 250, 210), (240, 240, 240))
    card = face_off(STAR, STAR, (3, 2), colours=pale).astype(np.int16)
    assert np.mean(card[20:150, 420:660].max(axis=2) < 60) > 0.08


def test_logo_and_label_are_laid_over_it() -> None:
    plain = face_off(STAR, STAR, (1, 0)).astype(np.int16)
    logo = cut_out((255, 0, 255), 60, 120)
    dressed = face_off(STAR, STAR, (1, 0), logo=logo, label=AiLabel("Made with AI"))
    changed = np.abs(dressed - plain).max(axis=2) > 20
    assert changed[1270:, :300].any()
    assert changed[1270:, -280:].any()
    assert not changed[:1200].any()


def test_an_empty_cut_out_is_no_fault() -> None:
    nothing = np.zeros((40, 40, 4), np.uint8)
    assert face_off(FaceOffSide(nothing, nothing), STAR, (0, 0)).shape == (HEIGHT, WIDTH, 3)
