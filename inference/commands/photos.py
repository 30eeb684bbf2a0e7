"""What the commands that ask one question of each photo share: reading, telling, painting."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from inference.image.kinds import MAX_SIDE
from inference.results import Pixels, Rgba


class Answer(NamedTuple):
    """values: for JSON. line: for people. painted: the photo with the answer on it.

    made: the answer as a picture of its own, from commands that make one.
    """

    values: Mapping[str, Any]
    line: str
    painted: Callable[[], Pixels]
    made: Callable[[], Pixels | Rgba] | None = None


def arguments(parser: ArgumentParser, *, makes: str = "") -> None:
    """makes: the suffix of the picture that the command makes of a photo; "": it makes none."""
    parser.add_argument("photos", type=Path, nargs="+", metavar="PHOTO")
    parser.add_argument("--json", action="store_true", help="tell JSON: a list, one item a photo")
    parser.add_argument("--draw", action="store_true", help="paint the answer on the photo")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        help=f"the painted photo, or a folder; else the {'result' if makes else 'JSON'}",
    )
    parser.set_defaults(makes=makes, longest=MAX_SIDE)


def answer(options: Namespace, tell: Callable[[str], None], ask: Callable[[Pixels], Answer]) -> int:
    """Asks about every photo and answers the exit status.

    Photos are read at their full size, if options.longest does not say otherwise. A photo
    that cannot be read is named on stderr and in the JSON; the others are still answered.
    """
    targets = _targets(options)
    answers = [
        _ask(photo, target, options, tell, ask)
        for photo, target in zip(options.photos, targets, strict=True)
    ]
    text = json.dumps(answers, ensure_ascii=False)
    if options.json:
        tell(text)
    if options.output and not (options.draw or options.makes):
        options.output.write_text(f"{text}\n", encoding="utf-8")
    return int(any("error" in each for each in answers))


def count(said: str) -> int:
    """How many at most, as typed: a whole number from 1 on."""
    if not said.isdecimal() or not int(said):
        raise ArgumentTypeError(f"expected a number from 1 on, got {said!r}")
    return int(said)


def _ask(
    photo: Path,
    target: Path | None,
    options: Namespace,
    tell: Callable[[str], None],
    ask: Callable[[Pixels], Answer],
) -> dict[str, Any]:
    from inference import BadPhoto, read_photo

    try:
        pixels = read_photo(photo.read_bytes(), longest=options.longest)
        found = ask(pixels)
    except (BadPhoto, OSError) as error:
        print(f"{photo}: {error}", file=sys.stderr)  # noqa: T201 - stdout is for the answers
        return {"file": str(photo), "error": str(error)}
    if target:
        _write(found.painted() if options.draw or not found.made else found.made(), target)
    if not options.json:
        tell(f"{photo}: {found.line}")
    height, width = pixels.shape[:2]
    return {"file": str(photo), "width": width, "height": height, **found.values}


def _targets(options: Namespace) -> list[Path | None]:
    """Where each picture goes, none onto another: painted photos beside the photo, if nothing else
    is said. Photos of one name that go into one folder are numbered.
    """
    suffix = ".jpg" if options.draw else options.makes
    if not suffix or not (options.draw or options.output):
        return [None for _ in options.photos]
    output: Path | None = options.output
    if output and len(options.photos) == 1 and not output.is_dir():
        return [output]
    taken: Counter[Path] = Counter()
    targets: list[Path | None] = []
    for photo in options.photos:
        target = (output or photo.parent) / f"{photo.stem}-{options.name}"
        taken[target] += 1
        number = f"-{taken[target]}" if taken[target] > 1 else ""
        targets.append(target.with_name(f"{target.name}{number}{suffix}"))
    return targets


def _write(pixels: Pixels | Rgba, path: Path) -> None:
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        Image.fromarray(pixels).save(path, quality=92)
    except (ValueError, OSError) as error:
        raise OSError(f"{path}: {error}") from error
