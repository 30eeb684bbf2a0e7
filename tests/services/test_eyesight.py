from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from campaigns.services import eyesight
from deploy.run.paths import VENDOR


def urls(told: Mapping[str, Any]) -> Iterator[str]:
    for value in told.values():
        if isinstance(value, Mapping):
            yield from urls(value)
        elif isinstance(value, str):
            yield value


def test_a_play_that_sees_hands_is_told_where_all_parts_lie() -> None:
    told = eyesight.addresses(("hands",))
    assert told is not None
    assert set(told["models"]) == {"hand_lite", "palm_lite"}
    assert set(told["runtime"]["builds"]) == {"plain", "compat", "threads"}
    files = [VENDOR.parent / url.removeprefix("/static/") for url in urls(told)]
    assert [file for file in files if not file.is_file()] == []


@pytest.mark.parametrize(
    ("see", "networks"),
    [
        (("pose",), {"pose_detection", "pose_full", "pose_lite"}),
        (("portrait", "hands"), {"selfie", "selfie_landscape", "hand_lite", "palm_lite"}),
    ],
)
def test_a_play_is_told_of_the_networks_of_what_it_sees_alone(
    see: tuple[str, ...], networks: set[str]
) -> None:
    told = eyesight.addresses(see)
    assert told is not None
    assert set(told["models"]) == networks


def test_sizes_are_those_of_the_unpacked_files() -> None:
    told = eyesight.addresses(("hands",))
    assert told is not None
    model = VENDOR / "vision" / "hand_lite.tflite"
    assert told["models"]["hand_lite"]["bytes"] == model.stat().st_size


def test_a_play_that_sees_nothing_is_told_nothing() -> None:
    assert eyesight.addresses(()) is None


@pytest.mark.parametrize("left", ["litert", "vision"])
def test_where_the_set_up_has_not_made_the_files_nothing_is_told(
    left: str, settings: LazySettings, tmp_path: Path
) -> None:
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / left).symlink_to(VENDOR / left)
    settings.STATICFILES_DIRS = [tmp_path]
    assert eyesight.addresses(("hands",)) is None
