"""`python -m inference bench`, each time in a process of its own: it keeps itself to one core."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from deploy.run.paths import ROOT
from inference.bench.tasks import TASKS
from inference.catalog import CATALOG
from tests.inference.bench.peers import needs_peers
from tests.inference.photos import DATA, needs_photos

WITHOUT_PHOTOS = {"MARQUEE_DATA": "nowhere"}


def bench(*arguments: str, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "inference", "bench", *arguments],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    done = bench("--json", "--rounds", "1", **WITHOUT_PHOTOS)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_without_a_photo_every_network_and_task_is_measured(report: dict[str, Any]) -> None:
    assert report["frames"] == "the drawn scene"
    assert [row["name"] for row in report["networks"]] == [*CATALOG, "gesture"]
    assert [row["name"] for row in report["tasks"]] == list(TASKS)
    assert all(row["ms"] > 0 for row in [*report["networks"], *report["tasks"]])
    assert report["unmeasured"] == []


def test_alone_nothing_is_said_of_a_peer(report: dict[str, Any]) -> None:
    assert report["peer"] is None
    assert not any("ratio" in row for row in report["tasks"])


def test_the_machine_is_told(report: dict[str, Any]) -> None:
    machine = report["machine"]
    assert machine["processor"]
    assert machine["cores"] == os.cpu_count()


def test_every_task_is_also_started_afresh(report: dict[str, Any]) -> None:
    assert [each["name"] for each in report["start"]] == list(TASKS)
    assert all(each["s"] > 0 for each in report["start"])


def test_all_networks_and_tasks_fit_into_the_memory_of_a_worker(report: dict[str, Any]) -> None:
    assert 50 < report["memory"]["rss_mb"] <= report["memory"]["peak_mb"] <= 450


@needs_photos
@needs_peers
def test_beside_the_peer_both_times_and_their_ratio_are_told() -> None:
    photo = DATA / "hands" / "hagrid" / "stop_inverted_00000.jpg"
    done = bench(str(photo), "--json", "--peers", "--rounds", "1")
    report = json.loads(done.stdout)
    assert report["peer"] == "MediaPipe 0.10.21"
    rows = {row["name"]: row for row in report["tasks"]}
    for name in ("hands still", "segmentation", "face mesh", "pose still"):
        row = rows[name]
        assert row["ratio"] == pytest.approx(row["ms"] / row["peer_ms"], abs=1e-3)
    assert "ratio" not in rows["cut-out fine"]


def test_a_photo_of_nobody_is_no_measure_and_said_so(tmp_path: Path) -> None:
    wall = tmp_path / "wall.png"
    cv2.imwrite(str(wall), np.full((720, 1280, 3), 200, np.uint8))
    done = bench(str(wall), "--json", "--rounds", "1")
    assert done.returncode == 2
    assert "hands still" in done.stderr
    assert json.loads(done.stdout)["unmeasured"] == list(TASKS)


def test_a_missing_photo_is_told_in_one_line() -> None:
    done = bench("nowhere.jpg")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "nowhere.jpg" in done.stderr


def test_without_the_peer_it_says_how_to_get_it(tmp_path: Path) -> None:
    done = bench("--peers", "--rounds", "1", MARQUEE_PEERS=str(tmp_path), **WITHOUT_PHOTOS)
    assert done.returncode == 2
    assert "make bench" in done.stderr


@needs_photos
def test_a_star_photo_is_told_step_by_step() -> None:
    photo = DATA / "faces" / "stock" / "015.jpg"
    done = bench("--star-photo", str(photo), "--json", "--rounds", "1")
    report = json.loads(done.stdout)
    steps = [row["name"] for row in report["steps"]]
    assert steps == ["intake", "network", "refine", "compose", "encode", "whole star photo"]
    assert report["intake_to_decode"] > 0
    assert report["peak_mb"] > 0
