"""Who may import whom in Python: lower layers know nothing of those above them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import inference
from deploy.run.paths import ROOT
from tests.house.files import imports, module, python

_KINDS = tuple(
    f"campaigns.{kind}.{part}" for kind in ("plays", "sections") for part in ("base", "registry")
)
_BELOW_PAGES = ("campaigns.services", "campaigns.models", *_KINDS)
_SEEING = tuple(f"inference.{name}" for name in ("errors", "results", "geometry", "image"))

# Layer → what it may import besides itself. The longest name that fits a module is its layer.
LAYERS: dict[str, tuple[str, ...]] = {
    "campaigns.__init__": ("campaigns.celery",),
    "campaigns.apps": ("campaigns.checks",),
    "campaigns.celery": ("campaigns.folder", "campaigns.services"),
    "campaigns.checks": _KINDS,
    "campaigns.urls": ("campaigns.web", "campaigns.api", "campaigns.admin"),
    "campaigns.web": _BELOW_PAGES,
    "campaigns.api": _BELOW_PAGES,
    "campaigns.admin": _BELOW_PAGES,
    "campaigns.tasks": ("campaigns.services",),
    "campaigns.management": ("campaigns.services", "campaigns.models", "campaigns.demo"),
    "campaigns.demo": _BELOW_PAGES,
    "campaigns.services": ("campaigns.models", *_KINDS),
    "campaigns.plays.base": (),
    "campaigns.plays.games": ("campaigns.plays.base",),
    "campaigns.plays.registry": ("campaigns.plays",),
    "campaigns.sections.base": ("campaigns.plays.base",),
    "campaigns.sections.registry": ("campaigns.sections",),
    "campaigns.sections": ("campaigns.sections.base", "campaigns.plays.base"),
    "campaigns.models": (),
    "inference.errors": (),
    "inference.results": ("inference.errors",),
    "inference.catalog": ("inference.errors", "inference.results"),
    "inference.geometry": ("inference.results",),
    "inference.image": ("inference.errors", "inference.results"),
    "inference.session": ("inference.catalog", "inference.errors"),
    "inference.fonts": ("inference.catalog", "inference.errors", "inference.results"),
    "inference.matting": _SEEING,
    "inference.models": (*_SEEING, "inference.catalog", "inference.session"),
    "inference.tasks": (*_SEEING, "inference.fonts", "inference.matting", "inference.models"),
    "inference.build": ("inference.catalog", "inference.errors", "inference.fonts"),
    "inference": ("inference",),
}
_ASK_INFERENCE = ("campaigns.services.", "campaigns.plays.")
# The rules of a game are arithmetic: no network has a say in them.
_PURE = "campaigns.plays.games"
_FACE = {"inference", *(f"inference.{name}" for name in inference.__all__)}


def allowed(name: str) -> tuple[str, ...]:
    """What a module may import, its own layer included."""
    fitting = [layer for layer in LAYERS if name == layer or name.startswith(f"{layer}.")]
    if fitting:
        layer = max(fitting, key=len)
        return (layer, *LAYERS[layer])
    # A play stands by itself: beside the contract and the games it sees only itself.
    play = name.startswith("campaigns.plays.")
    return (name, "campaigns.plays.base", _PURE) if play else ()


def strays(name: str, source: str) -> list[str]:
    """What `source`, the module `name`, imports of the project although it may not."""
    own = [each for each in imports(source) if each.split(".")[0] in {"campaigns", "inference"}]
    asks = name.startswith(_ASK_INFERENCE) and not name.startswith(_PURE)
    face = _FACE if asks else set()
    under = allowed(name)
    return sorted(
        each
        for each in own
        if each not in face and not any(f"{each}.".startswith(f"{layer}.") for layer in under)
    )


@pytest.mark.parametrize("path", list(python("campaigns", "inference")), ids=str)
def test_every_module_imports_only_what_lies_below_it(path: Path) -> None:
    if "migrations" not in path.parts:
        assert strays(module(path), (ROOT / path).read_text()) == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("inference.tasks.face", "from campaigns import models"),
        ("inference.image.read", "import inference.tasks.face"),
        ("campaigns.models.brand", "def late():\n    from campaigns.services import qr"),
        ("campaigns.services.judging", "from campaigns.web import visitor"),
        ("campaigns.services.judging", "from inference.session import warm"),
        ("campaigns.plays.star_photo", "from campaigns.plays.face_scan import Settings"),
        ("campaigns.plays.star_photo", "from campaigns.models import Round"),
        ("campaigns.plays.games.shower", "from campaigns.plays.pose_catch import Settings"),
        ("campaigns.plays.games.shower", "import inference"),
        (
            "campaigns.web.visitor",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import inference",
        ),
        ("campaigns.web.visitor", "from campaigns.plays import star_photo"),
        ("campaigns.urls", "from campaigns.services import entering"),
        ("campaigns.settings", "from campaigns import models"),
    ],
)
def test_a_forbidden_import_is_caught(name: str, source: str) -> None:
    assert strays(name, source)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("campaigns.web.visitor", "from campaigns.services import entering"),
        ("campaigns.services.judging", "from inference import BadPhoto"),
        ("campaigns.plays.star_photo", "import inference\nfrom campaigns.plays.base import Play"),
        ("campaigns.plays.pose_catch", "from campaigns.plays.games.shower import course"),
        ("inference.tasks.face", "from inference.results import Face\nimport numpy"),
    ],
)
def test_a_proper_import_is_not(name: str, source: str) -> None:
    assert strays(name, source) == []


def test_only_the_session_imports_onnxruntime() -> None:
    users = {str(p) for p in python("inference", "campaigns") if _uses(p, "onnxruntime")}
    assert users <= {"inference/session.py"}


def test_vision_knows_no_django_and_no_service_knows_a_request() -> None:
    assert [str(p) for p in python("inference") if _uses(p, "django")] == []
    services = [p for p in python("campaigns") if p.parts[1] == "services"]
    assert [str(p) for p in services if _uses(p, "django.http.HttpRequest")] == []


def test_a_web_process_never_loads_the_networks_runtime() -> None:
    look = "import campaigns.wsgi, campaigns.urls, sys; print('onnxruntime' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True)
    assert shown.stdout.strip() == "False", shown.stderr


# A draft whose template only networks can judge, looked over as the builder does on every page.
_LOOK_OVER = """
import sys
import campaigns.wsgi
from django.core.management import call_command
call_command("migrate", verbosity=0)
from campaigns.plays.registry import PLAYS
from campaigns.services.publishing import problems
from tests.cast import a_brand, a_campaign, an_asset
brand = a_brand()
settings = PLAYS["face_fusion"].Settings.defaults() | {"scene": an_asset(brand).pk}
draft = a_campaign(brand, play="face_fusion", settings=settings)
errors = [each.step for each in problems(draft) if each.level == "error"]
print(errors, "onnxruntime" in sys.modules)
"""


def test_looking_a_draft_over_never_loads_it_either(tmp_path: Path) -> None:
    own = {"VAR": str(tmp_path), "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "campaigns.settings"}
    others = ("DATABASE_URL", "REDIS_URL", "MEDIA")
    env = {name: value for name, value in os.environ.items() if name not in others} | own
    look = [sys.executable, "-c", _LOOK_OVER]
    shown = subprocess.run(look, cwd=ROOT, capture_output=True, text=True, env=env)
    assert shown.stdout.strip() == "['play'] False", shown.stderr
    assert list((tmp_path / "bell" / "queue").iterdir()), "no worker was told of it"


def _uses(path: Path, name: str) -> bool:
    found = imports((ROOT / path).read_text())
    return any(f"{each}.".startswith(f"{name}.") for each in found)
