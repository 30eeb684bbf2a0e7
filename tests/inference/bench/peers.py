"""MediaPipe in its own environment, where `make bench` has made it."""

import pytest

from deploy.run.paths import PEERS

needs_peers = pytest.mark.skipif(
    not (PEERS / ".installed").is_file(), reason=f"MediaPipe is not at {PEERS} (`make bench`)"
)
