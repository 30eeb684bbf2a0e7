"""The repository as a test of the house sees it: what git tracks, what a file imports."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from deploy.run.paths import ROOT

# What git knows, and what it would take in: a new file is held to the rules before its commit.
_LIST = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
_JS_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")


@cache
def tracked() -> tuple[Path, ...]:
    """Paths relative to the root."""
    listed = subprocess.run(_LIST, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = (Path(name) for name in listed.split("\0") if name)
    return tuple(path for path in paths if (ROOT / path).is_file())


def python(*folders: str) -> Iterator[Path]:
    for path in tracked():
        if path.suffix == ".py" and path.parts[0] in folders:
            yield path


def module(path: Path) -> str:
    """The dotted name of a file; a package's own file keeps its `__init__`."""
    return ".".join(path.with_suffix("").parts)


def imports(source: str) -> set[str]:
    """Every module and name that the source imports, wherever it does: `from a import b` gives
    a.b, for b may be a module; imports in functions and under TYPE_CHECKING count."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def script_imports(source: str) -> list[str]:
    """What a JavaScript module imports, as it is written there."""
    return _JS_IMPORT.findall(source)
