"""Fill an installation with the demo brand; running it again adds what is missing."""

from typing import Any

from django.core.management.base import BaseCommand

from campaigns.demo import stage


class Command(BaseCommand):
    help = "Make the demo brand with finished campaigns; DEMO_PASSWORD sets the logins' password."

    def handle(self, *args: Any, **options: Any) -> None:
        for label, value in stage.put_on():
            self.stdout.write(f"{label}\t{value}")
