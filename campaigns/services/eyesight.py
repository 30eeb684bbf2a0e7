"""Where a page finds what it sees with: the worker, its runtime, networks and numbers."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static

_LITERT = "vendor/litert"
# By what static/vision/ladder.js finds the browser able to do.
_BUILDS = {"plain": "internal", "compat": "compat_internal", "threads": "threaded_internal"}
# What a page wants to see → the networks it takes, as `python -m inference web` names them.
_MODELS = {
    "hands": ("hand_lite", "palm_lite"),
    "pose": ("pose_detection", "pose_full", "pose_lite"),
    "portrait": ("selfie", "selfie_landscape"),
}


def addresses(wanted: Sequence[str]) -> Mapping[str, Any] | None:
    """The addresses and unpacked sizes for a page's JSON; see the types of static/vision/eye.js.

    wanted: a play's `vision`. None where it is empty or the set-up has not made the files: the
    play is then played by touch.
    """
    models = {name: f"vendor/vision/{name}.tflite" for each in wanted for name in _MODELS[each]}
    if not models or not all(_there(name) for name in _parts(models)):
        return None
    return {
        "worker": static("vision/worker.js"),
        "runtime": {
            "core": static(f"{_LITERT}/index.js"),
            "builds": {name: _build(file) for name, file in _BUILDS.items()},
        },
        "facts": static("vendor/vision/facts.json"),
        "models": {
            name: {"url": static(path), "bytes": _size(path)} for name, path in models.items()
        },
    }


def _build(name: str) -> dict[str, Any]:
    start = f"{_LITERT}/litert_wasm_{name}"
    return {
        "script": static(f"{start}.js"),
        "wasm": static(f"{start}.wasm"),
        "bytes": _size(f"{start}.wasm"),
    }


def _parts(models: Mapping[str, str]) -> Sequence[str]:
    """One of each step of the set-up that may be missing."""
    return (f"{_LITERT}/index.js", "vendor/vision/facts.json", *models.values())


def _there(name: str) -> bool:
    return _path(name).is_file()


def _size(name: str) -> int:
    return _path(name).stat().st_size


def _path(name: str) -> Path:
    return Path(settings.STATICFILES_DIRS[0]) / name
