import json

import numpy as np
import pytest

from inference.__main__ import main
from tests.inference.photos import DATA, needs_photos

STREET = DATA / "portraits" / "fullbody" / "0009.jpg"
NOSE, LEFT_ANKLE = 0, 27

pytestmark = needs_photos


def test_a_body_is_told_in_pixels_of_the_photo(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pose", str(STREET), "--json"]) == 0
    (photo,) = json.loads(capsys.readouterr().out)
    (pose,) = photo["poses"]
    assert np.shape(pose["landmarks"]) == np.shape(pose["world"]) == (33, 3)
    assert np.shape(pose["visibility"]) == (33,)
    head, foot = (pose["landmarks"][point] for point in (NOSE, LEFT_ANKLE))
    assert 0 < head[1] < foot[1] < photo["height"]
    assert 0 < head[0] < photo["width"]
    assert pose["presence"] > 0.5


def test_no_more_bodies_are_told_than_were_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    crowd = DATA / "poses" / "000000000790.jpg"
    counts = []
    for most in ("1", "16"):
        assert main(["pose", str(crowd), "--json", "--most", most]) == 0
        counts.append(len(json.loads(capsys.readouterr().out)[0]["poses"]))
    assert counts[0] == 1 <= counts[1] <= 16
