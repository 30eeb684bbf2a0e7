"""A card: somebody in a mirror, words below, the same each time."""

import numpy as np
import pytest

import inference
from inference import CardLook, CardWords, Reason, draw_card
from inference.results import Pixels
from inference.tasks.card import MOTIFS
from inference.tasks.card.scene import FOOT, LEFT, PLATE, RIGHT, TOP
from tests.inference.photos import needs_photos, photo

LOOK = CardLook((60, 120, 200))
WORDS = CardWords("My mirror says", "Captain", ("warm", "bold"), "a guess")


def doll() -> inference.Rgba:
    """A round head on a square body."""
    figure = np.zeros((900, 600, 4), np.uint8)
    y, x = np.mgrid[:900, :600]
    figure[(x - 300) ** 2 + (y - 200) ** 2 < 180**2] = (250, 60, 60, 255)
    figure[360:420, 240:360] = (250, 60, 60, 255)
    figure[420:, 40:560] = (40, 250, 40, 255)
    return figure


def part(picture: Pixels, box: tuple[int, int, int, int]) -> Pixels:
    left, top, right, bottom = box
    return picture[top:bottom, left:right]


@pytest.mark.parametrize("motif", MOTIFS)
def test_every_motif_makes_a_card_and_each_another_one(motif: str) -> None:
    made = draw_card(CardLook(LOOK.colour, motif), WORDS, figure=doll())
    assert made.shape == (1440, 1080, 3)
    others = set(MOTIFS) - {motif}
    plain = draw_card(CardLook(LOOK.colour, min(others)), WORDS, figure=doll())
    assert (made != plain).any()


def test_the_same_input_gives_the_same_card() -> None:
    first, second = (draw_card(LOOK, WORDS, figure=doll()) for _ in range(2))
    assert (first == second).all()


def test_a_figure_stands_in_the_mirror_and_ends_behind_the_plate() -> None:
    bare = draw_card(LOOK, CardWords(), figure=doll())
    body = np.abs(bare.astype(int) - (40, 250, 40)).max(axis=2) < 90
    rows, columns = np.nonzero(body)
    assert columns.min() >= LEFT
    assert columns.max() <= RIGHT
    assert rows.max() <= PLATE[1]
    assert rows.max() > PLATE[1] - 30
    assert TOP < rows.min() < FOOT


def test_words_stand_on_the_plate_and_above_the_mirror_alone() -> None:
    bare = draw_card(LOOK, CardWords(), figure=doll())
    written = draw_card(LOOK, WORDS, figure=doll())
    apart = np.abs(written.astype(int) - bare).max(axis=2) > 20
    rows = np.nonzero(apart.any(axis=1))[0]
    assert (part(apart, PLATE)).any()
    assert apart[:110].any()
    assert not ((rows > 110) & (rows < PLATE[1])).any()
    assert rows.max() < PLATE[3]


@pytest.mark.parametrize("words", ["Wizard of the Balcony and of all the Gardens", "花园" * 30])
def test_words_that_are_long_stay_on_the_plate(words: str) -> None:
    bare = draw_card(LOOK, CardWords(), figure=doll())
    chip = words[:26]
    long = CardWords("", words, (chip, chip, chip), words)
    apart = (draw_card(LOOK, long, figure=doll()) != bare).any(axis=2)
    columns = np.nonzero(apart.any(axis=0))[0]
    assert PLATE[0] < columns.min()
    assert columns.max() < PLATE[2]


def test_a_backdrop_fills_the_mirror_and_nothing_else() -> None:
    green = np.full((300, 500, 4), (0, 200, 0, 255), np.uint8)
    bare = draw_card(LOOK, CardWords(), figure=doll())
    made = draw_card(CardLook(LOOK.colour, backdrop=green), CardWords(), figure=doll())
    assert np.abs(made[300, 300].astype(int) - (0, 200, 0)).max() < 60
    assert (made[:, : LEFT - 90] == bare[:, : LEFT - 90]).all()
    assert (made[PLATE[1] + 60 :] == bare[PLATE[1] + 60 :]).all()


def test_a_backdrop_that_is_no_picture_is_the_operators_to_mend() -> None:
    flat = np.zeros((40, 40), np.uint8)
    with pytest.raises(inference.BadTemplate):
        draw_card(CardLook(LOOK.colour, backdrop=flat), WORDS, figure=doll())


def test_letters_can_be_read_on_a_dark_and_on_a_light_card() -> None:
    for colour in ((30, 30, 60), (250, 240, 150)):
        look = CardLook(colour)
        bare = draw_card(look, CardWords(), figure=doll())[40:100].astype(int)
        made = draw_card(look, WORDS, figure=doll())[40:100].astype(int)
        assert np.abs(made - bare).max() > 110


@needs_photos
@pytest.mark.parametrize("name", ["001", "016", "028", "053"])
def test_a_head_stands_large_in_the_upper_part_of_the_mirror(name: str) -> None:
    made = draw_card(LOOK, CardWords(), photo(f"faces/stock/{name}.jpg"))
    faces = inference.find_faces(made)
    assert len(faces) == 1
    x0, y0, x1, y1 = faces[0].box
    assert x0 > LEFT
    assert x1 < RIGHT
    assert y1 < PLATE[1]
    assert 180 < y1 - y0 < 460


@needs_photos
def test_a_cutout_that_is_known_is_used() -> None:
    pixels = photo("faces/stock/016.jpg")
    cutout = inference.cut_out(pixels)
    assert (draw_card(LOOK, WORDS, pixels, cutout) == draw_card(LOOK, WORDS, pixels)).all()


def test_a_photo_of_nobody_makes_no_card() -> None:
    with pytest.raises(inference.BadPhoto) as bad:
        draw_card(LOOK, WORDS, np.full((480, 640, 3), 120, np.uint8))
    assert bad.value.reason == Reason.NOBODY
