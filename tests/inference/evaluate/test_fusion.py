import json
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest

from inference.__main__ import main
from inference.errors import BadPhoto
from inference.evaluate.fusion import fusion
from inference.evaluate.index import BadIndex, rows
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
    assert (score["frontal"], score["frontal_fused"]) == (1, 1.0)
    assert (score["unusable"], score["spoilt"]) == (3, 7)
    assert score["faults"] == ["047.jpg: fused for blurred"]
    assert score["refused"] == pytest.approx(2 / 3)
    assert score["spoilt_refused"] == 1
    assert score["to_player"] < score["to_template"]
    assert score["neck_after"] < 6
    assert score["seam"] < 1.3


def test_what_was_judged_by_eye_is_told_of_photos_in_folders(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in (SMILING, SUNGLASSES):
        (folder / Path(name).name).write_bytes((DATA / name).read_bytes())
    told = tmp_path / "told.csv"
    told.write_text("file,expected\n036.jpg,fused\n010.jpg,covered or turned\n")
    score = fusion(into(WOMAN), [folder, told], partial(fuse, into(WOMAN), compare=True))
    assert (score.photos, score.fused, score.unusable, score.refused) == (1, 1.0, 1, 1.0)
    with pytest.raises(BadIndex, match=r"010\.jpg"):
        fusion(into(WOMAN), [folder / "036.jpg", told], partial(fuse, into(WOMAN), compare=True))


def test_nineteen_in_twenty_faces_that_look_ahead_are_fused_and_most_others_refused() -> None:
    """The judgement of each portrait, fused or why not, was made by eye."""
    right: dict[bool, list[bool]] = {True: [], False: []}
    for row in rows(Path(__file__).with_name("usable_faces.csv"), ("file", "expected")):
        folder = "stock" if len(row["file"]) == len("001.jpg") else "portraits"
        try:
            fuse(into(WOMAN), photo(f"faces/{folder}/{row['file']}"))
            answer = "fused"
        except BadPhoto as bad:
            answer = str(bad.reason)
        right[row["expected"] == "fused"].append(answer in row["expected"].split(" or "))
    assert len(right[True]) == 45
    assert np.mean(right[True]) >= 0.95
    assert len(right[False]) == 25
    assert np.mean(right[False]) >= 0.9


def test_photos_without_an_answer_count_where_one_good_face_looks_ahead(tmp_path: Path) -> None:
    with pytest.raises(BadIndex, match="no usable photo"):
        fusion(into(WOMAN), [DATA / PROFILE], lambda pixels: fuse(into(WOMAN), pixels))


@pytest.mark.parametrize("answer", ["ugly", "fused or covered"])
def test_an_answer_that_is_no_reason_is_refused(tmp_path: Path, answer: str) -> None:
    known = tmp_path / "known.csv"
    known.write_text(f"file,expected\na.jpg,{answer}\n")
    with pytest.raises(BadIndex, match=answer):
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
