from pathlib import Path

from campaigns.staticfiles import HashedStatic


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
