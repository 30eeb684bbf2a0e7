import socket

import pytest

from deploy.run.console import Trouble
from deploy.run.net import free_port, listens, require_free


def test_a_port_in_use_is_refused_and_another_one_offered() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert listens(port)
        with pytest.raises(Trouble, match=f"make demo PORT={port + 1}"):
            require_free("127.0.0.1", port)


def test_a_free_port_is_free() -> None:
    port = free_port()
    assert not listens(port)
    require_free("127.0.0.1", port)
