"""Fits the small network that reads a gesture from a hand's points, in plain numpy."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from inference.results import Floats
from inference.tasks.gesture.features import COUNT, features
from inference.tasks.gesture.network import SHAPES, Layers, softmax
from inference.train.gesture_data import Samples

_HIDDEN = (48, 24)
_BATCH = 256
_STEPS = 4000
_RATE = 3e-3
_DECAY = 2e-3
_DROPOUT = 0.1
# Share of the truth that is spread over all answers: labels are wrong now and then.
_SMOOTHING = 0.05
# How far hands are turned about the picture's axes (radians), and how much their points shake.
_TURN = 0.35
_SHAKE = 0.03


def fit(samples: Samples, seed: int) -> Layers:
    """One network. Samples are drawn in proportion to their weights, each time moved anew."""
    rng = np.random.default_rng(seed)
    chances = samples.weights / samples.weights.sum()
    mean, spread = _scales(samples)
    parameters = _start(rng)
    adam = _Adam(parameters)
    for step in range(_STEPS):
        batch = moved(samples[rng.choice(len(chances), _BATCH, p=chances)], rng)
        inputs = (features(batch.points, batch.world) - mean) / spread
        gradients = _gradients(parameters, inputs, batch.labels, rng)
        adam.step(gradients, _RATE * (1 + np.cos(np.pi * step / _STEPS)) / 2)
    weights, biases = parameters[0::2], parameters[1::2]
    # The network takes the features as they are: their scales go into its first layer.
    first = weights[0] / spread[:, None]
    layers = list(zip([first, *weights[1:]], [biases[0] - mean @ first, *biases[1:]], strict=True))
    return Layers(layers)


def moved(batch: Samples, rng: np.random.Generator) -> Samples:
    """The same gestures by other hands: turned in space, mirrored, their points shaken."""
    turns = _rotations(rng.normal(0, _TURN, (len(batch.labels), 3)))
    flips = np.where(rng.random(len(batch.labels)) < 0.5, -1, 1)
    turns[:, :, 0] *= flips[:, None]
    return replace(
        batch,
        points=_shaken(batch.points @ turns, rng),
        world=_shaken(batch.world @ turns, rng),
    )


def _shaken(points: Floats, rng: np.random.Generator) -> Floats:
    palm = np.linalg.norm(points[:, 9] - points[:, 0], axis=1)[:, None, None]
    shake = rng.normal(0, 1, points.shape) * rng.uniform(0, _SHAKE, (len(points), 1, 1))
    return np.asarray(points + shake * palm, np.float32)


def _rotations(angles: NDArray[np.float64]) -> Floats:
    """(n, 3, 3) about x, y, z in turn."""
    turns = np.broadcast_to(np.eye(3), (len(angles), 3, 3))
    for axis in range(3):
        a, b = [i for i in range(3) if i != axis]
        one = np.zeros((len(angles), 3, 3))
        one[:, axis, axis] = 1
        one[:, a, a] = one[:, b, b] = np.cos(angles[:, axis])
        one[:, a, b], one[:, b, a] = -np.sin(angles[:, axis]), np.sin(angles[:, axis])
        turns = turns @ one
    return turns.astype(np.float32)


def _scales(samples: Samples) -> tuple[Floats, Floats]:
    inputs = features(samples.points, samples.world)
    return inputs.mean(axis=0), inputs.std(axis=0) + np.float32(0.05)


def _start(rng: np.random.Generator) -> list[Floats]:
    """He's initial weights: weights, biases, weights, biases …"""
    sizes = (COUNT, *_HIDDEN, len(SHAPES))
    parameters: list[Floats] = []
    for rows, columns in pairwise(sizes):
        spread = np.sqrt(2 / rows)
        parameters.append(rng.normal(0, spread, (rows, columns)).astype(np.float32))
        parameters.append(np.zeros(columns, np.float32))
    return parameters


def _gradients(
    parameters: list[Floats], inputs: Floats, labels: NDArray[np.int64], rng: np.random.Generator
) -> list[Floats]:
    """Of the cross-entropy, by backward propagation."""
    seen = [inputs]
    for weights, biases in zip(parameters[:-2:2], parameters[1:-2:2], strict=True):
        active = np.maximum(seen[-1] @ weights + biases, 0)
        kept = rng.random(active.shape) > _DROPOUT
        seen.append(np.asarray(active * kept / (1 - _DROPOUT), np.float32))
    chances = softmax(seen[-1] @ parameters[-2] + parameters[-1])
    truth = np.full_like(chances, _SMOOTHING / len(SHAPES))
    truth[np.arange(len(labels)), labels] += 1 - _SMOOTHING
    back = np.asarray((chances - truth) / len(labels), np.float32)
    gradients: list[Floats] = []
    for layer in range(len(seen) - 1, -1, -1):
        gradients = [seen[layer].T @ back, back.sum(axis=0), *gradients]
        if layer:
            back = (back @ parameters[2 * layer].T) * (seen[layer] > 0) / (1 - _DROPOUT)
    return gradients


class _Adam:
    """After Kingma & Ba (2015), with decay apart from the gradient (Loshchilov & Hutter, 2019)."""

    def __init__(self, parameters: list[Floats]) -> None:
        self._parameters = parameters
        self._mean = [np.zeros_like(p) for p in parameters]
        self._square = [np.zeros_like(p) for p in parameters]
        self._steps = 0

    def step(self, gradients: list[Floats], rate: float) -> None:
        self._steps += 1
        for i, gradient in enumerate(gradients):
            self._mean[i] += 0.1 * (gradient - self._mean[i])
            self._square[i] += 0.001 * (gradient**2 - self._square[i])
            mean = self._mean[i] / (1 - 0.9**self._steps)
            root = np.sqrt(self._square[i] / (1 - 0.999**self._steps)) + 1e-8
            decay = _DECAY * self._parameters[i] if gradient.ndim == 2 else 0
            self._parameters[i] -= np.float32(rate) * (mean / root + decay)
