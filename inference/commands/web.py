"""`web DIR`: the files with which a browser sees as this package does."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

NAME = "web"
HELP = "write the networks and numbers that browsers use"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="made where it is missing")


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference.catalog import CATALOG
    from inference.web.facts import MODELS, facts
    from inference.web.trim import with_outputs

    numbers = json.dumps(facts(), separators=(",", ":"))
    options.folder.mkdir(parents=True, exist_ok=True)
    for name in MODELS:
        kept = with_outputs(CATALOG[name].source.read_bytes(), CATALOG[name].outputs)
        (options.folder / f"{name}.tflite").write_bytes(kept)
    (options.folder / "facts.json").write_text(numbers, encoding="utf-8")
    tell(f"facts.json and {len(MODELS)} networks in {options.folder}")
    return 0
