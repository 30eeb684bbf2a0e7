"""Runs networks. The only importer of onnxruntime, and only when a network is first needed."""

import os
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inference.catalog import CATALOG, built_path

_sessions: dict[str, Any] = {}
_opening = threading.Lock()


def run(name: str, pixels: NDArray[np.float32]) -> tuple[NDArray[np.float32], ...]:
    """The kept outputs of a network, in the catalog's order, for its one input.

    Safe from several threads. Raises ModelUnavailable where the network is not built.
    """
    session = _sessions.get(name) or _open(name, built_path(name))
    return tuple(session.run(CATALOG[name].outputs, {session.get_inputs()[0].name: pixels}))


def run_own(file: Path, inputs: Mapping[str, NDArray[np.float32]]) -> NDArray[np.float32]:
    """The one output of a network of our own, which lies in `file`, for its inputs by name.

    Safe from several threads.
    """
    session = _sessions.get(str(file)) or _open(str(file), file)
    (output,) = session.run(None, dict(inputs))
    return np.asarray(output, np.float32)


def warm(names: Iterable[str]) -> None:
    """Loads networks ahead, so that the first player does not wait for it."""
    for name in names:
        _open(name, built_path(name))


def threads() -> int:
    """Threads within one network: MARQUEE_THREADS, else 1; workers scale by processes."""
    return int(os.environ.get("MARQUEE_THREADS") or 1)


def _open(name: str, path: Path) -> Any:
    with _opening:
        if name not in _sessions:
            _sessions[name] = _load(path)
        return _sessions[name]


def _load(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads()
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The pool would keep the most that any picture has ever taken, each network for itself.
    options.enable_cpu_mem_arena = False
    # Waiting threads would burn the cores that other workers need.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _forget() -> None:
    """A forked child must not use its parent's sessions: their threads stayed behind."""
    global _opening  # the lock may have been held while forking
    _opening = threading.Lock()
    _sessions.clear()


os.register_at_fork(after_in_child=_forget)
