import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from inference import session
from inference.errors import ModelUnavailable

GREY = np.full((1, 256, 256, 3), 0.5, np.float32)


@pytest.fixture
def _unloaded() -> Iterator[None]:
    """No network is loaded when the test starts."""
    session._forget()
    yield
    session._forget()


@pytest.mark.usefixtures("_unloaded")
def test_threads_share_one_session_and_agree() -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: session.run("selfie", GREY)[0], range(16)))
    assert list(session._sessions) == ["selfie"]
    assert all(np.array_equal(answer, answers[0]) for answer in answers)


@pytest.mark.usefixtures("_unloaded")
def test_a_network_that_is_not_built_says_how_to_build_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARQUEE_MODELS", str(tmp_path))
    with pytest.raises(ModelUnavailable, match="make models"):
        session.warm(["selfie"])


@pytest.mark.usefixtures("_unloaded")
def test_a_forked_child_opens_its_own_sessions() -> None:
    before = session.run("selfie", GREY)[0]
    child = os.fork()
    if child == 0:
        empty = not session._sessions
        same = np.array_equal(session.run("selfie", GREY)[0], before)
        os._exit(0 if empty and same else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_threads_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MARQUEE_THREADS", raising=False)
    assert session.threads() == 1
    monkeypatch.setenv("MARQUEE_THREADS", "2")
    assert session.threads() == 2
