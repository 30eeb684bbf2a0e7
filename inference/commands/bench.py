"""`bench PHOTO [--json]`: CPU milliseconds of a star photo by step, and memory."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

NAME = "bench"
HELP = "measure the speed of a star photo by step"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("photo", type=Path, help="a photo of a person")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int, default=7)


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference.bench import bench

    report = bench(options.photo.read_bytes(), rounds=options.rounds)
    if options.json:
        tell(json.dumps(report.as_dict(), indent=2))
        return 0
    for title, rows in (
        ("step", report.steps),
        ("network", report.networks),
        ("task", report.tasks),
    ):
        tell(f"{title:<20}{'CPU ms':>8}")
        for row in rows:
            tell(f"{row.name:<20}{row.ms:>8.1f}")
    tell(f"intake ÷ plain decode {report.intake_to_decode:.2f}; memory {report.peak_mb:.0f} MB")
    return 0
