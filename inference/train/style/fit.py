"""Teaches a network to paint as a painter does."""

import math
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as f

from inference.tasks.stylize.canvas import canvas
from inference.train.style.features import JUDGES, Judge, gram, tensor
from inference.train.style.lessons import Lessons
from inference.train.style.network import STEP, Network
from inference.train.style.photos import SIDE

_CROP = 256
# Px at a crop's border where the network sees too little; nothing is asked of it there.
_MARGIN = 24
_RATE = 1.5e-3
_WARM = 100
# The share of the steps over which texture comes to count.
_PLAIN = 0.4
# What counts: colours by px and blurred twice, what judges see, and their texture.
_PIXEL, _FEATURES, _TEXTURE = 2.0, 0.2, 0.12
_KEEP_EVERY = 100


def fit(
    lessons: Lessons,
    ground: str,
    steps: int,
    seed: int,
    checkpoint: Path,
    tell: Callable[[str], None],
    start: Path | None = None,
) -> Network:
    """Learns for so many steps; goes on from `checkpoint` where there is one.

    ground: what paintings begin with, of GROUNDS. start: the checkpoint of another style to begin
    with, much nearer than nothing.
    """
    torch.manual_seed(seed)
    network = Network(ground)
    if start:
        network.load_state_dict(torch.load(start)["network"])
    network.to(memory_format=torch.channels_last)
    adam = torch.optim.Adam(network.parameters(), lr=_RATE, betas=(0.9, 0.99))
    first = 0
    if checkpoint.is_file():
        state = torch.load(checkpoint)
        network.load_state_dict(state["network"])
        adam.load_state_dict(state["adam"])
        first = state["step"]
    judges = _judges(lessons)
    losses: list[float] = []
    batches = _batches(lessons, seed + first)
    for step in range(first, steps):
        for group in adam.param_groups:
            group["lr"] = _rate(step, steps)
        view, brush, told, painting = next(batches)
        # Half floats where they are enough: half as long again is learned in the same time.
        with torch.autocast("cpu", torch.bfloat16):
            painted = network(view, brush, told)
        inside = np.s_[..., _MARGIN:-_MARGIN, _MARGIN:-_MARGIN]
        pair = painted.float()[inside], painting[inside]
        # Texture is easy to fake: first it is learned what belongs where.
        texture = _TEXTURE * min(1.0, step / (_PLAIN * steps))
        loss = _near(*pair) + _alike(*pair, judges[step % len(judges)], texture)
        adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        adam.step()
        losses.append(float(loss.detach()))
        if (step + 1) % _KEEP_EVERY == 0 or step + 1 == steps:
            _keep(checkpoint, network, adam, step + 1)
            tell(f"step {step + 1}: {np.mean(losses):.4f}")
            losses.clear()
    return network


def _keep(file: Path, network: Network, adam: torch.optim.Adam, step: int) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    state = {"network": network.state_dict(), "adam": adam.state_dict(), "step": step}
    torch.save(state, file.with_suffix(".part"))
    file.with_suffix(".part").replace(file)


def _rate(step: int, steps: int) -> float:
    """Up from nothing, then down a cosine."""
    return (
        _RATE * min(1, (step + 1) / _WARM) * (0.02 + 0.49 * (1 + math.cos(math.pi * step / steps)))
    )


def _judges(lessons: Lessons) -> list[Judge]:
    judges = [Judge(name, places) for name, places in JUDGES.items()]
    some = lessons.paintings[:: max(1, len(lessons.paintings) // 24)]
    for judge in judges:
        judge.learn_spread(tensor(some))
    return judges


def _batches(lessons: Lessons, seed: int) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """View, brush, canvas and painting of a random crop, for ever."""
    rng = np.random.default_rng(seed)
    cells = SIDE // STEP
    told: dict[int, np.ndarray] = {}
    while True:
        for index in rng.permutation(len(lessons.of)):
            if index not in told:
                brush = np.full((cells, cells), lessons.brush[index], np.float32)
                view = lessons.views[lessons.of[index]]
                told[index] = canvas(view, brush).astype(np.float16)
            y, x = rng.integers(0, (SIDE - _CROP) // STEP + 1, 2)
            cut = np.s_[y * STEP : y * STEP + _CROP, x * STEP : x * STEP + _CROP]
            small = np.s_[:, y : y + _CROP // STEP, x : x + _CROP // STEP]
            view = tensor(lessons.views[lessons.of[index]][cut][None])
            painting = tensor(lessons.paintings[index][cut][None])
            marks = torch.from_numpy(told[index][small].astype(np.float32))[None]
            brush = torch.full((1, 1, *marks.shape[2:]), float(lessons.brush[index]))
            yield view, brush, marks, painting


def _near(painted: Tensor, painting: Tensor) -> Tensor:
    """How far colours are off, by px and blurred twice."""
    loss = torch.zeros(())
    for size in (1, 2, 4):
        pair = [f.avg_pool2d(p, size) if size > 1 else p for p in (painted, painting)]
        loss = loss + _PIXEL / 3 * f.l1_loss(*pair)
    return loss


def _alike(painted: Tensor, painting: Tensor, judge: Judge, texture: float) -> Tensor:
    """How unlike each other a judge finds them: what is where, and how it is painted."""
    loss = torch.zeros(())
    with torch.no_grad():
        wanted = judge.look(painting)
    for got, want in zip(judge.look(painted), wanted, strict=True):
        loss = loss + _FEATURES * f.l1_loss(got, want) / len(wanted)
        middle = want.mean(dim=(2, 3), keepdim=True)
        wide = gram(want - middle)
        wrong = f.mse_loss(gram(got - middle), wide) / (wide.square().mean() + 1e-4)
        loss = loss + texture * (wrong + 1e-4).sqrt() / len(wanted)
    return loss
