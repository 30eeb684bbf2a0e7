"""Words drawn without any font of the machine."""

from pathlib import Path

import numpy as np
import pytest

from inference import fonts
from inference.errors import ModelUnavailable


@pytest.mark.parametrize("text", ["AI 合成", "Made with AI", "鹿眠 Lumo，你好！"])
def test_chinese_and_latin_words_are_drawn(text: str) -> None:
    mask = fonts.text_mask(text, 24)
    assert 18 <= mask.shape[0] <= 36
    assert mask.shape[1] > 10 * len(text)
    assert mask.max() == 1


def test_different_characters_look_different() -> None:
    one, other = fonts.text_mask("合", 32), fonts.text_mask("成", 32)
    assert one.shape != other.shape or not np.array_equal(one, other)


def test_latin_words_need_no_font_on_the_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "_DEBIAN", tmp_path / "none.ttc")
    monkeypatch.setenv("MARQUEE_MODELS", str(tmp_path))
    assert fonts.text_mask("AI", 20).max() == 1


def test_a_character_that_no_font_has_says_to_make_the_models(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(fonts, "_DEBIAN", tmp_path / "none.ttc")
    monkeypatch.setenv("MARQUEE_MODELS", str(tmp_path))
    with pytest.raises(ModelUnavailable, match="make models"):
        fonts.text_mask("合成", 20)
