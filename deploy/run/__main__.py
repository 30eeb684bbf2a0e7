"""python3 -m deploy.run TARGET. Starts on any Python 3, to say which one is needed."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (whoever has an older one should read this)
    sys.exit(
        "Marquee needs Python 3.11 or newer; this one is {}.{}.\n"
        "Name a newer one: make demo PYTHON=python3.12".format(*sys.version_info)
    )

from deploy.run import checks, demo, locks, messages, testing, training
from deploy.run.console import Trouble, complain
from deploy.run.signals import Stopped

_TARGETS = {
    "demo": demo.demo,
    "test": testing.test,
    "check": checks.check,
    "format": checks.format_code,
    "bench": testing.bench,
    "servers": testing.with_servers,
    "models": demo.models,
    "train": training.train,
    "messages": messages.collect,
    "lock": locks.lock,
    "image": demo.image,
}


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in _TARGETS:
        complain(f"Say one of: {', '.join(_TARGETS)}")
        return 2
    try:
        return _TARGETS[arguments[0]]()
    except Trouble as trouble:
        complain(str(trouble))
        return 2
    except (Stopped, KeyboardInterrupt):
        complain("Stopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
