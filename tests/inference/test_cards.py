from pathlib import Path

import pytest

import inference
from inference.catalog import CATALOG, STYLES


def test_every_network_has_a_card_with_all_that_is_known_of_it() -> None:
    cards = {card.name: card for card in inference.model_cards()}
    assert set(cards) == {*CATALOG, "gesture", *(f"style_{name}" for name in STYLES)}
    for card in cards.values():
        assert card.source
        assert card.files
        assert card.licence in {"Apache-2.0", "MIT"}
        assert card.kilobytes
        assert card.ms
        assert card.built


def test_a_network_is_judged_by_the_question_that_it_helps_to_answer() -> None:
    cards = {card.name: card for card in inference.model_cards()}
    assert cards["hand_lite"].question == "gestures"
    assert 0.5 < cards["hand_lite"].figures["macro_recall"] <= 1
    assert cards["face_landmark"].figures == {}


def test_a_share_of_some_of_the_photos_says_of_how_many() -> None:
    card = {card.name: card for card in inference.model_cards()}["gesture"]
    assert 0 < card.counts["false_on_none"] < card.figures["photos"]
    assert set(card.counts) <= set(card.figures)


def test_where_a_network_is_not_built_its_size_is_known_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {card.name: card.kilobytes for card in inference.model_cards()}
    monkeypatch.setenv("MARQUEE_MODELS", str(tmp_path))
    after = inference.model_cards()
    assert not any(card.built for card in after if card.name in CATALOG)
    for card in after:
        assert card.kilobytes == pytest.approx(before[card.name], rel=0.1), card.name
