"""The peer beside us: MediaPipe in a process of its own, on the same core, asked in turns."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from inference.bench.clips import Clip

_SCRIPT = Path(__file__).with_name("peer_process.py")
_ENVIRONMENT = {"GLOG_minloglevel": "2", "TF_CPP_MIN_LOG_LEVEL": "2", "MPLBACKEND": "agg"}


class PeerError(OSError):
    """There is no peer to ask, or it gave up. The text says what to do."""


@dataclass(frozen=True, slots=True)
class Turn:
    """ms: CPU time of every frame of a clip but the first. count: what was found in the last."""

    ms: Sequence[float]
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class Peer:
    """Answers about the clips that it was started with, by their number."""

    process: "subprocess.Popen[str]"
    name: str

    def turn(self, task: str, clip: int, count: int) -> Turn:
        """count: how many things it is told to expect, as we would tell it. Raises PeerError."""
        answer = _ask(self.process, {"task": task, "clip": clip, "count": count})
        return Turn(answer["ms"], answer["count"])


def peers_python() -> Path:
    """Of MARQUEE_PEERS, else of .cache/peers beside the package. Raises PeerError."""
    default = Path(__file__).resolve().parents[2] / ".cache" / "peers"
    python = Path(os.environ.get("MARQUEE_PEERS") or default) / "bin" / "python"
    if not python.exists():
        raise PeerError("MediaPipe is not installed beside us. Run `make bench`, which does that.")
    return python


@contextmanager
def peer(clips: Sequence[Clip]) -> Iterator[Peer]:
    """Starts it, and ends it. It shares our core where we are kept to one. Raises PeerError."""
    python = peers_python()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "clips.npy"
        np.save(path, np.stack([clip.frames for clip in clips]))
        with (Path(folder) / "said").open("w+") as said:
            process = subprocess.Popen(  # noqa: S603 - our own script
                [python, _SCRIPT, path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
                env={**os.environ, **_ENVIRONMENT},
            )
            try:
                version = _answer(process)["version"]
                yield Peer(process, f"MediaPipe {version}")
            except PeerError as error:
                said.seek(0)
                raise PeerError("\n".join([str(error), *said.read().splitlines()[-5:]])) from error
            finally:
                process.kill()
                process.communicate()


def _ask(process: "subprocess.Popen[str]", question: Mapping[str, Any]) -> dict[str, Any]:
    assert process.stdin is not None
    try:
        process.stdin.write(json.dumps(question) + "\n")
        process.stdin.flush()
    except BrokenPipeError:
        return _answer(process)
    return _answer(process)


def _answer(process: "subprocess.Popen[str]") -> dict[str, Any]:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise PeerError("MediaPipe ended by itself:")
    answer: dict[str, Any] = json.loads(line)
    return answer
