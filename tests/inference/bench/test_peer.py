from pathlib import Path

import pytest

from inference.bench import clips
from inference.bench.peer import PeerError, peer
from inference.bench.tasks import TASKS
from tests.inference.bench.peers import needs_peers


@needs_peers
def test_the_peer_finds_in_the_scene_what_we_find() -> None:
    with peer([clips.clip(clips.SCENE)]) as other:
        assert other.name == "MediaPipe 0.10.21"
        turns = {
            name: other.turn(name, 0, 2 if name.startswith("hands") else 1)
            for name, task in TASKS.items()
            if task.peer
        }
    counts = {name: turn.count for name, turn in turns.items()}
    assert counts == {name: 2 if name.startswith("hands") else 1 for name in counts}
    assert all(len(turn.ms) == clips.FRAMES - 1 and min(turn.ms) > 0 for turn in turns.values())


@needs_peers
def test_a_question_that_the_peer_cannot_answer_ends_it_with_its_last_words() -> None:
    with (
        pytest.raises(PeerError, match=r"(?s)ended by itself.*KeyError"),
        peer([clips.clip(clips.SCENE)]) as other,
    ):
        other.turn("sorcery", 0, 1)


def test_a_peer_that_cannot_start_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.write_text("#!/bin/sh\necho no such module >&2; exit 1\n")
    python.chmod(0o755)
    monkeypatch.setenv("MARQUEE_PEERS", str(tmp_path))
    with (
        pytest.raises(PeerError, match=r"(?s)ended by itself.*no such module"),
        peer([clips.clip(clips.SCENE)]),
    ):
        pass
