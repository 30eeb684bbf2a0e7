from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from inference.bench import clips


def a_photo(path: Path, width: int, height: int) -> Path:
    cv2.imwrite(str(path), np.full((height, width, 3), (10, 200, 30), np.uint8))
    return path


def test_a_clip_is_720p_and_shows_the_whole_photo_amid_grey(tmp_path: Path) -> None:
    clip = clips.clip(a_photo(tmp_path / "tall.png", 300, 600))
    assert clip.frames.shape == (clips.FRAMES, 720, 1280, 3)
    shown = (clip.frames[0] != 128).any(axis=(0, 2))
    assert shown.sum() == 360
    assert list(clip.frames[0, 360, 640]) == [30, 200, 10]


def test_no_two_frames_of_a_clip_are_alike() -> None:
    frames = clips.clip(clips.SCENE).frames
    for before, after in pairwise(frames):
        assert (before != after).any()


def test_a_folder_gives_a_few_of_its_photos_evenly_and_no_masks(tmp_path: Path) -> None:
    for i in range(60):
        a_photo(tmp_path / f"{i:02}.png", 100, 100)
    a_photo(tmp_path / "30_mask.png", 100, 100)
    (tmp_path / "index.csv").write_text("image")
    chosen = [path.name for path in clips.photos([tmp_path])]
    assert len(chosen) == 12
    assert chosen[:3] == ["00.png", "05.png", "10.png"]
    assert not any("mask" in name for name in chosen)


def test_folders_take_turns(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        for i in range(2):
            a_photo(tmp_path / name / f"{name}{i}.png", 100, 100)
    chosen = clips.photos([tmp_path / "a", tmp_path / "b"])
    assert [path.stem for path in chosen] == ["a0", "b0", "a1", "b1"]


def test_a_file_that_is_no_photo_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_text("not a photo")
    a_photo(tmp_path / "b.png", 200, 200)
    assert [clip.name for clip in clips.clips(clips.photos([tmp_path]))] == ["b.png"]


def test_the_usual_photos_are_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hands" / "hagrid").mkdir(parents=True)
    monkeypatch.setenv("MARQUEE_DATA", str(tmp_path))
    assert clips.usual_folders() == [tmp_path / "hands" / "hagrid"]
