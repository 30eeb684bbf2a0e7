"""`web DIR`: the files with which a browser sees as this package does."""

import json
import shutil
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

    numbers = json.dumps(facts(), separators=(",", ":"))
    options.folder.mkdir(parents=True, exist_ok=True)
    for name in MODELS:
        # The contents alone: the cache's files may be readable by their owner only.
        shutil.copyfile(CATALOG[name].source, options.folder / f"{name}.tflite")
    (options.folder / "facts.json").write_text(numbers, encoding="utf-8")
    tell(f"facts.json and {len(MODELS)} networks in {options.folder}")
    return 0
