"""`python -m inference.build`: builds the networks and fetches the font that this machine lacks."""

import sys

from inference.build.fetch import BadDownload
from inference.build.letters import fetch_font
from inference.build.make import build, missing
from inference.catalog import models_dir


def main() -> int:
    """0 when all of them are there afterwards."""
    models = missing()
    try:
        fetch_font(print)
        if not models:
            return 0
        build(models, print)
    except BadDownload as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(models)} models built in {models_dir()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
