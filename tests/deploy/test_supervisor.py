import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from deploy.run.console import Trouble
from deploy.run.processes import Service
from deploy.run.signals import Stopped, polite_end
from deploy.run.supervisor import Supervisor


def a_service(folder: Path, *command: str) -> Service:
    return Service(command[0], list(command), env={}, log=folder / "log")


@pytest.fixture
def health() -> Iterator[str]:
    """A health page that says no twice, then yes."""
    answers = iter([503, 503])

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(next(answers, 200))
            self.end_headers()
            self.wfile.write(b'{"ready": "maybe"}')

        def log_message(self, *arguments: object) -> None:
            """Says nothing."""

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/healthz"
        server.shutdown()


def test_it_is_ready_when_the_health_page_says_so(tmp_path: Path, health: str) -> None:
    with Supervisor([a_service(tmp_path, "sleep", "60")]) as supervisor:
        supervisor.wait_ready(health, None, seconds=30.0)


def test_what_the_health_page_said_last_is_told_when_it_takes_too_long(
    tmp_path: Path, health: str
) -> None:
    with (
        pytest.raises(Trouble, match="maybe"),
        Supervisor([a_service(tmp_path, "sleep", "60")]) as supervisor,
    ):
        supervisor.wait_ready(health, None, seconds=0.05)


def test_a_part_that_dies_while_starting_is_named_with_its_last_words(tmp_path: Path) -> None:
    dying = a_service(tmp_path, "sh", "-c", "echo no database here; exit 1")
    with pytest.raises(Trouble, match="no database here"), Supervisor([dying]) as supervisor:
        supervisor.wait_ready("http://127.0.0.1:1/", None, seconds=30.0)


def test_a_part_that_is_killed_is_started_again(tmp_path: Path) -> None:
    service = a_service(tmp_path, "sleep", "60")
    with Supervisor([service]) as supervisor:
        first = service.pid
        os.kill(first, signal.SIGKILL)
        watch_until_stopped(supervisor)
        assert service.alive
        assert service.pid != first
    assert not service.alive


def watch_until_stopped(supervisor: Supervisor) -> None:
    """Someone says stop after two seconds."""
    threading.Timer(2.0, os.kill, [os.getpid(), signal.SIGTERM]).start()
    with contextlib.suppress(Stopped), polite_end():
        supervisor.watch()


def test_a_part_that_keeps_dying_ends_it_all(tmp_path: Path) -> None:
    parts = [a_service(tmp_path, "false"), a_service(tmp_path, "sleep", "60")]
    with pytest.raises(Trouble, match="keeps stopping"), Supervisor(parts) as supervisor:
        supervisor.watch()
    assert not any(part.alive for part in parts)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_any_polite_signal_ends_it_and_the_old_handlers_come_back(number: int) -> None:
    before = signal.getsignal(number)
    with pytest.raises(Stopped), polite_end():
        signal.raise_signal(number)
    assert signal.getsignal(number) == before
