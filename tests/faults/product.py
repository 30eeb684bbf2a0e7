"""The whole product as processes that may be killed one by one: web, worker with beat, Redis."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.utils import timezone

from campaigns.models import Coupon, Draw, Photo, PhotoJob, Round
from deploy.run.net import listens
from deploy.run.processes import Service
from deploy.run.servers import wait_until
from tests.faults.visitor import Visitor
from tests.support.processes import Server, Worker


@dataclass(frozen=True)
class Redis:
    """A broker that keeps nothing on disk: killed, it forgets every message."""

    service: Service
    port: int

    def start(self) -> None:
        self.service.start()
        wait_until(self.service, lambda: listens(self.port))

    def kill(self) -> None:
        self.service.kill()


@dataclass(frozen=True)
class Product:
    """`redis` is None where the bell is a folder, as in the demo."""

    server: Server
    worker: Worker
    redis: Redis | None

    def visitor(self) -> Visitor:
        return Visitor(self.server.base)


def job_of(played: dict[str, Any]) -> PhotoJob:
    return PhotoJob.objects.get(round=played["round"])


def let_the_lease_run_out() -> None:
    """What a quarter of a minute would do, without waiting for it."""
    past = timezone.now() - timedelta(seconds=1)
    PhotoJob.objects.filter(state="running").update(lease_until=past)


def exactly_one_result(played: dict[str, Any]) -> None:
    """One picture, in storage; one draw; one coupon; and nothing of what was sent."""
    found = Round.objects.get(pk=played["round"])
    pictures = Photo.objects.filter(round=found, kind="result", erased_at=None)
    job = PhotoJob.objects.get(round=found)
    assert job.state == "done"
    assert job.result is not None
    assert job.result in pictures
    assert default_storage.exists(job.result.file)
    assert Draw.objects.filter(round=found).count() == 1
    assert Coupon.objects.filter(player=found.player).count() == 1
    assert found.tier == "photo"
    assert job.source is not None
    assert not default_storage.exists(job.source.file or "nothing")
