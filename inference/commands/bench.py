"""`bench [PHOTO|FOLDER …] [--json] [--peers]`: CPU milliseconds of each network and each task.

Frames are 1280×720, on one core and one thread, warm; medians. Without photos it measures on those
of MARQUEE_DATA or ../shared/data, else on a drawing. Exit status 2: a task found nothing to measure
on, or there is no peer.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inference.bench.report import Report, Row
    from inference.bench.star_photo import StarPhoto

NAME = "bench"
HELP = "measure speed, memory and start-up, also beside MediaPipe"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("photos", type=Path, nargs="*", metavar="PHOTO", help="or a folder of them")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--peers", action="store_true", help="in turns with MediaPipe")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--star-photo", type=Path, metavar="PHOTO", help="instead: a star photo of it, step by step"
    )
    parser.add_argument(
        "--styles", action="store_true", help="instead: painting, beside the network of Johnson"
    )
    parser.add_argument(
        "--save", action="store_true", help="also keep the figures for the `models` card"
    )


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference.bench.measure import measure
    from inference.bench.peer import PeerError

    if options.star_photo:
        return _star_photo(options, tell)
    if options.styles:
        return _styles(options, tell)
    try:
        report = measure(options.photos, rounds=options.rounds, beside_peer=options.peers)
    except PeerError as error:
        return _complain(str(error))
    tell(json.dumps(report.as_dict(), indent=2) if options.json else _lines(report))
    if report.unmeasured:
        return _complain(f"no photo shows what these look for: {', '.join(report.unmeasured)}")
    if options.save:
        from inference.measured import record_speed

        record_speed(report.as_dict())
    return 0


def _star_photo(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference.bench.machine import keep_to_one_core
    from inference.bench.star_photo import star_photo

    keep_to_one_core()
    report = star_photo(options.star_photo.read_bytes(), rounds=options.rounds)
    tell(json.dumps(report.as_dict(), indent=2) if options.json else _steps(report))
    return 0


def _styles(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference.bench.machine import keep_to_one_core
    from inference.bench.styles import styles
    from inference.measured import record_styles

    keep_to_one_core()
    rows = styles(options.rounds)
    told = [row.as_dict() for row in rows]
    tell(
        json.dumps(told, indent=2) if options.json else "\n".join(_table("style", rows, "Johnson"))
    )
    if options.save:
        record_styles(told)
    return 0


def _complain(text: str) -> int:
    print(text, file=sys.stderr)  # noqa: T201 - stdout is for the figures
    return 2


def _steps(report: "StarPhoto") -> str:
    last = f"intake ÷ plain decode {report.intake_to_decode:.2f}; memory {report.peak_mb:.0f} MB"
    return "\n".join([*_table("step", report.steps), last])


def _lines(report: "Report") -> str:
    machine = report.machine
    return "\n".join(
        [
            f"{machine.processor}, {machine.cores} cores, load {machine.load}; "
            f"onnxruntime {machine.onnxruntime}, Python {machine.python}; on {report.frames}",
            "",
            *_table("network", report.networks),
            "",
            *_table("task", report.tasks, report.peer),
            "",
            f"memory with everything loaded {report.memory.resident:.0f} MB, "
            f"at its most {report.memory.peak:.0f} MB",
            "",
            f"{'first answer after':<24}{'seconds':>8}{'of a core':>20}",
            *(
                f"{each.name:<24}{each.seconds:>8.2f}{each.cpu_seconds:>20.2f}"
                for each in report.start
            ),
        ]
    )


def _table(title: str, rows: "Sequence[Row]", peer: str = "") -> list[str]:
    head = f"{title:<24}{'CPU ms':>8}" + (f"{peer:>20}{'ratio':>8}" if peer else "")
    return [head, *(_line(row) for row in rows)]


def _line(row: "Row") -> str:
    beside = f"{row.peer_ms:>20.1f}{row.ratio:>8.2f}" if row.peer_ms else ""
    return f"{row.name:<24}{row.ms:>8.2f}{beside}"
