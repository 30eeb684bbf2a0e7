"""`make lock`: writes the lock files anew from pyproject.toml and package.json."""

from __future__ import annotations

from pathlib import Path

from deploy.run import environment
from deploy.run.commands import run
from deploy.run.console import step
from deploy.run.paths import LOCKS, NODE, PYTHON, ROOT, VENV

# Lock file → extras of pyproject.toml. The first binds the others: they hold all of its versions.
_EXTRAS = {
    "demo": ("build",),
    "production": ("build", "postgres", "s3"),
    "test": ("dev", "s3"),
    "train": ("train", "build"),
}


def lock() -> int:
    environment.install("test")
    step("Locking Python packages")
    run(PYTHON, "-m", "pip", "install", "-q", "uv", doing="install uv")
    for name, extras in _EXTRAS.items():
        bound = () if name == "demo" else ("-c", LOCKS / "demo.txt")
        chosen = [part for extra in extras for part in ("--extra", extra)]
        _compile(name, (ROOT / "pyproject.toml", *chosen, *bound))
    # A group, not an extra: it wants other versions than the product.
    _compile("peers", ("--group", "pyproject.toml:peers"))
    step("Locking JavaScript packages")
    run("npm", "install", "--package-lock-only", doing="lock JavaScript packages", cwd=NODE)
    return 0


def _compile(name: str, wanted: tuple[str | Path, ...]) -> None:
    how = ("--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header")
    run(
        *(VENV / "bin" / "uv", "pip", "compile", *wanted, *how, "-o", LOCKS / f"{name}.txt"),
        doing=f"lock the packages of {name}",
    )
