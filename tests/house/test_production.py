"""The settings of a real installation, checked by Django's own deployment checks."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

from deploy.run.paths import ROOT

_CHECK = (sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING")


def production(folder: Path) -> dict[str, str]:
    """The example's environment, which is what deploy/README.md tells people to fill in."""
    path = ROOT / "deploy" / ".env.example"
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    values = dict(line.split("=", 1) for line in lines)
    ours = {"VAR": str(folder), "SECRET_KEY": secrets.token_urlsafe(50)}
    return {"PATH": os.environ["PATH"], "HOME": str(folder), **values, **ours}


def test_production_settings_raise_no_warning(tmp_path: Path) -> None:
    result = subprocess.run(
        _CHECK, cwd=ROOT, env=production(tmp_path), capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


def test_without_a_secret_key_the_product_refuses_to_start(tmp_path: Path) -> None:
    env = {name: value for name, value in production(tmp_path).items() if name != "SECRET_KEY"}
    result = subprocess.run(_CHECK, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr
