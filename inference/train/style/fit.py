"""Teaches a network to paint as a painter does."""

import math
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as f

from inference.train.style.features import JUDGES, Judge, gram, tensor
from inference.train.style.lessons import Lessons
from inference.train.style.network import STEP, Network
from inference.train.style.photos import SIDE

_CROP = 256
# Px at a crop's border where the network sees too little; nothing is asked of it there.
_MARGIN = 24
_RATE = 2e-3
_WARM = 100
# The share of the steps over which texture comes to count.
_PLAIN = 0.4
# What counts: colours by px and blurred twice, what judges see, and their texture.
_PIXEL, _FEATURES, _TEXTURE = 2.0, 0.2, 0.12
# What a grid counts.
_GRID = 4.0
_KEEP_EVERY = 100


def fit(
    lessons: Lessons,
    ground: str,
    steps: int,
    batch: int,
    seed: int,
    checkpoint: Path,
    tell: Callable[[str], None],
) -> Network:
    """Learns for so many steps of `batch` views; goes on from `checkpoint` where there is one.

    ground: what paintings begin with, of GROUNDS, or PRINT. On a GPU where there is one: there it
    takes minutes, else most of an hour. The network returned is on the CPU.
    """
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(seed)
    network = Network(ground)
    network.to(device, memory_format=torch.channels_last)
    adam = torch.optim.Adam(network.parameters(), lr=_RATE, betas=(0.9, 0.99))
    first = 0
    if checkpoint.is_file():
        state = torch.load(checkpoint, map_location=device)
        network.load_state_dict(state["network"])
        adam.load_state_dict(state["adam"])
        first = state["step"]
    judges = _judges(lessons, device)
    losses: list[Tensor] = []
    batches = _batches(lessons, batch, seed + first, device)
    for step in range(first, steps):
        for group in adam.param_groups:
            group["lr"] = _rate(step, steps)
        view, brush, told, painting = next(batches)
        # Half floats where they are enough: half as long again is learned in the same time.
        with torch.autocast(device, torch.bfloat16):
            painted = network(view, brush, told)
        inside = np.s_[..., _MARGIN:-_MARGIN, _MARGIN:-_MARGIN]
        pair = painted.float()[inside], painting[inside]
        # Texture is easy to fake: first it is learned what belongs where.
        texture = _TEXTURE * min(1.0, step / (_PLAIN * steps))
        loss = _near(*pair) + _even(*pair) + _alike(*pair, judges[step % len(judges)], texture)
        adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        adam.step()
        losses.append(loss.detach())
        if (step + 1) % _KEEP_EVERY == 0 or step + 1 == steps:
            _keep(checkpoint, network, adam, step + 1)
            tell(f"step {step + 1}: {torch.stack(losses).mean():.4f}")
            losses.clear()
    network.cpu()
    return network


def _keep(file: Path, network: Network, adam: torch.optim.Adam, step: int) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    state = {"network": network.state_dict(), "adam": adam.state_dict(), "step": step}
    torch.save(state, file.with_suffix(".part"))
    file.with_suffix(".part").replace(file)


def _rate(step: int, steps: int) -> float:
    """Up from nothing, then down a cosine."""
    fallen = 0.02 + 0.49 * (1 + math.cos(math.pi * step / steps))
    return _RATE * min(1, (step + 1) / _WARM) * fallen


def _judges(lessons: Lessons, device: str) -> list[Judge]:
    judges = [Judge(name, places, device) for name, places in JUDGES.items()]
    some = tensor(lessons.paintings[:: max(1, len(lessons.paintings) // 24)]).to(device)
    for judge in judges:
        judge.learn_spread(some)
    return judges


def _batches(
    lessons: Lessons, batch: int, seed: int, device: str
) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """Views, brushes, canvases and paintings of random crops, for ever."""
    rng = np.random.default_rng(seed)
    views, paintings, told = (
        torch.from_numpy(values).to(device)
        for values in (lessons.views, lessons.paintings, lessons.told)
    )
    left: list[int] = []
    crop, cells = _CROP, _CROP // STEP
    while True:
        while len(left) < batch:
            left += rng.permutation(len(lessons.of)).tolist()
        chosen, left = left[:batch], left[batch:]
        at = rng.integers(0, (SIDE - _CROP) // STEP + 1, (batch, 2)).tolist()
        cuts = [np.s_[y * STEP : y * STEP + crop, x * STEP : x * STEP + crop] for y, x in at]
        yield (
            _planes([views[lessons.of[n]][cut] for n, cut in zip(chosen, cuts, strict=True)]),
            torch.from_numpy(lessons.brush[chosen]).to(device)[:, None, None, None]
            * torch.ones((1, 1, cells, cells), device=device),
            torch.stack(
                [
                    told[n][:, y : y + cells, x : x + cells]
                    for n, (y, x) in zip(chosen, at, strict=True)
                ]
            ).float(),
            _planes([paintings[n][cut] for n, cut in zip(chosen, cuts, strict=True)]),
        )


def _planes(crops: list[Tensor]) -> Tensor:
    """(H, W, 3), 0 … 255 each → (n, 3, H, W), 0 … 1."""
    return torch.stack(crops).permute(0, 3, 1, 2).contiguous() / 255


def _near(painted: Tensor, painting: Tensor) -> Tensor:
    """How far colours are off, by px and blurred twice."""
    loss = torch.zeros((), device=painted.device)
    for size in (1, 2, 4):
        pair = [f.avg_pool2d(p, size) if size > 1 else p for p in (painted, painting)]
        loss = loss + _PIXEL / 3 * f.l1_loss(*pair)
    return loss


def _even(painted: Tensor, painting: Tensor) -> Tensor:
    """How much more change there is at one place of the network's squares than in the painting."""
    loss = torch.zeros((), device=painted.device)
    for axis in (2, 3):
        got, want = (p.diff(dim=axis).abs().mean(dim=(0, 1, 5 - axis)) for p in (painted, painting))
        whole = len(got) // STEP * STEP
        off = (got - want)[:whole].reshape(-1, STEP).mean(dim=0)
        loss = loss + _GRID * off.abs().sum()
    return loss


def _alike(painted: Tensor, painting: Tensor, judge: Judge, texture: float) -> Tensor:
    """How unlike each other a judge finds them: what is where, and how it is painted."""
    loss = torch.zeros((), device=painted.device)
    with torch.no_grad():
        wanted = judge.look(painting)
    for got, want in zip(judge.look(painted), wanted, strict=True):
        loss = loss + _FEATURES * f.l1_loss(got, want) / len(wanted)
        middle = want.mean(dim=(2, 3), keepdim=True)
        wide = gram(want - middle)
        wrong = (gram(got - middle) - wide).square().mean(dim=(1, 2))
        wrong = wrong / (wide.square().mean(dim=(1, 2)) + 1e-4)
        loss = loss + texture * (wrong + 1e-4).sqrt().mean() / len(wanted)
    return loss
