"""`evaluate portraits INDEX.csv`: the quality of the cut-out on photos with masks."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

NAME = "evaluate"
HELP = "measure quality on photos with known answers"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=["portraits"])
    parser.add_argument("index", type=Path, help="a CSV with columns image, mask")
    parser.add_argument("--fast", action="store_true", help="the quick mode")
    parser.add_argument("--json", action="store_true", help="machine-readable")


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference import cut_out
    from inference.evaluate import portraits

    score = portraits(
        options.index, lambda photo: cut_out(photo, fine=not options.fast).alpha > 0.5
    )
    if options.json:
        tell(json.dumps(asdict(score)))
    else:
        tell("\n".join(f"{name:15} {value:.4g}" for name, value in asdict(score).items()))
    return 0
