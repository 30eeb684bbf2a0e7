"""What is copied of JavaScript packages, and how it is changed on the way."""

from pathlib import Path

import pytest

from deploy.run import node
from deploy.run.console import Trouble
from deploy.run.paths import VENDOR

_CORE = "@litertjs/core/dist/index.js"


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty node_modules."""
    monkeypatch.setattr(node, "NODE_MODULES", tmp_path)
    (tmp_path / _CORE).parent.mkdir(parents=True)
    return tmp_path


def test_a_bare_import_that_no_worker_could_follow_leads_to_the_copy(packages: Path) -> None:
    (packages / _CORE).write_text(
        'import { createWasmLib } from "@litertjs/wasm-utils";\n//# sourceMappingURL=index.js.map\n'
    )
    node._copy(_CORE, packages / "copy.js")
    assert (packages / "copy.js").read_text().strip() == (
        'import { createWasmLib } from "./bundle.js";'
    )


def test_a_package_that_imports_otherwise_stops_the_set_up(packages: Path) -> None:
    (packages / _CORE).write_text('import * as all from "elsewhere";')
    with pytest.raises(Trouble, match="imports no"):
        node._copy(_CORE, packages / "copy.js")


def test_other_files_are_copied_as_they_are_for_all_to_read(packages: Path) -> None:
    source = packages / "some.wasm"
    source.write_bytes(b"\0asm")
    source.chmod(0o600)
    node._copy("some.wasm", packages / "copy.wasm")
    assert (packages / "copy.wasm").read_bytes() == b"\0asm"
    assert (packages / "copy.wasm").stat().st_mode & 0o044


def test_no_copied_script_of_the_runtime_names_a_package_or_a_map() -> None:
    for script in (VENDOR / "litert").glob("*.js"):
        text = script.read_text()
        assert 'from "@' not in text
        assert "\n//# sourceMappingURL" not in text
