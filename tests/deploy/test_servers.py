"""Real servers, started and gone again."""

from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import redis

from deploy.run import servers
from deploy.run.console import Trouble
from deploy.run.net import free_port, listens
from deploy.run.processes import Service


def test_postgres_is_empty_works_and_is_gone_afterwards() -> None:
    with servers.postgres() as url:
        with psycopg.connect(url) as connection:
            assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
            assert connection.execute("SHOW fsync").fetchone() == ("off",)
        port = urlsplit(url).port
        assert port
    assert not listens(port)


def test_a_measured_postgres_writes_to_disk() -> None:
    with servers.postgres(durable=True) as url, psycopg.connect(url) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("on",)


def test_redis_works_and_is_gone_afterwards() -> None:
    with servers.redis() as url, redis.Redis.from_url(url) as client:
        assert client.ping()
        port = urlsplit(url).port
        assert port
    assert not listens(port)


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    service = Service("broken", ["sh", "-c", "echo bad luck; exit 1"], env={}, log=tmp_path / "log")
    with (
        pytest.raises(Trouble, match="bad luck"),
        servers.running(service, lambda: listens(free_port())),
    ):
        pass
