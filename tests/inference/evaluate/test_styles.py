"""The measures of a style, on brushes whose truth is known."""

import csv
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from inference.__main__ import main
from inference.evaluate.index import BadIndex
from inference.evaluate.styles import scale, styles
from inference.results import Face, Pixels


def _noise(side: int, cell: float) -> Pixels:
    """Grey squares of `cell` px."""
    cells = np.random.default_rng(5).integers(0, 256, (side, side)).astype(np.uint8)
    at = (np.arange(side) / cell).astype(int)
    return np.repeat(cells[at][:, at][:, :, None], 3, axis=2)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    pixels = np.random.default_rng(1).integers(0, 256, (160, 200, 3)).astype(np.uint8)
    cv2.imwrite(str(tmp_path / "a.png"), cv2.blur(pixels, (9, 9)))
    (tmp_path / "b.png").write_bytes(b"no picture")
    with (tmp_path / "index.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["file"], ["a.png"], ["b.png"]])
    return tmp_path / "index.csv"


def _mosaic(pixels: Pixels, brush: float, _: Sequence[Face]) -> Pixels:
    painted = _noise(max(pixels.shape[:2]), 5 + 5.2 * brush)
    return painted[: pixels.shape[0], : pixels.shape[1]]


def _blur(pixels: Pixels, brush: float, faces: Sequence[Face]) -> Pixels:
    fine = _mosaic(pixels, 0.0, faces)
    return np.asarray(cv2.GaussianBlur(fine, (0, 0), 0.4 + 3 * brush), np.uint8)


def test_larger_squares_have_a_larger_scale() -> None:
    scales = [scale(_noise(128, cell)) for cell in (2, 4, 8)]
    assert scales == sorted(scales)
    assert scales[2] > 1.5 * scales[0]


def test_a_brush_that_paints_larger_passes(index: Path) -> None:
    score = styles(index, _mosaic)
    assert score.photos == 1
    assert [fault.file for fault in score.faults] == ["b.png"]
    assert score.rising == pytest.approx(1)
    assert score.growth > 1.25
    assert score.jump < 3
    assert score.sharp_bold >= score.sharp > 1.2


def test_a_lighter_print_counts_for_nothing(index: Path) -> None:
    def lighter(pixels: Pixels, brush: float, faces: Sequence[Face]) -> Pixels:
        squares = _mosaic(pixels, brush, faces) // 8
        return np.asarray(255 * np.sqrt(pixels / 255) * 0.85 + squares, np.uint8)

    def plain(pixels: Pixels, brush: float, faces: Sequence[Face]) -> Pixels:
        return np.asarray(pixels * 0.85 + _mosaic(pixels, brush, faces) // 8, np.uint8)

    assert styles(index, lighter).growth == pytest.approx(styles(index, plain).growth, rel=0.05)


def test_a_brush_that_only_blurs_is_found_out(index: Path) -> None:
    score = styles(index, _blur)
    assert score.growth > 1.25
    assert score.sharp < 1.1
    assert score.sharp_bold < 1.1


def test_a_brush_that_does_nothing_does_not_rise(index: Path) -> None:
    score = styles(index, lambda pixels, *_: _noise(200, 4)[:160])
    assert score.growth == pytest.approx(1)
    assert score.rising < 1


def test_a_grid_of_four_px_is_seen(index: Path) -> None:
    def gridded(pixels: Pixels, brush: float, faces: Sequence[Face]) -> Pixels:
        painted = _mosaic(pixels, brush, faces).copy()
        painted[::4] = painted[:, ::4] = 0
        return painted

    assert styles(index, _mosaic).grid < 0.35
    assert styles(index, gridded).grid > 0.6


def test_a_line_around_the_painting_is_seen(index: Path) -> None:
    def framed(pixels: Pixels, brush: float, faces: Sequence[Face]) -> Pixels:
        painted = np.array(cv2.GaussianBlur(_mosaic(pixels, brush, faces), (0, 0), 3), np.uint8)
        painted[:1] = 0
        return painted

    assert styles(index, framed).frame > 3


def test_a_line_that_the_photo_has_is_not_the_painting_s(index: Path) -> None:
    pixels = np.full((160, 200, 3), 120, np.uint8)
    pixels[20:-20, 20:-20] = 130
    pixels[:1] = pixels[-1:] = 0
    cv2.imwrite(str(index.parent / "a.png"), pixels)
    assert styles(index, lambda pixels, *_: pixels).frame == pytest.approx(1)


def test_photos_that_cannot_be_read_are_no_score(index: Path) -> None:
    (index.parent / "a.png").unlink()
    with pytest.raises(BadIndex, match="no photo could be read"):
        styles(index, _mosaic)


def test_the_command_asks_for_a_style(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "style", str(index)]) == 1
    assert capsys.readouterr().err.startswith("--style: expected one of")
