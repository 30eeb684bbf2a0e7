"""The poster: its layers in their order and colours, its words where they belong."""

from dataclasses import replace
from typing import Any, Literal

import numpy as np
import pytest

from inference import (
    BadTemplate,
    DollArt,
    DollColours,
    DollHead,
    Pixels,
    Rgba,
    SignWords,
    draw_doll,
    dress,
)
from inference.tasks.doll.head import SIDE
from inference.tasks.doll.poster import CHIN, DOLL_BOX, HEIGHT, SIGN_BOX, WIDTH, dyed

WORDS = SignWords("No. 3", "上上签", "春风得意", "一路花开，遇见的都是好消息")
PAPER = (255, 250, 240)


def twofold(width: int, height: int, low: Any, share: int = 0) -> Rgba:
    """A layer of one colour (R, G, B, A) with so much of the main colour in it."""
    above = np.full((height, width, 4), low, np.uint8)
    below = np.full((height, width, 4), (share, share, share, low[3]), np.uint8)
    return np.concatenate([above, below])


def an_art(brim: tuple[float, float] | None = None) -> DollArt:
    return DollArt(
        ground=twofold(WIDTH, HEIGHT, (0, 0, 0, 255), 255),
        back=twofold(*DOLL_BOX[2:], (0, 0, 0, 0)),
        front=twofold(*DOLL_BOX[2:], (0, 0, 0, 0)),
        sign=twofold(*SIGN_BOX[2:], (*PAPER, 255)),
        brim=brim,
    )


def a_head() -> DollHead:
    """A white square around the middle, its chin at the lower edge."""
    picture = np.zeros((SIDE, SIDE, 4), np.uint8)
    picture[100:560, 100:620] = 255
    return DollHead(picture, (360.0, 560.0))


def poster(words: SignWords = WORDS, **changes: Any) -> Pixels:
    art = replace(an_art(), **changes)
    return draw_doll(a_head(), art, words, DollColours((10, 90, 200), (200, 30, 30)))


def test_a_layer_takes_any_colour_in_proportion() -> None:
    layer = twofold(4, 3, (20, 30, 40, 255), 128)
    assert (dyed(layer, (0, 0, 0))[..., :3] == (20, 30, 40)).all()
    half = dyed(layer, (200, 100, 0))[0, 0, :3].astype(int)
    assert np.abs(half - (120, 80, 40)).max() <= 1
    assert dyed(layer, (255, 255, 255))[..., :3].max() <= 255
    assert dyed(layer, (1, 2, 3)).shape == (3, 4, 4)


def test_the_ground_has_the_main_colour_and_the_chin_lies_on_the_collar() -> None:
    made = poster()
    assert made.shape == (HEIGHT, WIDTH, 3)
    assert tuple(made[1430, 20]) == (10, 90, 200)
    x, y = (round(n) for n in CHIN)
    assert tuple(made[y - 4, x]) == (255, 255, 255)
    assert tuple(made[y + 4, x]) == (10, 90, 200)


def test_above_a_brim_nothing_is_left_of_the_head_and_beside_it_hair_slopes_down() -> None:
    bare, hatted = poster(), poster(brim=(600.0, 120.0))
    x = round(CHIN[0])
    assert tuple(bare[560, x]) == (255, 255, 255)
    assert tuple(hatted[560, x]) == (10, 90, 200)
    assert tuple(hatted[640, x]) == (255, 255, 255)
    # Far beside the hat the hair begins lower.
    first = [int((hatted[:800, column] == 255).all(axis=1).argmax()) for column in (x, x - 220)]
    assert first[1] > first[0] + 40


def test_the_front_lies_over_the_sign_and_the_sign_over_the_head() -> None:
    front = twofold(*DOLL_BOX[2:], (9, 9, 9, 255))
    made = poster(front=front)
    inside = (900, SIGN_BOX[0] + 20)
    assert tuple(made[inside]) == (9, 9, 9)
    assert tuple(poster()[inside]) == PAPER


@pytest.mark.parametrize(
    "words",
    [
        WORDS,
        SignWords("No. 5", "Great luck", "Doors open", "Somebody is already holding the door."),
        SignWords("", "大吉", "一二三四五六七八九十" * 2, "很长很长的一句话" * 9),
        SignWords("No. 128", "Marvellous", "W" * 30, "word " * 17),
    ],
)
def test_the_words_of_a_sign_stay_on_its_paper(words: SignWords) -> None:
    empty, written = poster(SignWords("", "", "", "")), poster(words)
    rows, columns = np.nonzero((empty != written).any(axis=2))
    assert 748 <= columns.min() <= columns.max() < 748 + 256
    assert 330 <= rows.min() <= rows.max() < 1090


def test_the_rarity_has_the_signs_colour_and_stands_in_the_middle() -> None:
    made = poster(SignWords("", "上上签", "", "")).astype(int)
    red = (made[:, :, 0] - made[:, :, 2] > 100) & (made[:, :, 1] < 120)
    red[:, : SIGN_BOX[0]] = False
    rows, columns = np.nonzero(red)
    assert abs(columns.mean() - 876) < 8
    # Three letters under one another.
    assert np.ptp(rows) > 2.5 * np.ptp(columns)


def test_title_brand_and_invitation_stand_over_and_under_the_doll() -> None:
    empty = poster(SignWords("", "", "", ""))
    for words, rows in (
        (SignWords("", "", "", "", title="新春抽签"), (50, 165)),
        (SignWords("", "", "", "", brand="鹿眠 Lumo"), (150, 205)),
        (SignWords("", "", "", "", foot="Scan and draw yours"), (1310, 1372)),
    ):
        found = np.flatnonzero((poster(words) != empty).any(axis=(1, 2)))
        assert rows[0] <= found.min() <= found.max() <= rows[1]


@pytest.mark.parametrize("corner", ["top-left", "top-right"])
def test_a_long_title_leaves_room_for_the_widest_logo(
    corner: Literal["top-left", "top-right"],
) -> None:
    bare = poster(SignWords("", "", "", ""))
    written = poster(SignWords("", "", "", "", title="A happy and lucky New Year!!"))
    title = (written != bare).any(axis=2)
    logo = np.full((40, 400, 4), (0, 200, 0, 255), np.uint8)
    shown = (dress(bare, logo=logo, logo_corner=corner) != bare).any(axis=2)
    assert np.ptp(np.flatnonzero(title.any(axis=0))) > 400
    assert shown.any()
    assert not (title & shown).any()


def test_a_layer_of_another_size_is_refused() -> None:
    with pytest.raises(BadTemplate) as bad:
        poster(back=twofold(30, 40, (0, 0, 0, 0)))
    assert bad.value.code == "malformed"
