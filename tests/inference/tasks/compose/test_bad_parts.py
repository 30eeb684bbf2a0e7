"""Parts of a composition that are not what they should be, told by name."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from inference import BadTemplate, Cutout, compose
from tests.inference.tasks.compose.people import drawn, person, star, template

GREY = np.zeros((64, 64), np.uint8)
NO_ART: list[Any] = [
    GREY,
    np.zeros((64, 64, 2), np.uint8),
    np.zeros((64, 64, 4), np.float32),
    np.zeros((64, 64, 4), np.uint16),
    np.zeros((0, 64, 4), np.uint8),
]


@pytest.mark.parametrize("part", ["scene", "foreground", "frame", "logo", "star"])
@pytest.mark.parametrize("art", NO_ART, ids=lambda art: f"{art.dtype}-{art.shape}")
def test_a_layer_that_is_no_picture_is_named(part: str, art: Any) -> None:
    wrong: Any = replace(star(), picture=art) if part == "star" else art
    parts: dict[str, Any] = {part: wrong}
    with pytest.raises(BadTemplate, match=f"malformed: {part}: expected "):
        compose(replace(template(), **parts), figure=drawn(person()))


@pytest.mark.parametrize("art", NO_ART, ids=lambda art: f"{art.dtype}-{art.shape}")
def test_a_figure_that_is_no_picture_is_named(art: Any) -> None:
    with pytest.raises(BadTemplate, match="malformed: figure: expected "):
        compose(template(), figure=art)


def test_a_cutout_of_another_photo_is_refused() -> None:
    cutout: Cutout = person()
    photo = np.zeros((300, 200, 3), np.uint8)
    with pytest.raises(ValueError, match=r"expected a cut-out of \(300, 200, 3\)"):
        compose(template(), photo, cutout)


def test_without_a_player_nothing_is_composed() -> None:
    with pytest.raises(BadTemplate, match="no_player"):
        compose(template())
