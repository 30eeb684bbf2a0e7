"""Fixtures of the fault tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from campaigns.models import Release
from deploy.run.net import free_port
from deploy.run.servers import redis_service
from tests.cast import a_release
from tests.faults.product import Product, Redis
from tests.support.processes import Server, Worker


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    port = free_port()
    redis = Redis(redis_service(port, tmp_path), port)
    redis.start()
    yield redis
    redis.kill()


@pytest.fixture
def _alone(_server: Server, _worker: Worker, transactional_db: None) -> None:
    """Nobody else is at the test's address; whoever needs them later starts them again."""
    _worker.kill()
    _server.stop()


@pytest.fixture(params=["redis", "folder"])
def product(
    request: pytest.FixtureRequest,
    product_environment: dict[str, str],
    tmp_path: Path,
    _alone: None,
) -> Iterator[Product]:
    """All of it running, once with each kind of bell."""
    redis = request.getfixturevalue("redis") if request.param == "redis" else None
    url = f"redis://127.0.0.1:{redis.port}/0" if redis else ""
    environment = product_environment | {"REDIS_URL": url}
    server, worker = Server(environment, tmp_path), Worker(environment, tmp_path)
    server.start()
    worker.start()
    yield Product(server, worker, redis)
    worker.stop()
    server.stop()


@pytest.fixture
def release(transactional_db: None) -> Release:
    return a_release()
