"""Trains the network that reads gestures: photos → points → three seeds → a few kilobytes."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from inference.results import Floats
from inference.tasks.gesture.network import SHAPES, Layers, Network, save, softmax
from inference.train.gesture_data import Samples, samples
from inference.train.gesture_fit import fit

_SEEDS = (1, 2, 3)
_FOLDS = 4
_SCALES = np.geomspace(0.3, 3, 60)
# "other" may be anything and is seen far more often than it is meant: its odds are cut to this.
_OTHER = 0.3


def train(data: Path, output: Path, tell: Callable[[str], None], cache: Path | None = None) -> None:
    """Learns from the photos under `data` and writes `output`.

    cache: an .npz in which the points are kept, so that the next run need not read the photos.
    """
    hands = _kept(cache) if cache and cache.is_file() else samples(data, tell)
    if cache and not cache.is_file():
        np.savez_compressed(cache, **{n: getattr(hands, n) for n in Samples.__slots__})
    scale = _calibrated(hands, tell)
    networks = [_modest(fit(hands, seed)) for seed in _SEEDS]
    output.parent.mkdir(parents=True, exist_ok=True)
    save(Network(networks, scale), output)
    tell(f"{output}: {output.stat().st_size / 1024:.0f} KB")


def _kept(cache: Path) -> Samples:
    with np.load(cache) as file:
        return Samples(*(file[name] for name in Samples.__slots__))


def _modest(layers: Layers) -> Layers:
    """The same network, less ready to say "other"."""
    *rest, (weights, biases) = layers.layers
    less = biases.copy()
    less[SHAPES.index("other")] += np.float32(np.log(_OTHER))
    return Layers([*rest, (weights, less)])


def _calibrated(hands: Samples, tell: Callable[[str], None]) -> float:
    """The scale of the logits that makes confidence true, by hands the network did not learn from.

    Folds keep groups together: no photo, and no session of one person, is on both sides.
    """
    folds = np.random.default_rng(0).permutation(hands.groups.max() + 1)[hands.groups] % _FOLDS
    logits = np.zeros((len(hands.labels), len(SHAPES)), np.float32)
    for fold in range(_FOLDS):
        network = Network([_modest(fit(hands[folds != fold], 0))], 1.0)
        unseen = folds == fold
        logits[unseen] = network.logits(hands.points[unseen], hands.world[unseen])
    right = logits.argmax(axis=1) == hands.labels
    for label, name in enumerate(SHAPES):
        tell(f"unseen groups, {name}: recall {right[hands.labels == label].mean():.3f}")
    losses = [_loss(logits * np.float32(scale), hands) for scale in _SCALES]
    return float(_SCALES[int(np.argmin(losses))])


def _loss(logits: Floats, hands: Samples) -> float:
    """Weighted mean of -log of the chance that was given to the truth."""
    chances = softmax(logits)[np.arange(len(hands.labels)), hands.labels]
    return float(np.average(-np.log(chances + 1e-9), weights=hands.weights))
