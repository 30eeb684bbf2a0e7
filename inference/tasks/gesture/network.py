"""Our own small network: which gesture the points of a hand make. Trained by inference/train."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from inference.results import Floats
from inference.tasks.gesture.features import features, mirrored

SHAPES = ("rock", "paper", "scissors", "other")
WEIGHTS = Path(__file__).parents[2] / "weights" / "gesture.npz"


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """One trained network: (weights, biases) a layer, the inputs' mean and spread folded in."""

    layers: Sequence[tuple[Floats, Floats]]

    def logits(self, inputs: Floats) -> Floats:
        """(n, len(SHAPES)) for features (n, COUNT)."""
        for weights, biases in self.layers[:-1]:
            inputs = np.maximum(inputs @ weights + biases, 0)
        weights, biases = self.layers[-1]
        return np.asarray(inputs @ weights + biases, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The networks of several seeds, and the scale that makes their mean a probability."""

    seeds: Sequence[Layers]
    scale: float

    def logits(self, points: Floats, world: Floats) -> Floats:
        """(n, len(SHAPES)) for n hands (n, 21, 3), left or right alike; softmax gives chances."""
        views = [features(points, world), features(mirrored(points), mirrored(world))]
        logits = np.mean([seed.logits(view) for seed in self.seeds for view in views], axis=0)
        return np.asarray(logits * self.scale, np.float32)


def softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)


def save(network: Network, path: Path) -> None:
    arrays = {
        f"{kind}_{seed}_{layer}": values.astype(np.float16)
        for seed, each in enumerate(network.seeds)
        for layer, pair in enumerate(each.layers)
        for kind, values in zip(("weights", "biases"), pair, strict=True)
    }
    np.savez_compressed(path, scale=np.float32(network.scale), **arrays)  # type: ignore[arg-type]


def load(path: Path) -> Network:
    with np.load(path) as file:
        depth = sum(name.startswith("weights_0_") for name in file.files)
        seeds = sum(name.startswith("weights_") for name in file.files) // depth
        return Network(
            [
                Layers(
                    [
                        (
                            file[f"weights_{seed}_{layer}"].astype(np.float32),
                            file[f"biases_{seed}_{layer}"].astype(np.float32),
                        )
                        for layer in range(depth)
                    ]
                )
                for seed in range(seeds)
            ],
            float(file["scale"]),
        )


@cache
def network() -> Network:
    """The committed weights."""
    return load(WEIGHTS)
