"""Words on a sign: Chinese stands in columns from the right, others in lines that fit."""

import numpy as np
import pytest

from inference.fonts import text_mask
from inference.tasks.doll.lettering import bold, columns, drawable, is_chinese, lines, verse


def ink(mask: np.ndarray, place: tuple[slice, slice]) -> float:
    return float(mask[place].sum())


@pytest.mark.parametrize(
    ("text", "chinese"),
    [("上上签", True), ("Great luck", False), ("A 上上签", True), ("", False), ("Luck 福", False)],
)
def test_what_is_mostly_han_is_chinese(text: str, chinese: bool) -> None:
    assert is_chinese(text) == chinese or not text


def test_a_verse_is_parted_at_its_marks() -> None:
    assert verse("一路花开，遇见的都是好消息。") == ["一路花开", "遇见的都是好消息"]
    assert verse("慢慢来") == ["慢慢来"]
    assert verse("，。") == []


def test_a_column_is_as_high_as_its_letters_and_the_first_stands_at_the_right() -> None:
    size = 40
    mask = columns(["春", "一路花开"], size, 1000)
    assert mask.shape[0] == round(4 * size * 1.12)
    right, left = mask[:, -size:], mask[:, :size]
    # The first part has one letter: nothing is under it.
    assert right[: size + 4].sum() > 0
    assert right[size + 6 :].sum() == 0
    assert left[3 * size :].sum() > 0


def test_a_part_that_is_too_tall_goes_on_in_the_next_column() -> None:
    one, two = columns(["春风得意"], 40, 400), columns(["春风得意"], 40, 100)
    assert one.shape[0] > 150 > two.shape[0]
    assert two.shape[1] > one.shape[1]
    assert two.sum() == pytest.approx(one.sum(), rel=0.02)


def test_marks_take_their_upright_forms_at_the_corner_of_their_square() -> None:
    size = 60
    mask = columns(["好，"], size, 1000)
    square = mask[round(size * 1.12) :]
    rows, cells = np.nonzero(square > 0.3)
    assert rows.mean() < 0.45 * size
    assert cells.mean() > 0.55 * size


def test_lines_are_no_wider_than_their_room_and_lose_no_word() -> None:
    text = "Before you knock, somebody is already holding the door."
    wide, narrow = lines(text, 30, 2000), lines(text, 30, 220)
    assert narrow.shape[1] <= 220 < wide.shape[1]
    assert narrow.shape[0] > 3 * wide.shape[0]
    assert narrow.sum() == pytest.approx(wide.sum(), rel=0.05)


def test_letters_without_a_glyph_are_left_out_and_all_others_stay() -> None:
    assert drawable("Hooray 🎉!") == "Hooray !"
    assert drawable("福★ é 上") == "福★ é 上"
    assert drawable("\U0001f9e7") == ""


def test_bold_letters_are_thicker() -> None:
    plain = text_mask("上", 60)
    heavy = bold(plain, 60)
    assert heavy.sum() > 1.2 * plain.sum()
    assert heavy.shape[0] > plain.shape[0]


def test_nothing_written_is_no_error() -> None:
    assert columns([], 30, 100).sum() == 0
    assert lines("", 30, 100).sum() == 0
