"""For the supervisor of a worker: has it gone deaf, as after trouble with the broker?"""

import socket
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from campaigns.services import heartbeat


class Command(BaseCommand):
    help = "Exits 1 when a worker has not answered for long."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--worker", default=f"celery@{socket.gethostname()}")
        # The bell rings every 5 s and goes round among the workers.
        parser.add_argument("--seconds", type=float, default=300.0)

    def handle(self, *args: Any, worker: str, seconds: float, **options: Any) -> None:
        silence = heartbeat.silence(worker, timezone.now())
        if silence is None:
            raise CommandError(f"{worker} has never answered")
        if silence > seconds:
            raise CommandError(f"{worker} has not answered for {silence} s")
        self.stdout.write(f"{worker} answered {silence} s ago")
