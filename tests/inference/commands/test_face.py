import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from inference.__main__ import main
from tests.inference.photos import DATA, needs_photos

PORTRAIT = DATA / "faces" / "stock" / "001.jpg"

pytestmark = needs_photos


def _small(folder: Path) -> Path:
    """The portrait so small that the face is of some 40 px."""
    portrait = cv2.imread(str(PORTRAIT))
    assert portrait is not None
    path = folder / "small.png"
    cv2.imwrite(str(path), cv2.resize(portrait, (100, 100), interpolation=cv2.INTER_AREA))
    return path


def test_a_face_is_told_with_its_surface_turn_shape_and_quality(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["face", str(PORTRAIT), "--json"]) == 0
    ((photo,), (face,)) = (told := json.loads(capsys.readouterr().out), told[0]["faces"])
    assert np.shape(face["keypoints"]) == (6, 2)
    assert np.shape(face["mesh"]) == (478, 3)
    x0, y0, x1, y1 = face["box"]
    nose = face["mesh"][1]
    assert 0 <= x0 < nose[0] < x1 <= photo["width"]
    assert 0 <= y0 < nose[1] < y1 <= photo["height"]
    assert set(face["head_pose"]) == {"yaw", "pitch", "roll"}
    assert face["shape"]["length"] > 1
    assert face["quality"]["reasons"] == []
    assert face["presence"] > 0.9


def test_what_is_to_mend_is_told_in_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = _small(tmp_path)
    assert main(["face", str(PORTRAIT), str(small)]) == 0
    good, bad = capsys.readouterr().out.splitlines()
    assert good == f"{PORTRAIT}: good"
    assert bad == f"{small}: too_small"
