"""`python -m inference.build`: builds the networks this machine lacks."""

import sys

from inference.build.fetch import BadDownload
from inference.build.make import build, missing
from inference.catalog import models_dir


def main() -> int:
    """0 when every network is there afterwards."""
    models = missing()
    if not models:
        return 0
    try:
        build(models, print)
    except BadDownload as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(models)} models built in {models_dir()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
