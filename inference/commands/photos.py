"""What the commands that ask one question of each photo share: reading, telling, painting."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from inference.results import Pixels


class Answer(NamedTuple):
    """values: for JSON. line: for people. painted: the photo with the answer on it."""

    values: Mapping[str, Any]
    line: str
    painted: Callable[[], Pixels]


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("photos", type=Path, nargs="+", metavar="PHOTO")
    parser.add_argument("--json", action="store_true", help="tell JSON: a list, one item a photo")
    parser.add_argument("--draw", action="store_true", help="paint the answer on the photo")
    parser.add_argument(
        "-o", "--output", type=Path, help="the painted photo, or a folder; else the JSON"
    )


def answer(options: Namespace, tell: Callable[[str], None], ask: Callable[[Pixels], Answer]) -> int:
    """Asks about every photo, at its full size, and answers the exit status.

    A photo that cannot be read is named on stderr and in the JSON; the others are still answered.
    """
    answers = [_ask(path, options, tell, ask) for path in options.photos]
    text = json.dumps(answers, ensure_ascii=False)
    if options.json:
        tell(text)
    if options.output and not options.draw:
        options.output.write_text(f"{text}\n", encoding="utf-8")
    return int(any("error" in each for each in answers))


def _ask(
    path: Path, options: Namespace, tell: Callable[[str], None], ask: Callable[[Pixels], Answer]
) -> dict[str, Any]:
    from inference import BadPhoto, read_photo
    from inference.image.kinds import MAX_SIDE

    try:
        pixels = read_photo(path.read_bytes(), longest=MAX_SIDE)
        found = ask(pixels)
    except (BadPhoto, OSError) as error:
        print(f"{path}: {error}", file=sys.stderr)  # noqa: T201 - stdout is for the answers
        return {"file": str(path), "error": str(error)}
    if options.draw:
        _write(found.painted(), _target(options, path))
    if not options.json:
        tell(f"{path}: {found.line}")
    height, width = pixels.shape[:2]
    return {"file": str(path), "width": width, "height": height, **found.values}


def _target(options: Namespace, photo: Path) -> Path:
    """Where the painted photo goes: beside the photo, if nothing else is said."""
    output: Path | None = options.output
    if output is None:
        return photo.with_name(f"{photo.stem}-{options.name}.jpg")
    several = len(options.photos) > 1 or output.is_dir()
    return output / f"{photo.stem}-{options.name}.jpg" if several else output


def _write(pixels: Pixels, path: Path) -> None:
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path, quality=92)
