"""Nobody is left behind, whoever dies first."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.run.paths import ROOT
from deploy.run.processes import Service, stop_all

# A leader with a child that does not listen to reason; both write down who they are.
_FAMILY = (
    "trap '' TERM; (trap '' TERM; echo $BASHPID >> pids; while :; do sleep 0.1; done) & "
    "trap 'exit 0' TERM; echo $$ >> pids; while :; do sleep 0.1; done"
)


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Service]:
    service = Service("family", ["bash", "-c", _FAMILY], env={}, log=tmp_path / "log", cwd=tmp_path)
    service.start()
    yield service
    service.kill()


def members(folder: Path) -> list[int]:
    """The pids of both, once both have said them."""
    for _ in range(200):
        if len(pids := _read(folder / "pids")) == 2:
            return pids
        time.sleep(0.05)
    raise AssertionError("the family did not start")


def _read(file: Path) -> list[int]:
    return [int(line) for line in file.read_text().split()] if file.exists() else []


def gone(pids: list[int]) -> bool:
    """Whether all are dead; one that nobody has waited for yet is dead too."""
    for _ in range(200):
        if not any(_lives(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_stop_ends_the_leader_politely_and_a_stubborn_child_by_force(
    family: Service, tmp_path: Path
) -> None:
    pids = members(tmp_path)
    family.stop(grace=10.0)
    assert not family.alive
    assert gone(pids)


def test_the_child_of_a_leader_that_was_killed_goes_too(family: Service, tmp_path: Path) -> None:
    pids = members(tmp_path)
    os.kill(family.pid, signal.SIGKILL)
    stop_all([family], grace=1.0)
    assert gone(pids)


def test_a_service_may_be_stopped_twice_or_without_a_start(family: Service, tmp_path: Path) -> None:
    members(tmp_path)
    family.stop()
    family.stop()
    Service("never", ["true"], env={}, log=tmp_path / "log").stop()


def test_a_leader_is_asked_to_stop_when_we_are_killed(tmp_path: Path) -> None:
    us = (
        "import sys, time; from pathlib import Path; from deploy.run.processes import Service\n"
        "s = Service('x', ['sleep', '600'], env={}, log=Path(sys.argv[1]))\n"
        "s.start(); print(s.pid, flush=True); time.sleep(600)"
    )
    command = [sys.executable, "-c", us, str(tmp_path / "log")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as runner:
        assert runner.stdout
        pid = int(runner.stdout.readline())
        assert _becomes(pid, "sleep")
        runner.kill()
    assert gone([pid])


def _becomes(pid: int, name: str) -> bool:
    """Waits for the tool that sets the leash to have given way to the command itself."""
    for _ in range(200):
        if Path(f"/proc/{pid}/comm").read_text().strip() == name:
            return True
        time.sleep(0.05)
    return False


def test_the_end_of_the_log_is_there_to_be_shown(tmp_path: Path) -> None:
    service = Service("talker", ["seq", "100"], env={}, log=tmp_path / "log")
    service.start()
    service.finish(grace=10.0)
    assert service.tail(2) == "99\n100"
