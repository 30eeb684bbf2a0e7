import hashlib
from pathlib import Path
from wsgiref.headers import Headers

import brotli
import pytest
from django.conf import LazySettings
from django.http import HttpResponse

from campaigns.staticfiles import GuardedStatic, HashedStatic, Remembering


def hashed(folder: Path, **sources: str) -> dict[str, str]:
    """The text of each collected script by its name without the hash."""
    for name, source in sources.items():
        (folder / f"{name}.js").write_text(source)
    storage = HashedStatic(location=str(folder), base_url="/static/")
    names = [f"{name}.js" for name in sources]
    for name, _hashed, done in storage.post_process({name: (storage, name) for name in names}):
        assert not isinstance(done, Exception), (name, done)
    return {path.name.split(".")[0]: path.read_text() for path in folder.glob("*.*.js")}


def test_imports_lead_to_hashed_files(tmp_path: Path) -> None:
    made = hashed(
        tmp_path,
        page='import { a } from "./tool.js";\nconst late = await import("./late.js");',
        tool="export const a = 1;",
        late="export const b = 2;",
    )
    assert '"./tool.js"' not in made["page"]
    assert '"./late.js"' not in made["page"]


def test_types_that_name_each_other_in_comments_are_no_imports(tmp_path: Path) -> None:
    made = hashed(
        tmp_path,
        stage='/** @param {import("./play.js").Play} play */\nexport function on(play) {}',
        play='import { on } from "./stage.js";\n/** @typedef {import("./stage.js").on} On */',
    )
    assert 'import("./play.js")' in made["stage"]
    assert 'from "./stage.js"' not in made["play"]


def test_only_hashed_files_are_kept(tmp_path: Path) -> None:
    hashed(tmp_path, tool="export const a = 1;")
    assert not (tmp_path / "tool.js").exists()


def test_a_large_file_is_compressed_once_a_machine(tmp_path: Path, settings: LazySettings) -> None:
    settings.ROOT = tmp_path
    data = b"tensors " * 70_000
    assert brotli.decompress(Remembering().compress_brotli(data)) == data
    (kept,) = (tmp_path / ".cache" / "brotli").iterdir()
    assert kept.stem == hashlib.sha256(data).hexdigest()
    kept.write_bytes(b"what was kept")
    assert Remembering().compress_brotli(data) == b"what was kept"


def test_a_small_file_is_compressed_anew(tmp_path: Path, settings: LazySettings) -> None:
    settings.ROOT = tmp_path
    assert brotli.decompress(Remembering().compress_brotli(b"small " * 9)) == b"small " * 9
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "is_worker"),
    [
        ("vision/worker.0a1b2c3d4e5f.js", True),
        ("vision/worker.js", True),
        ("vendor/litert/litert_wasm_threaded_internal.0a1b2c3d4e5f.js", True),
        ("vision/eye.0a1b2c3d4e5f.js", False),
        ("vision/network.tflite", False),
    ],
)
def test_a_worker_gets_a_policy_of_its_own(name: str, *, is_worker: bool) -> None:
    headers = Headers()
    GuardedStatic(lambda _: HttpResponse()).add_mime_headers(
        headers, f"/files/{name}", f"/static/{name}"
    )
    assert ("Content-Security-Policy" in headers) is is_worker
    if is_worker:
        assert "unsafe-eval" not in str(headers["Content-Security-Policy"]).replace(
            "wasm-unsafe-eval", ""
        )


def test_webassembly_is_served_as_what_it_is() -> None:
    headers = Headers()
    GuardedStatic(lambda _: HttpResponse()).add_mime_headers(headers, "/a.wasm", "/static/a.wasm")
    assert headers["Content-Type"] == "application/wasm"
