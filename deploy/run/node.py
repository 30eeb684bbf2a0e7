"""JavaScript that others wrote: npm fetches it, the dist files are copied to static/vendor/."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from deploy.run.commands import run
from deploy.run.console import Trouble, step
from deploy.run.paths import NODE, NODE_MODULES, VENDOR
from deploy.run.stamps import Stamp, fingerprint

OLDEST = 20

_LITERT = "@litertjs/core"
# WebGPU is used by the plain build too; the package's fourth one mixes it with WebAssembly.
_BUILDS = tuple(
    f"{_LITERT}/wasm/litert_wasm_{build}.{end}"
    for build in ("internal", "compat_internal", "threaded_internal")
    for end in ("js", "wasm")
)
# folder under static/vendor/ → files below node_modules, the packages' licences with them.
VENDORED = {
    "echarts": tuple(
        f"echarts/{name}"
        for name in ("dist/echarts.esm.min.js", "LICENSE", "NOTICE", "licenses/LICENSE-d3")
    ),
    "litert": (
        f"{_LITERT}/dist/index.js",
        "@litertjs/wasm-utils/dist/bundle.js",
        *_BUILDS,
    ),
}
# No import map reaches a worker: what a file imports by a bare name → the copied file.
_BARE = {f"{_LITERT}/dist/index.js": ('"@litertjs/wasm-utils"', '"./bundle.js"')}
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def install(*, with_tools: bool) -> None:
    """Fills node_modules and static/vendor. `with_tools` adds the type checker."""
    runtime = fingerprint([NODE / "package.json", NODE / "package-lock.json"])
    contents = (f"tools {runtime}", runtime) if with_tools else (runtime,)
    stamp = Stamp(NODE_MODULES / ".installed")
    if not stamp.holds(contents[0]):
        _require_node()
        step("Installing JavaScript packages")
        stamp.clear()
        omit = [] if with_tools else ["--omit=dev"]
        run(
            *("npm", "ci", "--ignore-scripts", *omit),
            doing="install the JavaScript packages",
            cwd=NODE,
        )
        stamp.put(*contents)
    _vendor(runtime)


def _vendor(content: str) -> None:
    wanted = f"{content} {sorted(VENDORED.items())} {_BARE}"
    stamp = Stamp(VENDOR / ".copied")
    if stamp.holds(wanted):
        return
    shutil.rmtree(VENDOR, ignore_errors=True)
    for folder, names in VENDORED.items():
        (VENDOR / folder).mkdir(parents=True)
        for name in names:
            _copy(name, VENDOR / folder / Path(name).name)
    stamp.put(wanted)


def _copy(name: str, target: Path) -> None:
    """The contents alone: in packages some files may be read by their owner only."""
    source = NODE_MODULES / name
    if source.suffix != ".js":
        shutil.copyfile(source, target)
        return
    bare, copied = _BARE.get(name, ("", ""))
    text = source.read_text(encoding="utf-8")
    if bare not in text:
        raise Trouble(f"{name} imports no {bare} any more: see _BARE in deploy/run/node.py.")
    text = text.replace(bare, copied) if bare else text
    # The maps are not copied, and hashed names could not lead to them.
    target.write_text(_SOURCE_MAP.sub("", text), encoding="utf-8")


def _require_node() -> None:
    advice = (
        f"Marquee's set-up needs Node.js {OLDEST} or newer with npm"
        " (Debian's own may be older: see the packages of your distribution or of Node.js)."
    )
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise Trouble(f"node or npm is not on the PATH.\n{advice}")
    shown = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    match = re.match(r"v(\d+)", shown.stdout)
    if not match or int(match[1]) < OLDEST:
        raise Trouble(f"The node on the PATH is {shown.stdout.strip() or 'broken'}.\n{advice}")
