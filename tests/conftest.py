"""Fixtures for all tests; see tests/support for what stands behind them."""

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.support import browser as chromium
from tests.support.photos import PERSON, require_person
from tests.support.processes import Running, Server, Worker, environment
from tests.support.sharing import Sharing

# Time says nothing on a shared machine: an example may take as long as it takes.
hypothesis_settings.register_profile("patient", deadline=None)
hypothesis_settings.load_profile("patient")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that failed in front of processes shows what they had to say."""
    report = yield
    if report.failed:
        for running in getattr(item, "funcargs", {}).values():
            if isinstance(running, Running):
                name = f"the {running.service.name} process's last lines"
                report.sections.append((name, running.service.tail(60)))
    return report


def pytest_xdist_make_scheduler(config: pytest.Config, log: Callable[..., None]) -> Sharing:
    """However the tests are to be shared, they are shared like this."""
    config.option.loadscopereorder = False  # in random order, as without sharing
    return Sharing(config, log)


@pytest.fixture(autouse=True)
def _in_the_first_language() -> Iterator[None]:
    """A view that is called in this thread leaves the language of its player behind."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(scope="session")
def product_environment(django_db_setup: None, django_db_blocker: object) -> dict[str, str]:
    return environment()


@pytest.fixture(scope="session")
def _server(
    product_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    server = Server(product_environment, tmp_path_factory.mktemp("web"))
    yield server
    server.stop()


@pytest.fixture
def server(_server: Server, django_db_reset_sequences: None) -> Iterator[Server]:
    """The web process on the test's database; `server.address(path)` leads to a page."""
    _server.start()
    yield _server
    _server.settle()


@pytest.fixture(scope="session")
def _worker(
    product_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Worker]:
    worker = Worker(product_environment, tmp_path_factory.mktemp("worker"))
    yield worker
    worker.kill()


@pytest.fixture
def worker(_worker: Worker, server: Server) -> Iterator[Worker]:
    """A worker process with beat, ready to do jobs; `worker.kill()` is the power cut.

    It rests when the test ends: it would do the jobs of the next one too, which may not want that.
    """
    _worker.start()
    yield _worker
    _worker.rest()


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    # Playwright's loop runs in this thread, which makes Django refuse the ORM. Nothing here is
    # asynchronous but Playwright itself.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser(_playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium whose camera shows a person; where there is no photo of one, without a camera."""
    camera: Path | None = None
    if PERSON.is_file():
        camera = chromium.film(PERSON, tmp_path_factory.mktemp("camera") / "person.mjpeg")
    running = chromium.launch(_playwright, camera)
    yield running
    running.close()


@pytest.fixture
def person() -> Path:
    """The photo that the camera shows; skips where there is none."""
    require_person()
    return PERSON


@pytest.fixture
def phone_page(browser: Browser, server: Server) -> Iterator[Page]:
    with chromium.visit(browser, "phone", server.base) as page:
        yield page


@pytest.fixture
def screen_page(browser: Browser, server: Server) -> Iterator[Page]:
    with chromium.visit(browser, "screen", server.base) as page:
        yield page


@pytest.fixture
def desk_page(browser: Browser, server: Server) -> Iterator[Page]:
    with chromium.visit(browser, "desk", server.base, camera=False) as page:
        yield page
