"""The product as it runs for real, with the demo's campaigns, while something is measured."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from deploy.run import services
from deploy.run.net import free_port
from deploy.run.paths import PYTHON, ROOT
from deploy.run.processes import Service
from deploy.run.servers import answers, wait_until


@dataclass(frozen=True)
class Product:
    base: str
    web: Service
    worker: Service
    env: dict[str, str]


@contextmanager
def running() -> Iterator[Product]:
    """Migrates the database in DATABASE_URL, seeds the demo, starts web and worker, stops both."""
    with TemporaryDirectory() as folder:
        port = free_port()
        base = f"http://127.0.0.1:{port}"
        env = {
            **{key: os.environ[key] for key in ("DATABASE_URL", "REDIS_URL")},
            "BASE_URL": base,
            "SECRET_KEY": "only-for-measuring",
            "MEDIA": folder,
        }
        for command in ("migrate", "demo"):
            subprocess.run(
                [PYTHON, "manage.py", command, "-v", "0"],
                cwd=ROOT,
                env={**os.environ, **env},
                check=True,
                capture_output=True,
            )
        web = services.web("127.0.0.1", port, env=env, log=Path(folder) / "web.log")
        worker = services.worker(env=env, log=Path(folder) / "worker.log", processes=1)
        try:
            web.start()
            worker.start()
            wait_until(worker, lambda: answers(f"{base}/healthz"), 60.0)
            yield Product(base, web, worker, env)
        finally:
            worker.stop()
            web.stop()
