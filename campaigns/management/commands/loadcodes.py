"""Bring a list of codes in from the command line: a prize's number and a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from campaigns.models import Prize
from campaigns.services.codelist import MAX_BYTES
from campaigns.services.codes import import_codes
from campaigns.services.errors import Refusal


class Command(BaseCommand):
    help = "Bring a CSV or text file of codes in for a prize and print the report."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("prize", type=int, help="the prize's number, as in its address")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, prize: int, file: Path, **options: Any) -> None:
        found = Prize.objects.filter(pk=prize).first()
        if found is None:
            raise CommandError(_("There is no prize with this number."))
        try:
            with file.open("rb") as lines:
                report = import_codes(found, lines.read(MAX_BYTES + 1), file.name, None)
        except OSError as error:
            raise CommandError(str(error)) from error
        except Refusal as refusal:
            raise CommandError(str(refusal.words)) from refusal
        for bad in report.bad_lines:
            self.stdout.write(f"{bad['line']}: {bad['why']} {bad['text']}")
        values = {
            "accepted": report.accepted,
            "duplicates": report.duplicates,
            "bad": report.bad_count,
        }
        self.stdout.write(
            _("%(accepted)d accepted, %(duplicates)d known already, %(bad)d bad lines") % values
        )
