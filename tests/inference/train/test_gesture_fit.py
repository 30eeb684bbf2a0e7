import numpy as np
import pytest

from inference.tasks.gesture.network import SHAPES, Network
from inference.train import gesture_fit
from inference.train.gesture_data import Samples, join
from inference.train.gesture_fit import fit, moved
from tests.inference.tasks.gesture.test_features import HAND


def _bent(fingers: tuple[int, ...]) -> np.ndarray:
    """The open hand with some fingers' tips back at their roots."""
    hand = HAND.copy()
    for finger in fingers:
        root = 4 * finger + 1
        hand[root + 2 : root + 4] = hand[root] + (5, 10, -20)
    return hand


def _samples(count: int) -> Samples:
    rng = np.random.default_rng(0)
    kinds = [_bent((0, 1, 2, 3, 4)), _bent(()), _bent((0, 3, 4)), _bent((2, 3))]
    labels = np.arange(count) % len(kinds)
    points = np.stack([kinds[label] for label in labels]) + rng.normal(0, 4, (count, 21, 3))
    image = np.asarray(points, np.float32)
    world = np.asarray(points / 1000, np.float32)
    return Samples(image, world, labels, np.ones(count, np.float32), np.arange(count))


def test_the_network_learns_gestures_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gesture_fit, "_STEPS", 150)
    network = Network([fit(_samples(200), seed=0)], 1.0)
    unseen = moved(_samples(80), np.random.default_rng(7))
    found = network.logits(unseen.points, unseen.world).argmax(axis=1)
    assert (found == unseen.labels).mean() > 0.95


def test_the_same_seed_gives_the_same_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gesture_fit, "_STEPS", 5)
    first, second = (fit(_samples(40), seed=3).layers for _ in range(2))
    assert all(
        np.array_equal(a, b)
        for x, y in zip(first, second, strict=True)
        for a, b in zip(x, y, strict=True)
    )


def test_a_moved_hand_keeps_its_size_and_label() -> None:
    before = _samples(60)
    after = moved(before, np.random.default_rng(1))
    size = [
        np.linalg.norm(each.points[:, 9] - each.points[:, 0], axis=1) for each in (before, after)
    ]
    assert size[1] == pytest.approx(size[0], rel=0.25)
    assert np.array_equal(after.labels, before.labels)


def test_gradients_are_those_of_the_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gesture_fit, "_DROPOUT", 0.0)
    monkeypatch.setattr(gesture_fit, "_SMOOTHING", 0.0)
    rng = np.random.default_rng(0)
    parameters = [p.astype(np.float64) for p in gesture_fit._start(rng)]
    inputs, labels = rng.normal(0, 1, (6, parameters[0].shape[0])), np.array([0, 1, 2, 3, 0, 1])

    def loss() -> float:
        hidden = inputs
        for weights, biases in zip(parameters[:-2:2], parameters[1:-2:2], strict=True):
            hidden = np.maximum(hidden @ weights + biases, 0)
        logits = hidden @ parameters[-2] + parameters[-1]
        given = logits[np.arange(6), labels] - np.log(np.exp(logits).sum(axis=1))
        return float(-given.mean())

    gradients = gesture_fit._gradients(parameters, inputs, labels, rng)  # type: ignore[arg-type]
    for values, gradient in zip(parameters, gradients, strict=True):
        at = np.unravel_index(np.abs(gradient).argmax(), gradient.shape)
        values[at] += 1e-3
        more = loss()
        values[at] -= 2e-3
        less = loss()
        values[at] += 1e-3
        assert (more - less) / 2e-3 == pytest.approx(float(gradient[at]), rel=0.05, abs=1e-3)


def test_joined_sources_keep_their_groups_apart() -> None:
    both = join([_samples(8), _samples(4)])
    assert len(both.labels) == 12
    assert len(set(both.groups.tolist())) == 12
    assert set(both.labels.tolist()) == set(range(len(SHAPES)))
