"""The product's own settings, for tests: a folder of their own, thrown away at the end.

The database and Redis come from DATABASE_URL and REDIS_URL (`make test`, `make servers` start
both); without these the tests run on SQLite and Celery's filesystem broker. Set before the import
because settings are read once. Processes started by fixtures run on `campaigns.settings` itself,
with this very environment.

Where the tests are shared among processes (pytest -n 3), each has a folder, an address and a
number in Redis of its own; pytest-django gives each a database.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from deploy.run.net import free_port
from deploy.run.paths import STATIC

if "pytest" in sys.modules:
    if "VAR" not in os.environ:
        os.environ["VAR"] = tempfile.mkdtemp(prefix="marquee-test-")
        atexit.register(shutil.rmtree, os.environ["VAR"], ignore_errors=True)
    # "gw0", "gw1", …: one of the processes that share the tests; it inherits what the first set.
    if _sharer := os.environ.get("PYTEST_XDIST_WORKER"):
        os.environ["VAR"] += f"/{_sharer}"
        os.environ["BASE_URL"] = f"http://127.0.0.1:{free_port()}"
        if _redis := os.environ.get("REDIS_URL"):
            _number = _sharer.removeprefix("gw")
            os.environ["REDIS_URL"] = urlsplit(_redis)._replace(path=_number).geturl()
    # What `make test` has collected, for the servers of the browser tests.
    STATIC.mkdir(parents=True, exist_ok=True)
    _collected = Path(os.environ["VAR"]) / "static"
    if not _collected.exists():
        _collected.parent.mkdir(parents=True, exist_ok=True)
        _collected.symlink_to(STATIC)
os.environ.setdefault("SECRET_KEY", "a-secret-that-only-guards-test-data-and-is-long-enough")
# Links and QR codes made in a test lead to the server that the `server` fixture starts.
os.environ.setdefault("BASE_URL", f"http://127.0.0.1:{free_port()}")

from campaigns.settings import *  # noqa: F403
from campaigns.settings import DATABASES, STORAGES, VAR

# In process, pages are rendered without collecting static files first.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# A file, so that other processes can open it: SQLite's test database is in memory otherwise.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
else:
    # Should clearing the tables and a late request of the `server` wait for each other, then the
    # request is the one to give up: it uses PostgreSQL's own second.
    DATABASES["default"]["OPTIONS"] = {"options": "-c deadlock_timeout=10s"}
