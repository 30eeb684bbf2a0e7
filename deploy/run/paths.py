"""Where things lie. Everything made here is git-ignored and may be deleted at any time."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
LOGS = VAR / "log"
STATIC = VAR / "static"
DATABASE = VAR / "db.sqlite3"

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PEERS = Path(os.environ.get("MARQUEE_PEERS") or ROOT / ".cache" / "peers")
TRAIN = Path(os.environ.get("MARQUEE_TRAIN") or ROOT / ".cache" / "train")
LOCKS = ROOT / "deploy" / "locks"

NODE = ROOT / "deploy" / "node"
NODE_MODULES = NODE / "node_modules"
VENDOR = ROOT / "static" / "vendor"

MODELS = Path(os.environ.get("MARQUEE_MODELS") or ROOT / ".cache" / "models")
