"""Processes that share the tests must not meet anywhere else: see tests.support.sharing."""

import json
import os
import subprocess
import sys
from pathlib import Path

from deploy.run.paths import ROOT
from tests.support.sharing import preferred

_ASK = """
import json, pytest
from tests import settings as s
things = s.VAR, s.MEDIA, s.BASE_URL, s.CELERY_BROKER_URL, s.CELERY_BEAT_SCHEDULE_FILENAME
print(json.dumps([str(thing) for thing in things]))
"""
_BROWSER, _FAULTS = "tests/browser/test_a.py::test_a", "tests/faults/test_b.py::test_b"
_SERVICES, _PLAYS = "tests/services/test_c.py", "tests/plays/test_d.py"


def things_of(sharer: str, folder: Path, redis: str) -> list[str]:
    """The folders and addresses of one of the processes that share the tests."""
    env = {
        **os.environ,
        "PYTEST_XDIST_WORKER": sharer,
        "VAR": str(folder),
        "BASE_URL": "http://127.0.0.1:8000",
        "REDIS_URL": redis,
    }
    said = subprocess.run(
        [sys.executable, "-c", _ASK], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    things: list[str] = json.loads(said.stdout)
    return things


def test_processes_that_share_the_tests_have_nothing_else_in_common(tmp_path: Path) -> None:
    one = things_of("gw0", tmp_path, "redis://127.0.0.1:6379/0")
    other = things_of("gw1", tmp_path, "redis://127.0.0.1:6379/0")
    assert not set(one) & set(other)
    assert "redis://127.0.0.1:6379/1" in other


def test_nor_have_they_a_broker_of_folders(tmp_path: Path) -> None:
    things_of("gw0", tmp_path, "")
    things_of("gw1", tmp_path, "")
    assert (tmp_path / "gw0" / "bell" / "queue").is_dir()
    assert (tmp_path / "gw1" / "bell" / "queue").is_dir()


def test_each_takes_its_own_kind_of_test_first_and_then_what_is_left() -> None:
    left: dict[str, object] = dict.fromkeys([_SERVICES, _BROWSER, _PLAYS, _FAULTS])
    assert preferred(left, waiting=True) == _BROWSER
    assert preferred(left, waiting=False) == _SERVICES
    assert preferred({_PLAYS: None}, waiting=True) == _PLAYS
    assert preferred({_FAULTS: None}, waiting=False) == _FAULTS
