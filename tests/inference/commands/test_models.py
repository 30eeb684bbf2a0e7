import json
from pathlib import Path

import pytest

from inference.__main__ import main
from inference.cards import model_cards
from inference.catalog import CATALOG, STYLES


def test_the_cards_are_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "--json"]) == 0
    cards = {card["name"]: card for card in json.loads(capsys.readouterr().out)}
    palm = cards["palm_lite"]
    assert palm["source"] == "mediapipe 0.10.21"
    assert palm["files"] == ["mediapipe/modules/palm_detection/palm_detection_lite.tflite"]
    assert palm["licence"] == "Apache-2.0"
    assert palm["input"] == "192×192 RGB, 0 … 1"
    assert palm["ms"] > 0
    assert palm["parity"] == CATALOG["palm_lite"].accuracy
    assert palm["figures"]["photos"] > 0


def test_the_cards_are_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 0
    told = capsys.readouterr().out
    for name in (*CATALOG, "gesture"):
        assert f"{name} · built" in told
    assert "macro_recall" in told


def test_a_share_of_some_of_the_photos_says_of_how_many_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    counts = {card.name: card.counts for card in model_cards()}["gesture"]
    assert main(["models"]) == 0
    assert f"false_on_none 0 (of {counts['false_on_none']})" in capsys.readouterr().out


def test_a_missing_network_is_called_missing_and_answers_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MARQUEE_MODELS", str(tmp_path))
    assert main(["models", "--json"]) == 1
    cards = json.loads(capsys.readouterr().out)
    ours = ["gesture", *(f"style_{name}" for name in STYLES)]
    assert [card["name"] for card in cards if card["built"]] == sorted(ours)
