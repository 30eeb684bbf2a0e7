"""The broker of installations without Redis: a folder, with several processes around it."""

import multiprocessing
from pathlib import Path
from typing import Any

from kombu import Connection

from campaigns import folder

COUNT = 1500


def line(root: Path) -> Connection:
    folder.register()
    options = {
        "data_folder_in": str(root / "queue"),
        "data_folder_out": str(root / "queue"),
        "control_folder": str(root / "control"),
        "polling_interval": 0.001,
    }
    return Connection("folder://", transport_options=options)


def write(root: Path, first: int) -> None:
    with line(root) as connection, connection.SimpleQueue("bell") as queue:
        for number in range(first, first + COUNT):
            queue.put({"number": number, "padding": "x" * 3000})


def test_no_message_is_read_before_it_is_whole(tmp_path: Path) -> None:
    (tmp_path / "queue").mkdir()
    (tmp_path / "control").mkdir()
    context = multiprocessing.get_context("spawn")
    writers: list[Any] = [
        context.Process(target=write, args=(tmp_path, first)) for first in (0, COUNT)
    ]
    for writer in writers:
        writer.start()
    met: set[int] = set()
    with line(tmp_path) as connection, connection.SimpleQueue("bell") as queue:
        while len(met) < 2 * COUNT:
            message = queue.get(timeout=30)
            met.add(message.payload["number"])
            message.ack()
    for writer in writers:
        writer.join()
    assert met == set(range(2 * COUNT))
    assert not list((tmp_path / "queue").iterdir())
