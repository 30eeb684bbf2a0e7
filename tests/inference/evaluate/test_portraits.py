import csv
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.evaluate.portraits import PortraitScore, outline_distance, overlap, portraits
from inference.tasks.portrait import Who
from tests.inference.photos import DATA, needs_photos


def _square(x: int) -> np.ndarray:
    flags = np.zeros((100, 100), bool)
    flags[30:70, x : x + 40] = True
    return flags


@given(st.integers(0, 60), st.integers(0, 60))
def test_overlap_is_symmetrical_and_whole_only_for_the_same(a: int, b: int) -> None:
    assert overlap(_square(a), _square(b)) == overlap(_square(b), _square(a))
    assert (overlap(_square(a), _square(b)) == 1) == (a == b)


def test_a_shift_shows_in_the_outline() -> None:
    assert outline_distance(_square(10), _square(10)) == 0
    assert (
        0 < outline_distance(_square(10), _square(12)) < outline_distance(_square(10), _square(20))
    )


def test_an_empty_answer_is_as_far_off_as_can_be() -> None:
    empty = np.zeros((100, 100), bool)
    assert outline_distance(_square(10), empty) == 100
    assert outline_distance(empty, empty) == 0


def test_the_truth_scores_one(tmp_path: Path) -> None:
    mask = _square(20).astype(np.uint8) * 255
    cv2.imwrite(str(tmp_path / "a.png"), np.dstack([mask] * 3))
    cv2.imwrite(str(tmp_path / "a_mask.png"), mask)
    with (tmp_path / "index.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["image", "mask"], ["a.png", "a_mask.png"]])
    score = portraits(tmp_path / "index.csv", lambda photo: photo[..., 0] > 127)
    assert (score.photos, score.miou, score.fg_iou, score.boundary_error) == (1, 1.0, 1.0, 0.0)


def _score(index: Path, *, fine: bool = True, who: Who = "subjects") -> PortraitScore:
    from inference import cut_out

    return portraits(index, lambda photo: cut_out(photo, fine=fine, who=who).alpha > 0.5)


@needs_photos
@pytest.mark.parametrize(("fine", "least"), [(True, 0.965), (False, 0.955)])
def test_full_bodies_are_cut_out_better_than_by_the_bare_network(
    *, fine: bool, least: float
) -> None:
    score = _score(DATA / "portraits" / "fullbody" / "index.csv", fine=fine)
    assert score.miou is not None
    assert score.miou >= least


@needs_photos
def test_small_people_and_crowds_are_cut_out_far_better_where_everyone_is_looked_for(
    tmp_path: Path,
) -> None:
    """Of the truth the masks are in the folder; the columns are named for portraits."""
    folder = DATA / "poses"
    photos = sorted(folder.glob("*.jpg"))[::3]
    masks = [photo.with_name(f"{photo.stem}_personmask.png") for photo in photos]
    index = tmp_path / "index.csv"
    pairs = [f"{photo},{mask}" for photo, mask in zip(photos, masks, strict=True)]
    index.write_text("\n".join(["image,mask", *pairs]))
    auto, subjects = _score(index, who="auto").fg_iou, _score(index).fg_iou
    assert auto is not None
    assert subjects is not None
    assert auto >= 0.5
    assert auto >= subjects + 0.08


def test_a_mask_that_is_missing_or_broken_is_named_and_counted(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), np.zeros((100, 100, 3), np.uint8))
    (tmp_path / "broken.png").write_text("no picture")
    (tmp_path / "empty.png").touch()
    masks = ["gone.png", "broken.png", "empty.png"]
    index = tmp_path / "index.csv"
    index.write_text("\n".join(["image,mask", *(f"a.png,{mask}" for mask in masks)]))
    score = portraits(index, lambda photo: photo[..., 0] > 127)
    assert (score.photos, score.miou, score.unmeasured) == (0, None, 3)
    assert [fault.file for fault in score.faults] == masks
