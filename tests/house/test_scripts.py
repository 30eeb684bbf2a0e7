"""Who may import whom in JavaScript, and that nothing comes from elsewhere."""

import json
import re
from pathlib import Path, PurePosixPath

import pytest

from deploy.run.paths import NODE, ROOT
from tests.house.files import script_imports, tracked

# Folder of static/ → folders whose modules it may import besides its own.
FOLDERS = {
    "vision": (),
    "core": ("vision",),
    "plays": ("core", "vision"),
    "screen": ("core", "vision"),
    "admin": ("core", "vendor"),
}
SCRIPTS = [path for path in tracked() if path.parts[0] == "static" and path.suffix == ".js"]
PAGES = [path for path in tracked() if path.parts[0] in {"static", "templates"}]
_ADDRESS = re.compile(r"""(?:https?:)?//(?!\s)[a-z0-9-]+(?:\.[a-z0-9-]+)+""", re.IGNORECASE)
# Names of vocabularies, which nobody fetches.
_NAMES = ("http://www.w3.org/", "https://www.w3.org/", "//www.w3.org/")


def strays(script: PurePosixPath, source: str) -> list[str]:
    """What a script at static/… imports although it may not. A play may not import a play."""
    return [name for name in script_imports(source) if not _may(script, name)]


def _may(script: PurePosixPath, name: str) -> bool:
    if not name.startswith("."):
        return False
    folder, target = script.parts[1], _target(script, name)
    if target.parts[:1] != ("static",):
        return False
    if target.parts[1] == folder:
        return folder != "plays" or script.stem in target.parts[2:-1]
    return target.parts[1] in FOLDERS.get(folder, ())


def _target(script: PurePosixPath, name: str) -> PurePosixPath:
    steps: list[str] = list(script.parent.parts)
    for part in PurePosixPath(name).parts:
        steps = steps[:-1] if part == ".." else [*steps, part]
    return PurePosixPath(*steps)


@pytest.mark.parametrize("path", SCRIPTS, ids=str)
def test_every_script_imports_only_what_lies_below_it(path: Path) -> None:
    assert strays(PurePosixPath(path), (ROOT / path).read_text()) == []


@pytest.mark.parametrize(
    ("script", "name"),
    [
        ("static/core/page.js", "../plays/star_photo.js"),
        ("static/plays/star_photo.js", "./gesture_duel.js"),
        ("static/core/page.js", "../screen/main.js"),
        ("static/screen/main.js", "echarts"),
        ("static/core/page.js", "https://elsewhere.example/x.js"),
        ("static/core/page.js", "../../secrets.js"),
    ],
)
def test_a_forbidden_import_is_caught(script: str, name: str) -> None:
    assert strays(PurePosixPath(script), f'import {{ a }} from "{name}";')


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_no_page_style_or_script_names_an_address_elsewhere(path: Path) -> None:
    if path.suffix not in {".html", ".txt", ".js", ".css", ".svg", ".json", ".webmanifest"}:
        return
    found = [m[0] for m in _ADDRESS.finditer((ROOT / path).read_text())]
    assert [address for address in found if not f"{address}/".startswith(_NAMES)] == []


def test_the_package_lock_names_no_address() -> None:
    lock = json.loads((NODE / "package-lock.json").read_text())
    assert [name for name, entry in lock["packages"].items() if "resolved" in entry] == []
    assert all("integrity" in entry for name, entry in lock["packages"].items() if name)


def test_no_scripts_import_each_other_in_a_circle() -> None:
    """Hashed names could not be computed: each would depend on the other."""
    graph = {str(path): _imported(path) for path in SCRIPTS}
    left = set(graph)
    while leaves := {name for name in left if not graph[name] & left}:
        left -= leaves
    assert sorted(left) == []


def _imported(path: Path) -> set[str]:
    code = [line for line in (ROOT / path).read_text().splitlines() if not _comment(line)]
    names = script_imports("\n".join(code))
    return {str(_target(PurePosixPath(path), name)) for name in names}


def _comment(line: str) -> bool:
    return line.lstrip().startswith(("*", "/*", "//"))
