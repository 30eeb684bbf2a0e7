import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.tasks.fusion.warp import Part, part_around, sampled, spline_map

_CHANCE = np.random.default_rng(3)


def _points(count: int = 40) -> np.ndarray:
    return _CHANCE.uniform(10, 190, (count, 2)).astype(np.float32)


@given(st.floats(-20, 20), st.floats(-20, 20), st.floats(0.8, 1.2), st.floats(-0.2, 0.2))
def test_a_spline_through_a_straight_change_is_straight(
    x: float, y: float, scale: float, shear: float
) -> None:
    at = _points()
    matrix = np.array([[scale, shear], [-shear, scale]], np.float32)
    moved = at @ matrix.T + np.array([x, y], np.float32)
    part = Part(20, 30, 90, 70)
    found = spline_map(part, at, moved, 6)
    expected = np.array([20 + 45, 30 + 35], np.float32) @ matrix.T + np.array([x, y])
    assert found.shape == (70, 90, 2)
    assert np.abs(found[35, 45] - expected).max() < 0.1


def test_a_spline_goes_through_its_points() -> None:
    ticks = np.arange(20, 200, 30, dtype=np.float32)
    at = np.stack(np.meshgrid(ticks, ticks), -1).reshape(-1, 2)
    values = np.asarray(at + _CHANCE.normal(0, 2, at.shape), np.float32)
    found = spline_map(Part(0, 0, 220, 220), at, values, 4)
    there = found[at[:, 1].astype(int), at[:, 0].astype(int)]
    assert np.abs(there - values).max() < 0.6


def test_a_part_stays_within_the_picture_and_holds_its_points() -> None:
    points = np.array([[5, 8], [60, 40]], np.float32)
    part = part_around(points, 20, (50, 70))
    assert part == Part(0, 0, 70, 50)
    inner = part_around(points, 2, (50, 70))
    assert inner.within(part) == (slice(6, 43), slice(3, 63))
    assert np.allclose(inner.points(points)[0], [2, 2])


@pytest.mark.parametrize("how", [cv2.INTER_LINEAR, cv2.INTER_CUBIC])
def test_sampling_where_every_pixel_is_gives_the_picture(how: int) -> None:
    picture = _CHANCE.integers(0, 255, (30, 40, 3)).astype(np.uint8)
    grid = np.stack(np.meshgrid(np.arange(40), np.arange(30)), -1).astype(np.float32)
    assert np.array_equal(sampled(picture, grid, how), picture)
