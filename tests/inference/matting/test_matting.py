"""The matting parts on pictures mixed from known sides, so that alpha is known."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.matting.band import band
from inference.matting.colours import own_colours
from inference.matting.guided import GuidedFilter
from inference.matting.refine import refine
from inference.matting.solve import solve
from inference.matting.spread import spread
from inference.results import Floats, Pixels

RED, BLUE = np.array([220.0, 60, 50]), np.array([40.0, 70, 200])


def _spiky() -> Floats:
    """(400, 400) alpha: a disc with hairs finer than any mask shows."""
    canvas = np.zeros((1600, 1600), np.uint8)
    cv2.circle(canvas, (800, 800), 440, 255, cv2.FILLED)
    for angle in np.linspace(0, 2 * np.pi, 60, endpoint=False):
        tip = (800 + 540 * np.cos(angle), 800 + 540 * np.sin(angle))
        cv2.line(canvas, (800, 800), (round(tip[0]), round(tip[1])), 255, 6)
    small = cv2.resize(canvas, (400, 400), interpolation=cv2.INTER_AREA)
    return np.asarray(small / np.float32(255), np.float32)


def _mixed(alpha: Floats) -> Pixels:
    noise = np.random.default_rng(0).normal(0, 4, (*alpha.shape, 3))
    pixels = alpha[..., None] * RED + (1 - alpha[..., None]) * BLUE + noise
    return np.asarray(np.clip(np.rint(pixels), 0, 255), np.uint8)


def _rough(alpha: Floats) -> Floats:
    """What a network would say: the hairs gone, the edge vague, half the size."""
    small = cv2.resize(alpha, (200, 200), interpolation=cv2.INTER_AREA)
    opened = cv2.morphologyEx(small, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    return np.asarray(cv2.GaussianBlur(opened, (0, 0), 4), np.float32)


def test_refining_brings_back_hairs_the_mask_lost() -> None:
    truth = _spiky()
    rough = _rough(truth)
    before = np.abs(cv2.resize(rough, (400, 400)) - truth).mean()
    after = np.abs(refine(_mixed(truth), rough, (), 8.0) - truth).mean()
    assert after < before / 2


def test_the_old_background_is_taken_out_of_mixed_pixels() -> None:
    truth = _spiky()
    pixels = _mixed(truth)
    half = (truth > 0.3) & (truth < 0.7)
    off = np.abs(own_colours(pixels, truth)[half] - RED).mean()
    assert off < np.abs(pixels[half] - RED).mean() / 3


def test_whole_pixels_keep_their_colours_to_the_last_bit() -> None:
    truth = _spiky()
    pixels = _mixed(truth)
    assert np.array_equal(own_colours(pixels, truth)[truth == 1], pixels[truth == 1])


@given(st.floats(0, 1))
def test_the_guided_filter_leaves_a_constant_alone(level: float) -> None:
    guide = np.random.default_rng(1).random((24, 31, 3), np.float32)
    values = np.full((24, 31), level, np.float32)
    assert np.allclose(GuidedFilter(guide, 3, 1e-3)(values), values, atol=1e-3)


def test_the_guided_filter_keeps_an_edge_the_guide_has() -> None:
    guide = np.zeros((40, 40, 3), np.float32)
    guide[:, 20:] = 0.8
    values = guide[..., 0] / np.float32(0.8)
    assert np.abs(GuidedFilter(guide, 4, 1e-4)(values) - values).max() < 0.02


def test_the_solution_follows_what_is_known_along_colours() -> None:
    guide = np.zeros((40, 40, 3), np.float32)
    guide[:, 20:] = 0.8
    trust = np.zeros((40, 40), np.float32)
    trust[:, [0, 39]] = 10
    known = np.zeros((40, 40), np.float32)
    known[:, 39] = 1
    start = np.full((40, 40), 0.5, np.float32)
    alpha = solve(GuidedFilter(guide, 4, 1e-4), known, trust, start, 60)
    assert alpha[:, :18].max() < 0.1
    assert alpha[:, 22:].min() > 0.9


@given(st.integers(0, 2**32 - 1))
def test_spread_colours_stay_within_those_they_come_from(seed: int) -> None:
    random = np.random.default_rng(seed)
    colours = random.random((37, 23, 3)).astype(np.float32)
    weight = (random.random((37, 23)) > 0.8).astype(np.float32)
    weight[5, 5] = 1
    result = spread(colours, weight)
    seen = colours[weight > 0]
    assert (result >= seen.min(axis=0) - 1e-3).all()
    assert (result <= seen.max(axis=0) + 1e-3).all()


@pytest.mark.parametrize("level", [0.0, 1.0])
def test_a_mask_without_an_edge_leaves_nothing_open(level: float) -> None:
    assert not band(np.full((50, 40), level, np.float32), 3.0, (), 1.0).open.any()
