"""`make test`: everything, on SQLite and on real PostgreSQL and Redis, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from deploy.run import debian, environment, node, peers, product, servers
from deploy.run.checks import run_checks
from deploy.run.commands import show
from deploy.run.console import Trouble, say, step
from deploy.run.paths import PYTHON
from deploy.run.signals import polite_end
from deploy.run.turns import one_at_a_time

# What differs between databases, and each live play to its end; the whole suite runs on PostgreSQL.
_ON_SQLITE = ("tests/services", "tests/browser", "-m", "sqlite or not browser")
# Three processes share the tests (tests/support/sharing.py): one of them waits more than it
# computes, so that fills two cores. Each keeps up to two gigabytes: a browser, and the networks.
_SHARED = ("-n", "3")
# pytest's own code for "no test ran"
_NO_TESTS = 5


def test() -> int:
    _prepare()
    checks = run_checks()
    arguments = os.environ.get("ARGS", "").split()
    if arguments:
        with _servers() as env:
            return _pytest(arguments, env) or checks
    step("Services and games on SQLite")
    sqlite = _pytest([*_SHARED, *_ON_SQLITE], {})
    with _servers() as env:
        step("All tests on PostgreSQL and Redis")
        everything = _pytest(_SHARED, env)
    for name, code in (("the static checks", checks), ("the tests on SQLite", sqlite)):
        if code:
            say(f"Also failed, see above: {name}")
    return everything or sqlite or checks


def with_servers() -> int:
    """Runs the command in RUN with DATABASE_URL and REDIS_URL of fresh servers."""
    _prepare()
    with _servers() as env:
        return show("bash", "-c", os.environ.get("RUN") or "exec bash", env=env)


def bench() -> int:
    """Measures on a PostgreSQL that really writes to disk. ARGS=vision: the networks alone;
    ARGS=jobs: the plays' pictures alone; ARGS="soak 10 hands": an eye kept open for ten minutes."""
    _prepare()
    parts = os.environ.get("ARGS", "").split()
    try:
        with polite_end(), one_at_a_time():
            peers.install()
    except Trouble as trouble:
        say(f"Measuring without MediaPipe beside us: {trouble}")
    if parts == ["vision"]:
        return show(PYTHON, "-m", "tests.bench.vision")
    with polite_end(), servers.postgres(durable=True) as database, servers.redis() as redis:
        env = {"DATABASE_URL": database, "REDIS_URL": redis}
        if parts[:1] == ["soak"]:
            return show(PYTHON, "-m", "tests.bench.soak", *parts[1:], env=env)
        return show(PYTHON, "-m", "tests.bench", *parts, env=env)


def _prepare() -> None:
    with polite_end(), one_at_a_time():
        debian.require_for_tests()
        environment.install("test")
        node.install(with_tools=True)
        product.build_models()
        product.build_vision()
        product.compile_translations()
        product.collect_static({"SECRET_KEY": "only-for-collecting-files"})


@contextmanager
def _servers() -> Iterator[dict[str, str]]:
    with polite_end(), servers.postgres() as database, servers.redis() as redis:
        yield {"DATABASE_URL": database, "REDIS_URL": redis}


def _pytest(arguments: Sequence[str], env: dict[str, str]) -> int:
    code = show(PYTHON, "-m", "pytest", *arguments, env=env)
    return 1 if code == _NO_TESTS else code
