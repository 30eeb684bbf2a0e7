import numpy as np
import pytest

from inference.tasks.fusion.blend import join

_CHANCE = np.random.default_rng(5)


def _noise() -> np.ndarray:
    return _CHANCE.uniform(0, 100, (90, 117, 3)).astype(np.float32)


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_a_mask_of_one_kind_gives_one_picture(value: float) -> None:
    front, back = _noise(), _noise()
    mask = np.full((90, 117), value, np.float32)
    assert np.allclose(join(front, back, mask), front if value else back, atol=0.01)


def test_a_hard_edge_between_two_tones_becomes_a_slope() -> None:
    front, back = np.full((128, 128, 3), 80, np.float32), np.full((128, 128, 3), 20, np.float32)
    mask = np.zeros((128, 128), np.float32)
    mask[:, 64:] = 1
    joined = join(front, back, mask)[64, :, 0]
    assert joined[-1] > 78
    assert joined[0] < 22
    assert np.abs(np.diff(joined)).max() < 10


def test_the_finest_pattern_does_not_bleed_over_the_edge() -> None:
    front = np.zeros((128, 128, 3), np.float32)
    front[::2] = 40
    mask = np.zeros((128, 128), np.float32)
    mask[:, 64:] = 1
    joined = join(front, np.full_like(front, 20), mask)
    assert np.abs(np.diff(joined[:, 40, 0])).max() < 1


def test_nothing_reaches_further_over_the_edge_than_is_near() -> None:
    front, back = np.full((128, 128, 3), 80, np.float32), np.full((128, 128, 3), 20, np.float32)
    mask = np.zeros((128, 128), np.float32)
    mask[:, 64:] = 1
    near = np.zeros((128, 128), np.float32)
    near[:] = np.clip(np.arange(128) / 16 - 3, 0, 1)
    joined = join(front, back, mask, near)[64, :, 0]
    assert np.array_equal(joined[:49], back[64, :49, 0])
    assert join(front, back, mask)[64, 48, 0] > 21
    assert joined[60] > 30
