"""Whatever an operator chooses, players can read it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.services import theming
from campaigns.services.colours import contrast, is_colour

colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
themes = st.fixed_dictionaries({}, optional=dict.fromkeys(theming.CHOSEN, colours))
nonsense = st.dictionaries(
    st.sampled_from([*theming.ROLES, "other"]), st.none() | st.integers() | st.text(max_size=9)
)


@given(themes | nonsense)
def test_every_palette_is_complete_and_can_be_read(theme: dict[str, Any]) -> None:
    colours = theming.palette(theme)
    assert set(colours) == set(theming.ROLES)
    assert all(map(is_colour, colours.values()))
    for words, ground in (("ink", "paper"), ("muted", "paper"), ("on-accent", "accent")):
        assert contrast(colours[words], colours[ground]) >= 4.5


@given(themes)
def test_a_palette_that_needed_mending_is_warned_of(theme: dict[str, str]) -> None:
    colours = theming.palette(theme)
    chosen = dict(theming.DEFAULT) | theme
    mended = colours["ink"] != chosen["ink"]
    readable = contrast(chosen["ink"], chosen["paper"]) >= 4.5
    assert mended != readable
    if mended:
        assert theming.warnings(theme)


@pytest.mark.parametrize("preset", theming.PRESETS, ids=lambda preset: preset.name)
def test_a_preset_is_used_as_it_is_and_without_a_warning(preset: theming.Preset) -> None:
    colours = theming.palette(preset.colours)
    assert {role: colours[role] for role in theming.CHOSEN} == preset.colours
    assert theming.warnings(preset.colours) == []


def test_a_button_that_melts_into_the_ground_is_warned_of() -> None:
    assert len(theming.warnings({"paper": "#ffffff", "ink": "#000000", "accent": "#fefefe"})) == 1


def test_the_stylesheet_says_every_role_once() -> None:
    css = theming.stylesheet(theming.palette({}))
    assert css.startswith(":root{")
    assert all(css.count(f"--{role}:") == 1 for role in theming.ROLES)


def test_a_stored_colour_cannot_break_out_of_the_stylesheet() -> None:
    css = theming.stylesheet(theming.palette({"ink": "#fff}body{display:none"}))
    assert "display" not in css
