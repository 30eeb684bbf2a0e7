"""What was measured last, kept in measured.json: the model cards tell it.

Written by `python -m inference bench --peers --save` (speed, sizes, memory) and by
`python -m inference evaluate … --save` (quality); nobody edits it by hand. Our own network never
saw the photos that judge it, but thresholds were chosen on some: new photos do a little worse.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from inference.catalog import CATALOG

FILE = Path(__file__).with_name("measured.json")


def measured() -> Mapping[str, Any]:
    """speed: as `bench --json` tells it. kilobytes: network → of its ONNX file. quality: question
    → its figures, the index they were measured on, and as `counts` what shares are shares of
    where that is not all the photos. styles: rows of `bench --styles`. Each missing until it was
    measured."""
    told: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return told


def record_speed(report: Mapping[str, Any]) -> None:
    """Keeps a report of the bench, and the sizes of the networks it was taken with."""
    sizes = {name: kilobytes(row.built) for name, row in CATALOG.items() if row.built.is_file()}
    _write({**measured(), "speed": report, "kilobytes": sizes})


def record_styles(rows: Sequence[Mapping[str, Any]]) -> None:
    """Keeps what the styles' networks cost: rows of `bench --styles --json`."""
    _write({**measured(), "styles": list(rows)})


def record_quality(question: str, index: Path, score: Mapping[str, Any]) -> None:
    """Keeps the figures of an evaluation; what is told by groups is left out."""
    told = measured()
    flat = {**score, **(score.get("all") or {})}
    figures = {name: round(n, 4) for name, n in flat.items() if isinstance(n, int | float)}
    place = Path(*index.resolve().parts[-3:]).as_posix()
    counts = {"counts": dict(score["counts"])} if score.get("counts") else {}
    quality = {**told.get("quality", {}), question: {"index": place, **figures, **counts}}
    _write({**told, "quality": dict(sorted(quality.items()))})


def kilobytes(path: Path) -> int:
    """Of 1000 bytes."""
    return round(path.stat().st_size / 1000)


def _write(told: Mapping[str, Any]) -> None:
    text = json.dumps(told, indent=2, ensure_ascii=False)
    FILE.write_text(f"{text}\n", encoding="utf-8")
