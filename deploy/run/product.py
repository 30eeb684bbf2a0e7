"""What the product itself needs before it can run: models, translations, pages' files, data."""

from __future__ import annotations

from collections.abc import Mapping

from deploy.run.commands import run
from deploy.run.console import step
from deploy.run.paths import DATABASE, MODELS, PYTHON, ROOT, STATIC, VAR, VENDOR, VENV
from deploy.run.stamps import Stamp, fingerprint

Environment = Mapping[str, str]


def build_models() -> None:
    """Fetches and converts the networks; the builder itself skips what is already right."""
    content = fingerprint([ROOT / "inference" / "build", ROOT / "inference" / "catalog.py"])
    stamp = Stamp(MODELS / ".built")
    if stamp.holds(content):
        return
    step("Building the models (the first time downloads their sources)")
    stamp.clear()
    run(PYTHON, "-m", "inference.build", doing="build the models")
    stamp.put(content)


def build_vision() -> None:
    """What browsers see with: networks and numbers out of `inference`, in static/vendor/vision."""
    content = fingerprint([ROOT / "inference"])
    target = VENDOR / "vision"
    stamp = Stamp(target / ".made")
    if stamp.holds(content):
        return
    step("Copying the networks that run in browsers")
    stamp.clear()
    run(PYTHON, "-m", "inference", "web", target, doing="copy the networks for browsers")
    stamp.put(content)


def compile_translations() -> None:
    """With Babel, so that no machine needs gettext to run the product."""
    locale = ROOT / "campaigns" / "locale"
    sources = list(locale.rglob("*.po"))
    content = fingerprint(sources)
    stamp = Stamp(VENV / ".translated")
    if not sources or (
        stamp.holds(content) and all(p.with_suffix(".mo").exists() for p in sources)
    ):
        return
    step("Compiling the translations")
    domains = " ".join(sorted({source.stem for source in sources}))
    babel = ("-m", "babel.messages.frontend", "compile", "-d", locale, "-D", domains)
    run(PYTHON, *babel, doing="compile the translations")
    stamp.put(content)


def collect_static(env: Environment) -> None:
    """Hashed and compressed copies of everything under static/ in var/static."""
    own = [path for path in (ROOT / "static").iterdir() if path.name != "vendor"]
    code = [ROOT / "campaigns" / "staticfiles.py", ROOT / "campaigns" / "settings.py"]
    vendored = [VENDOR / ".copied", VENDOR / "vision" / ".made"]
    content = fingerprint([*own, *code, *vendored, ROOT / "deploy" / "locks"])
    stamp = Stamp(STATIC / ".collected")
    if stamp.holds(content):
        return
    step("Collecting the pages' scripts, styles and pictures")
    stamp.clear()
    _manage(["collectstatic", "--no-input", "--clear"], env, doing="collect the static files")
    stamp.put(content)


def migrate(env: Environment) -> None:
    content = fingerprint([ROOT / "campaigns" / "migrations", ROOT / "deploy" / "locks"])
    stamp = Stamp(VAR / ".migrated")
    born = f"{DATABASE.stat().st_ino} {content}" if DATABASE.exists() else ""
    if born and stamp.holds(born):
        return
    step("Bringing the database up to date")
    _manage(["migrate", "--no-input"], env, doing="bring the database up to date")
    stamp.put(f"{DATABASE.stat().st_ino} {content}")


def seed(env: Environment) -> str:
    """Fills the database with the demo brand; returns the addresses it prints."""
    content = fingerprint([ROOT / "campaigns" / "demo", ROOT / "campaigns" / "plays"])
    stamp, shown = Stamp(VAR / ".seeded"), VAR / "demo.tsv"
    born = f"{DATABASE.stat().st_ino} {content}"
    if not (stamp.holds(born) and shown.exists()):
        step("Setting the stage: a demo brand and its campaigns")
        shown.write_text(_manage(["demo"], env, doing="set up the demo"), encoding="utf-8")
        stamp.put(born)
    return shown.read_text(encoding="utf-8")


def _manage(arguments: list[str], env: Environment, *, doing: str) -> str:
    return run(PYTHON, "manage.py", *arguments, doing=doing, env=env)
