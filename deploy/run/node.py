"""JavaScript that others wrote: npm fetches it, the dist files are copied to static/vendor/."""

from __future__ import annotations

import re
import shutil
import subprocess

from deploy.run.commands import run
from deploy.run.console import Trouble, step
from deploy.run.paths import NODE, NODE_MODULES, VENDOR
from deploy.run.stamps import Stamp, fingerprint

OLDEST = 20

# folder under static/vendor/ → files of the package, its licence with them.
VENDORED = {
    "echarts": ("dist/echarts.esm.min.js", "LICENSE", "NOTICE", "licenses/LICENSE-d3"),
}


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
    wanted = f"{content} {sorted(VENDORED.items())}"
    stamp = Stamp(VENDOR / ".copied")
    if stamp.holds(wanted):
        return
    shutil.rmtree(VENDOR, ignore_errors=True)
    for package, files in VENDORED.items():
        target = VENDOR / package
        target.mkdir(parents=True)
        for name in files:
            source = NODE_MODULES / package / name
            shutil.copyfile(source, target / source.name)
    stamp.put(wanted)


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
