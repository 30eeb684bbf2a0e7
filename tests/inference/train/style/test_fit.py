"""Learning, where PyTorch is: `make train` has it, the tests' own environment need not."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inference import session
from inference.results import Floats, Pixels
from inference.tasks.stylize.canvas import CHANNELS, canvas
from inference.train.style.lessons import Lessons
from inference.train.style.photos import SIDE

torch = pytest.importorskip("torch", reason="PyTorch is only where networks are trained")


def _lessons() -> Lessons:
    """Views of random slopes; the painter inverts them."""
    rng = np.random.default_rng(0)
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    slopes = [rng.random(3) * 90 + 150 * (x * a + y * (1 - a))[..., None] for a in rng.random(3)]
    views: Pixels = np.stack(slopes).astype(np.uint8)
    brush = np.asarray([0.1, 0.5, 0.9], np.float32)
    told = [canvas(view, _even(size)) for view, size in zip(views, brush, strict=True)]
    return Lessons(views, 255 - views, np.stack(told).astype(np.float16), np.arange(3), brush)


def _even(size: float) -> Floats:
    return np.full((SIDE // 4, SIDE // 4), size, np.float32)


def _wrong(network: Any) -> float:
    """How far a painting is from the painter's, mean of 0 … 1."""
    shown = _lessons()
    brush = _even(shown.brush[1])
    inputs = (
        shown.views[1].transpose(2, 0, 1) / np.float32(255),
        brush[None],
        canvas(shown.views[1], brush),
    )
    with torch.no_grad():
        painted = network(*(torch.from_numpy(np.float32(value))[None] for value in inputs))
    return float(np.abs(painted[0].permute(1, 2, 0).numpy() - shown.paintings[1] / 255).mean())


def test_a_network_learns_what_it_is_shown_and_goes_on_where_it_was(tmp_path: Path) -> None:
    from inference.train.style.fit import fit

    said: list[str] = []
    before = fit(_lessons(), "strokes", 0, 2, 1, tmp_path / "none.pt", said.append)
    half = fit(_lessons(), "strokes", 100, 2, 1, tmp_path / "style.pt", said.append)
    after = fit(_lessons(), "strokes", 150, 2, 1, tmp_path / "style.pt", said.append)
    assert [line.split(":")[0] for line in said] == ["step 100", "step 150"]
    assert _wrong(before) > _wrong(half) > _wrong(after)
    assert _wrong(after) < 0.6 * _wrong(before)


def test_a_print_is_of_paper_and_inks_alone() -> None:
    from inference.train.style.network import PRINT, Network
    from inference.train.style.painters.woodcut import INKS, PAPER

    network = Network(PRINT)
    torch.nn.init.zeros_(network.fine.weight)
    given = (torch.rand((1, n, side, side)) for n, side in ((3, 16), (1, 4), (CHANNELS, 4)))
    picture, brush, marks = given
    for sure, colour in (((-9, -9), PAPER), ((9, -9), INKS[0]), ((-9, 9), INKS[1])):
        network.fine.bias.data = torch.tensor(sure, dtype=torch.float32).repeat_interleave(4)
        with torch.no_grad():
            sheet = network(picture, brush, marks)
        assert sheet[0, :, 5, 7].numpy() == pytest.approx(colour, abs=1e-4)


@pytest.mark.parametrize("ground", ["stones", "strokes", "print"])
def test_what_is_written_paints_as_what_was_learned(tmp_path: Path, ground: str) -> None:
    from inference.train.style.export import export
    from inference.train.style.network import Network

    torch.manual_seed(3)
    network = Network(ground)
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter, std=0.03)
    export(network, tmp_path / "style.onnx")
    rng = np.random.default_rng(1)
    brush = rng.random((24, 32), np.float32)
    inputs = {
        "picture": rng.random((1, 3, 96, 128), np.float32),
        "brush": brush[None, None],
        "canvas": rng.random((1, CHANNELS, 24, 32), np.float32),
    }
    written = session.run_own(tmp_path / "style.onnx", inputs)
    with torch.no_grad():
        learned = network(*(torch.from_numpy(value) for value in inputs.values()))
    assert np.abs(written - learned.clamp(0, 1).numpy()).max() < 1e-3
    assert (tmp_path / "style.onnx").stat().st_size < 1_000_000


def test_judges_tell_a_texture_from_an_even_place() -> None:
    from inference.train.style.features import JUDGES, Judge, gram

    even, dots = torch.full((1, 3, 64, 64), 0.5), torch.rand((1, 3, 64, 64))
    for name, places in JUDGES.items():
        judge = Judge(name, places)
        judge.learn_spread(dots)
        pairs = list(zip(judge.look(even), judge.look(dots), strict=True))
        assert len(pairs) == len(places)
        assert all((gram(one) - gram(other)).abs().max() > 0.1 for one, other in pairs)
