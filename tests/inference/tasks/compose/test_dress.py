"""What is laid over a finished picture, in which order, and what it leaves alone."""

import numpy as np
import pytest

import inference
from inference.results import AiLabel, Pixels, Rgba
from inference.tasks.compose.badges import Corner

GREEN, RED, BLUE = (20, 120, 60), (250, 10, 10), (10, 10, 250)


def wall() -> Pixels:
    return np.full((400, 300, 3), GREEN, np.uint8)


def border(width: int = 150, height: int = 200) -> Rgba:
    """Red all around, a tenth of the width wide, and a hole in the middle."""
    frame = np.full((height, width, 4), (*RED, 255), np.uint8)
    edge = width // 10
    frame[edge:-edge, edge:-edge, 3] = 0
    return frame


def logo() -> Rgba:
    return np.full((20, 60, 4), (*BLUE, 255), np.uint8)


def share(part: Pixels, colour: tuple[int, int, int]) -> float:
    return float(np.mean(np.abs(part.astype(int) - colour).max(axis=2) < 12))


def test_a_bare_picture_stays_as_it_is_and_is_a_copy() -> None:
    before = wall()
    made = inference.dress(before)
    assert np.array_equal(made, before)
    made[:] = 0
    assert np.array_equal(before, wall())


def test_a_picture_that_nobody_may_paint_on_can_be_dressed() -> None:
    kept = wall()
    kept.setflags(write=False)
    assert not np.array_equal(inference.dress(kept, frame=border()), kept)


def test_the_frame_is_stretched_to_the_picture() -> None:
    made = inference.dress(wall(), frame=border())
    assert share(made[:20], RED) == share(made[:, -20:], RED) == 1
    assert share(made[60:-60, 60:-60], GREEN) == 1


@pytest.mark.parametrize(
    ("corner", "rows", "columns"),
    [
        ("top-left", slice(0, 60), slice(0, 150)),
        ("top-right", slice(0, 60), slice(150, 300)),
        ("bottom-left", slice(340, 400), slice(0, 150)),
        ("bottom-right", slice(340, 400), slice(150, 300)),
    ],
)
def test_the_logo_is_in_its_corner_over_the_frame(
    corner: Corner, rows: slice, columns: slice
) -> None:
    made = inference.dress(wall(), frame=border(), logo=logo(), logo_corner=corner)
    assert share(made[rows, columns], BLUE) > 0.05
    made[rows, columns] = 0
    assert share(made, BLUE) == 0


def test_the_label_is_readable_at_the_lower_left_over_the_frame() -> None:
    label = AiLabel("Made with AI")
    bare, made = (inference.dress(wall(), frame=border(), label=each) for each in (None, label))
    changed = np.abs(made.astype(int) - bare).max(axis=2) > 0
    assert changed[340:, :150].sum() == changed.sum() > 500


def a_code() -> Rgba:
    """Ten modules a side, dark and light in turn, each one pixel."""
    code = np.full((10, 10, 4), 255, np.uint8)
    code[::2, ::2, :3] = code[1::2, 1::2, :3] = 0
    return code


def test_a_code_is_enlarged_by_whole_pixels_in_its_corner() -> None:
    made = inference.dress(wall(), code=a_code(), code_corner="top-right")
    changed = np.abs(made.astype(int) - wall()).max(axis=2) > 0
    rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
    part = made[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    times = part.shape[0] // 10
    assert part.shape == (10 * times, 10 * times, 3)
    assert np.array_equal(part[::times, ::times], a_code()[..., :3])
    assert set(np.unique(part)) == {0, 255}
    assert rows[-1] < 200 < 300 - columns[0] + 150


def test_the_label_makes_room_for_logo_and_code() -> None:
    label = AiLabel("Made with AI")
    marks = {"logo": logo(), "logo_corner": "bottom-left", "code": a_code()}
    bare, made = (inference.dress(wall(), label=each, **marks) for each in (None, label))  # type: ignore[arg-type]
    changed = np.abs(made.astype(int) - bare).max(axis=2) > 0
    assert changed[:60, :150].sum() == changed.sum() > 500


def test_the_label_wears_its_own_colours() -> None:
    large = np.repeat(np.repeat(wall(), 4, axis=0), 4, axis=1)
    made = inference.dress(large, label=AiLabel("AI", ink=BLUE, plate=RED))[-100:, :120].astype(int)
    assert ((made[..., 2] > 200) & (made[..., 0] < 60)).mean() > 0.01
    assert ((made[..., 0] > 200) & (made[..., 1] < 60)).mean() > 0.1


@pytest.mark.parametrize("part", ["frame", "logo", "code"])
def test_what_is_no_picture_is_the_operators_to_mend(part: str) -> None:
    with pytest.raises(inference.BadTemplate, match=part) as bad:
        inference.dress(wall(), **{part: wall()})  # type: ignore[arg-type]
    assert bad.value.code == "malformed"


def test_only_a_picture_can_be_dressed() -> None:
    with pytest.raises(inference.BadPhoto):
        inference.dress(np.zeros((5, 5), np.uint8))
