import math
from dataclasses import replace

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from inference.geometry import Window, whole

places = st.floats(-500, 1500)
sizes = st.floats(4, 900)
windows = st.builds(Window, places, places, sizes, sizes, st.floats(-math.pi, math.pi))


@given(windows, st.tuples(st.integers(8, 256), st.integers(8, 256)))
def test_crop_pixels_and_fractions_lead_to_the_same_place(
    window: Window, size: tuple[int, int]
) -> None:
    corner = np.array([3.0, 5.0])
    by_matrix = window.matrix(size) @ np.array([*corner, 1.0]) + 0.5
    fraction = ((corner + 0.5) / size[::-1]).astype(np.float32)
    assert np.allclose(window.to_picture(fraction[None])[0], by_matrix, atol=0.02)


@given(windows, st.tuples(places, places))
def test_from_the_picture_and_back_leads_to_the_same_place(
    window: Window, place: tuple[float, float]
) -> None:
    points = np.array([place], np.float32)
    there = window.from_picture(points)
    assert np.allclose(window.to_picture(there), points, atol=0.05)


@given(windows, st.floats(0.1, 4), st.floats(0.1, 4))
def test_a_scaled_window_has_a_scaled_centre_and_size(
    window: Window, across: float, down: float
) -> None:
    scaled = window.scaled(across, down)
    assert math.isclose(scaled.x, window.x * across)
    assert math.isclose(scaled.height, window.height * down)


@given(st.integers(1, 40), st.integers(1, 40), st.floats(0.25, 4))
def test_the_whole_window_holds_the_picture_in_its_aspect(h: int, w: int, aspect: float) -> None:
    window = whole(np.zeros((h, w, 3), np.uint8), aspect)
    assert window.width >= w
    assert window.height >= h
    assert math.isclose(window.width / window.height, aspect, rel_tol=1e-6)


def test_looking_at_the_whole_in_its_own_size_changes_nothing() -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (32, 48, 3)).astype(np.uint8)
    assert np.array_equal(Window(24, 16, 48, 32).look(pixels, (32, 48)), pixels)


def test_shrinking_averages_instead_of_skipping() -> None:
    stripes = np.zeros((64, 64, 3), np.uint8)
    stripes[:, ::2] = 200
    small = Window(32, 32, 64, 64).look(stripes, (8, 8))
    assert np.abs(small.astype(int) - 100).max() <= 1


@given(st.floats(40, 360), st.floats(40, 360), st.floats(16, 70), st.booleans())
def test_a_look_is_not_changed_by_what_lies_elsewhere(
    x: float, y: float, side: float, quick: bool
) -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (400, 400, 3)).astype(np.uint8)
    window = Window(x, y, side, side, 0.3)
    masked = np.zeros_like(pixels)
    reach = side + 10
    rows, columns = (slice(max(int(n - reach), 0), int(n + reach)) for n in (y, x))
    masked[rows, columns] = pixels[rows, columns]
    seen, seen_masked = (window.look(each, (8, 8), quick=quick) for each in (pixels, masked))
    assert np.array_equal(seen, seen_masked)


@given(windows)
def test_any_window_of_any_place_can_be_looked_through(window: Window) -> None:
    pixels = np.full((90, 70, 3), 255, np.uint8)
    for quick in (False, True):
        assert window.look(pixels, (5, 7), quick=quick).shape == (5, 7, 3)
    for each in (window, replace(window, angle=0.0)):
        assert each.skim(pixels, (5, 7)).shape == (5, 7, 3)


@given(
    st.floats(100, 300), st.floats(100, 300), st.floats(20, 130), st.floats(-3, 3), st.booleans()
)
def test_the_middle_of_a_look_is_the_middle_of_the_window(
    x: float, y: float, side: float, angle: float, quick: bool
) -> None:
    rows, columns = np.mgrid[0:400, 0:400]
    slope = np.repeat(((rows + columns) / 4)[..., None], 3, axis=2).astype(np.uint8)
    middle = Window(x, y, side, side, angle).look(slope, (9, 9), quick=quick)[4, 4, 0]
    assert abs(float(middle) - (x + y - 1) / 4) < 1.5


def test_what_lies_outside_the_picture_is_black() -> None:
    pixels = np.full((20, 20, 3), 255, np.uint8)
    crop = Window(-50, -50, 20, 20).look(pixels, (10, 10))
    assert not crop.any()


@given(st.floats(0, 400), st.floats(0, 400), st.floats(40, 300), st.floats(0.5, 2))
def test_skimming_shows_what_a_careful_look_does(
    x: float, y: float, side: float, aspect: float
) -> None:
    """As far as the picture reaches: beyond it, and within a cell of its edge, both are black."""
    rows, columns = np.mgrid[0:400, 0:400] / 400
    waves = 100 + 60 * np.sin(2 * columns) + 60 * np.sin(3 * rows)
    pixels = np.repeat(np.rint(waves)[..., None], 3, axis=2).astype(np.uint8)
    window = Window(x, y, side * aspect, side)
    careful, quick = (see(pixels, (12, 16)).astype(int) for see in (window.look, window.skim))
    held = window.skim(np.full_like(pixels, 255), (12, 16)) == 255
    inside = _inner(held.all(axis=2))
    assert np.abs(quick - careful)[inside].max(initial=0) <= 3


def _inner(flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Those whose neighbours are set as well."""
    return cv2.erode(flags.astype(np.uint8), np.ones((3, 3), np.uint8), borderValue=0) > 0


def test_skimming_averages_what_it_does_not_pass_over() -> None:
    """Of noise a quarter of the strength is left of four by four samples a cell."""
    noise = np.random.default_rng(0).integers(0, 256, (720, 1280, 3)).astype(np.uint8)
    seen = Window(640, 360, 1280, 720).skim(noise, (96, 171))
    assert seen.std() < noise.std() / 3
