import csv
from pathlib import Path

import cv2
import numpy as np
import pytest

from inference.results import Floats
from inference.tasks.stylize.canvas import canvas
from inference.tasks.stylize.grain import COARSEST, FINEST, reach
from inference.train.style import photos
from inference.train.style.lessons import lessons
from inference.train.style.photos import SIDE, SOURCES, Source, files, view, views
from tests.inference.photos import DATA, needs_photos


def _inverse(picture: Floats, reach: float) -> Floats:
    assert FINEST <= reach <= COARSEST
    return 1 - picture


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four photos, one of which may not be used."""
    rows = []
    for index, licence in enumerate(["CC0", "CC0", "all rights reserved", "CC0"]):
        pixels = np.random.default_rng(index).integers(0, 256, (240, 300, 3)).astype(np.uint8)
        cv2.imwrite(str(tmp_path / f"{index}.png"), pixels)
        rows.append([f"{index}.png", licence])
    with (tmp_path / "index.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["file", "licence"], *rows])
    monkeypatch.setattr(photos, "SOURCES", (Source("", "CC0", (1.0, 1.5), held_out=3),))
    return tmp_path


def test_only_photos_that_may_be_used_are_and_some_are_held_out(data: Path) -> None:
    source = photos.SOURCES[0]
    assert [path.name for path in files(data, source)] == ["0.png", "1.png", "3.png"]
    seen = list(views(data, np.random.default_rng(0)))
    assert len(seen) == 4
    assert {each.shape for each in seen} == {(SIDE, SIDE, 3)}


def test_every_view_is_painted_with_brushes_of_the_whole_range(data: Path) -> None:
    made = lessons(data, _inverse, 1, 3, lambda _: None)
    assert made.of.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert (np.floor(made.brush.reshape(-1, 3) * 3) == [0, 1, 2]).all()
    assert np.array_equal(made.paintings, 255 - made.views[made.of])
    assert reach(made.brush).min() >= FINEST


def test_the_canvas_of_every_painting_is_told(data: Path) -> None:
    made = lessons(data, _inverse, 1, 2, lambda _: None)
    brush = np.full((SIDE // 4, SIDE // 4), made.brush[3], np.float32)
    assert np.array_equal(made.told[3], canvas(made.views[1], brush).astype(np.float16))


def test_the_same_seed_gives_the_same_lessons(data: Path) -> None:
    one, other, third = (
        lessons(data, _inverse, seed, 2, lambda _: None).paintings for seed in (4, 4, 5)
    )
    assert np.array_equal(one, other)
    assert not np.array_equal(one, third)


def test_a_view_of_a_small_photo_is_enlarged() -> None:
    assert view(np.zeros((50, 20, 3), np.float32), 1.0, np.random.default_rng(0)).shape[0] == SIDE


@needs_photos
def test_the_photos_are_free_for_any_use() -> None:
    for source in SOURCES:
        found = files(DATA, source)
        assert found
        assert all(path.is_file() for path in found)
        assert source.licence in {"CC0 (README.md)", "CC0 1.0", "unrestricted (Kodak)"}
