"""The product as processes of its own, on the database of the running test."""

import os
import signal
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from campaigns.models import Inspection, PhotoJob, WorkerBeat
from deploy.run import product, services
from deploy.run.console import Trouble
from deploy.run.processes import Service
from deploy.run.servers import answers, wait_until
from deploy.run.turns import one_at_a_time

_STARTING_SECONDS = 60.0
_SETTLING_SECONDS = 10.0


class Running:
    """A process that is up once `path` of the server answers 200. May be killed and revived."""

    def __init__(self, service: Service, url: str) -> None:
        self.service = service
        self.url = url

    @property
    def pid(self) -> int:
        return self.service.pid

    def start(self) -> None:
        """Returns when it works; does nothing when it runs."""
        if self.service.alive:
            return
        self.service.start()
        self._until_it_works()

    def _until_it_works(self) -> None:
        try:
            wait_until(self.service, self.answers, _STARTING_SECONDS)
        except Trouble as trouble:
            self.service.kill()
            pytest.fail(f"{trouble}\n{self.url} says: {_page(self.url)}")

    def stop(self) -> None:
        self.service.stop()

    def kill(self) -> None:
        """SIGKILL to the process and its children, as by the out-of-memory killer."""
        self.service.kill()

    def answers(self) -> bool:
        return answers(self.url)


class Server(Running):
    """The web process. `url` + path is an address of the product."""

    def __init__(self, env: dict[str, str], folder: Path) -> None:
        self.base = str(settings.BASE_URL)
        port = urlsplit(self.base).port
        assert port
        service = services.web("127.0.0.1", port, env=env, log=folder / "web.log")
        super().__init__(service, f"{self.base}/healthz/web")
        self._content_types: dict[int, str] = {}

    def start(self) -> None:
        """Also anew where the content types have other keys than when it started.

        Each flush of the database makes them again, and Django remembers them for the life of a
        process: with the old keys it could not write the desk's log any more.
        """
        found = dict(ContentType.objects.values_list("pk", "model"))
        if self.service.alive and found != self._content_types:
            self.stop()
        self._content_types = found
        super().start()

    def settle(self) -> None:
        """Waits until the database is quiet: what a page asked for just before it was closed is
        still being done, and would be written after the test's rows were cleared away."""
        quiet, deadline = 0, time.monotonic() + _SETTLING_SECONDS
        while quiet < 3 and time.monotonic() < deadline:
            quiet = 0 if _others_at_work() else quiet + 1
            time.sleep(0.03)

    def address(self, path: str) -> str:
        return self.base + path


class Worker(Running):
    """One worker process with its beat; up when a job can be done, which needs the server."""

    def __init__(self, env: dict[str, str], folder: Path) -> None:
        service = services.worker(env=env, log=folder / "worker.log", processes=1)
        super().__init__(service, f"{settings.BASE_URL}/healthz")
        self._rests = False

    def start(self) -> None:
        """Also wakes it where it rests."""
        if self.service.alive and not self._rests:
            return
        # What it said of itself before would pass for the new first sign of life.
        WorkerBeat.objects.all().delete()
        if self._rests:
            self._rests = False
            self._signal(signal.SIGCONT)
            self._until_it_works()
        else:
            super().start()

    def rest(self) -> None:
        """Stands still until the next `start`, with its networks loaded, and does no job.

        Dies instead where it is in the middle of one, whose rows may be gone when it wakes.
        """
        if connection.vendor == "postgresql" and self._stands_still():
            self._rests = True
        else:
            self.kill()

    def kill(self) -> None:
        self._rests = False
        super().kill()

    def _stands_still(self) -> bool:
        deadline = time.monotonic() + _SETTLING_SECONDS
        while self.service.alive and time.monotonic() < deadline:
            self._signal(signal.SIGSTOP)
            time.sleep(0.03)
            if not _others_at_work():
                return not _begun()
            self._signal(signal.SIGCONT)
            time.sleep(0.03)
        return False

    def _signal(self, number: signal.Signals) -> None:
        """To all of it: the worker's own processes and its beat."""
        os.killpg(self.pid, number)


def environment() -> dict[str, str]:
    """What the processes need to be the same product as this test: to be asked in a test session
    whose database is set up."""
    env = {
        "DJANGO_SETTINGS_MODULE": "campaigns.settings",
        "DATABASE_URL": _database_url(),
        "BASE_URL": str(settings.BASE_URL),
        "SECRET_KEY": str(settings.SECRET_KEY),
        "VAR": str(settings.VAR),
        "REDIS_URL": os.environ.get("REDIS_URL", ""),
        "PYTHONUNBUFFERED": "1",
    }
    with one_at_a_time():
        product.collect_static(env)
    return env


def _page(url: str) -> str:
    """What is there, whatever its status: of the health page, the reasons."""
    try:
        with urllib.request.urlopen(url, timeout=5.0) as page:
            return str(page.read().decode())
    except urllib.error.HTTPError as error:
        return error.read().decode()
    except OSError as error:
        return str(error)


def _others_at_work() -> bool:
    """SQLite needs no such look: there one waits for the other."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND state <> 'idle'"
        )
        row = cursor.fetchone()
    return row is not None and row[0] > 0


def _begun() -> bool:
    """Whether a worker may be at something that it has not written down yet."""
    jobs = PhotoJob.objects.filter(state=PhotoJob.State.RUNNING)
    return jobs.exists() or Inspection.objects.filter(state=Inspection.State.WAITING).exists()


def _database_url() -> str:
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    who = f"{quote(found['USER'])}:{quote(found['PASSWORD'])}".removesuffix(":")
    return f"postgres://{who}@{found['HOST']}:{found['PORT']}/{found['NAME']}"
