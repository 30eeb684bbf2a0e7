from pathlib import Path

import numpy as np
import onnx

from inference import session
from inference.bench.styles import styles, write_johnson
from inference.catalog import STYLES


def test_the_network_beside_ours_is_the_one_of_the_paper(tmp_path: Path) -> None:
    write_johnson(tmp_path / "johnson.onnx")
    model = onnx.load(str(tmp_path / "johnson.onnx"))
    count = sum(int(np.prod(weight.dims)) for weight in model.graph.initializer)
    assert 1.66e6 < count < 1.70e6
    picture = np.zeros((1, 3, 32, 48), np.float32)
    painted = session.run_own(tmp_path / "johnson.onnx", {"picture": picture})
    assert painted.shape == picture.shape


def test_every_style_is_far_quicker() -> None:
    rows = styles(rounds=1, side=256)
    assert [row.name for row in rows] == [f"style_{name}" for name in STYLES]
    assert all(row.ratio and row.ratio < 0.3 for row in rows)
