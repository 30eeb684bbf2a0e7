"""What a worker holds after its jobs, tried in processes of their own: it is theirs for life."""

import subprocess
import sys

import pytest

from deploy.run.paths import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what a process holds")

# A heap full of holes: of many rows every tenth stays.
_FULL = """
import numpy as np
from campaigns.services import thrift
thrift.begin()
def holes():
    rows = [np.ones(30_000, np.float64) for _ in range(2_000)]
    return rows[::10]
"""


def _told(code: str) -> list[float]:
    said = subprocess.run(
        [sys.executable, "-c", _FULL + code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
    return [float(number) for number in said.stdout.split()]


def test_a_worker_that_holds_much_gives_back_what_is_free() -> None:
    begun, full, settled = _told(
        "print(thrift.held()); kept = holes(); print(thrift.held());"
        "thrift.settle(); print(thrift.held())"
    )
    assert full > begun + 400
    assert settled < begun + 120


def test_a_worker_that_holds_little_keeps_it_for_the_next_job() -> None:
    full, settled = _told(
        "thrift.ENOUGH = 2_000; kept = holes(); print(thrift.held());"
        "thrift.settle(); print(thrift.held())"
    )
    assert settled > full - 20


def test_of_many_jobs_in_a_row_not_each_gives_back() -> None:
    first, second = _told(
        "kept = holes(); thrift.settle(); print(thrift.held());"
        "more = holes(); thrift.settle(); print(thrift.held())"
    )
    assert second > first + 300
