"""SIGKILL to any process at any moment: the player gets the one result."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from campaigns.models import Photo, PhotoJob, Release
from deploy.run.paths import ROOT
from tests.faults.product import Product, exactly_one_result, job_of, let_the_lease_run_out

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]
with_redis = pytest.mark.parametrize("product", ["redis"], indirect=True)

# A web process that dies between the commit and the bell: its hook comes before the product's.
DIES_BEFORE_THE_BELL = """
import os, signal, sys
import django
django.setup()
from django.db import transaction
from campaigns.models import Round
from campaigns.services import entering
played = Round.objects.select_related("release").get(pk=sys.argv[1])
before = transaction.on_commit
transaction.on_commit = lambda bell: before(lambda: os.kill(os.getpid(), signal.SIGKILL))
entering.submit(played, "one", open(sys.argv[2], "rb").read())
"""


def catch_it_running(played: dict[str, Any]) -> None:
    """Return in the middle of the job."""
    deadline = time.monotonic() + 30
    while PhotoJob.objects.get(round=played["round"]).state != "running":
        assert time.monotonic() < deadline, "no worker has taken the job"
        time.sleep(0.005)


def test_a_worker_killed_in_mid_job(product: Product, release: Release, person: Path) -> None:
    phone = product.visitor()
    played = phone.start(release)
    phone.send(played, person.read_bytes())
    catch_it_running(played)
    product.worker.kill()
    assert job_of(played).state == "running", "it was killed too late to prove anything"
    let_the_lease_run_out()
    product.worker.start()
    assert phone.wait(played)["state"] == "done"
    assert job_of(played).attempts == 2
    exactly_one_result(played)


@with_redis
def test_redis_killed_before_the_upload(product: Product, release: Release, person: Path) -> None:
    assert product.redis is not None
    phone = product.visitor()
    played = phone.start(release)
    product.redis.kill()
    phone.send(played, person.read_bytes())
    assert job_of(played).state == "queued"
    product.redis.start()
    assert phone.wait(played)["state"] == "done"
    exactly_one_result(played)


@with_redis
def test_redis_killed_with_the_bell_in_it(product: Product, release: Release, person: Path) -> None:
    assert product.redis is not None
    phone = product.visitor()
    played = phone.start(release)
    product.worker.stop()
    phone.send(played, person.read_bytes())
    product.redis.kill()
    product.redis.start()
    product.worker.start()
    assert phone.wait(played)["state"] == "done"
    exactly_one_result(played)


def test_the_web_killed_between_commit_and_bell(
    product: Product, release: Release, person: Path
) -> None:
    phone = product.visitor()
    played = phone.start(release)
    command = [sys.executable, "-c", DIES_BEFORE_THE_BELL, played["round"], str(person)]
    environment = os.environ | product.server.service.env
    died = subprocess.run(command, cwd=ROOT, env=environment, timeout=60, check=False)
    assert died.returncode == -9
    assert phone.wait(played)["state"] == "done"
    phone.send(played, person.read_bytes())
    exactly_one_result(played)


def test_the_web_killed_during_uploads(product: Product, release: Release, person: Path) -> None:
    phone = product.visitor()
    played = phone.start(release)
    phone.send(played, person.read_bytes())
    product.server.kill()
    product.server.start()
    phone.send(played, person.read_bytes())
    assert phone.wait(played)["state"] == "done"
    exactly_one_result(played)


@with_redis
def test_many_players_while_workers_and_redis_keep_dying(
    product: Product, release: Release, person: Path
) -> None:
    assert product.redis is not None
    dice, photo = random.Random(7), person.read_bytes()
    phones = [product.visitor() for _ in range(8)]
    rounds = [phone.start(release) for phone in phones]
    for phone, played in zip(phones, rounds, strict=True):
        phone.send(played, photo)
    for victim in (product.worker, product.redis, product.worker):
        time.sleep(dice.uniform(0.2, 1.0))
        victim.kill()
        victim.start()
        let_the_lease_run_out()
    for phone, played in zip(phones, rounds, strict=True):
        assert phone.wait(played, 120)["state"] == "done"
        exactly_one_result(played)
    assert Photo.objects.filter(kind="upload", erased_at=None).count() == 0
