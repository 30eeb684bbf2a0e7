import json
from pathlib import Path

import cv2
import pytest

from inference.__main__ import main
from inference.evaluate.fusion import fusion
from inference.evaluate.index import BadIndex
from inference.tasks.fusion import fuse
from tests.inference.photos import DATA, needs_photos, photo
from tests.inference.tasks.fusion.people import MAN, PROFILE, SMILING, SUNGLASSES, WOMAN, into

pytestmark = needs_photos
TEMPLATE = DATA / "faces" / "portraits" / "8bb119b8ca17492392e1e3ea4b811b32.jpg"


def test_known_answers_are_counted_and_spoilt_copies_added(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = tmp_path / "known.csv"
    said = [(SMILING, "fused"), (SUNGLASSES, "covered"), (PROFILE, "turned"), (MAN, "blurred")]
    known.write_text("file,expected\n" + "".join(f"{DATA / f},{why}\n" for f, why in said))
    assert main(["evaluate", "fusion", str(TEMPLATE), str(known), "--json"]) == 0
    score = json.loads(capsys.readouterr().out)
    assert (score["photos"], score["fused"]) == (1, 1.0)
    assert score["spoilt"] == 3 + 7
    assert score["faults"] == ["047.jpg: fused for blurred"]
    assert score["refused"] == pytest.approx(0.9)
    assert score["to_player"] < score["to_template"]
    assert score["neck_after"] < 6
    assert score["seam"] < 1.3


def test_photos_without_an_answer_count_where_one_good_face_looks_ahead(tmp_path: Path) -> None:
    with pytest.raises(BadIndex, match="no usable photo"):
        fusion(into(WOMAN), [DATA / PROFILE], lambda pixels: fuse(into(WOMAN), pixels))


def test_an_answer_that_is_no_reason_is_refused(tmp_path: Path) -> None:
    known = tmp_path / "known.csv"
    known.write_text("file,expected\na.jpg,ugly\n")
    with pytest.raises(BadIndex, match="ugly"):
        fusion(into(WOMAN), [known], lambda pixels: fuse(into(WOMAN), pixels))


def test_a_fusion_is_written_by_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.jpg"
    arguments = ["fuse", str(DATA / WOMAN), str(DATA / SMILING), "-o", str(output)]
    assert main([*arguments, "--strength", "0.9"]) == 0
    picture = cv2.imread(str(output))
    assert picture is not None
    assert picture.shape == photo(WOMAN).shape
    assert "tone" in capsys.readouterr().out
    assert main(["fuse", str(DATA / WOMAN), str(DATA / PROFILE), "-o", str(output)]) == 1
    assert capsys.readouterr().err.startswith("turned")
