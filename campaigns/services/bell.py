"""Rings for a worker. The bell may be lost: the row is the truth, and is rung for again."""

import logging
import uuid
from functools import cache

from celery import current_app
from kombu import Connection
from kombu.exceptions import OperationalError
from kombu.pools import producers

# A player waits for this answer: one try each to connect and to send, a second at most.
_IN_A_HURRY = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "connect_retries_timeout": 1,
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
}
_logger = logging.getLogger(__name__)


def ring(job_id: uuid.UUID) -> bool:
    """Tell the workers of a job; False where the broker is away. Takes two seconds at most."""
    return _send("campaigns.tasks.judge_photo", str(job_id), "the sweep")


def ring_for_inspection(inspection_id: int) -> bool:
    """Tell the workers of an Inspection, as `ring` does of a job."""
    return _send("campaigns.tasks.inspect_template", inspection_id, "the next who asks")


def ring_for_turn(turn_id: int) -> bool:
    """Tell the workers of a Turn whose frames are to be read, as `ring` does of a job."""
    return _send("campaigns.tasks.read_turn", turn_id, "the next who asks")


def _send(task: str, key: str | int, next_chance: str) -> bool:
    try:
        with producers[_line()].acquire(block=True) as producer:
            current_app.send_task(task, args=[key], producer=producer)
    except OperationalError as error:
        words = "the broker is away, %s of %s waits for %s: %s"
        _logger.warning(words, task, key, next_chance, error)
        return False
    return True


@cache
def _line() -> Connection:
    """The broker's address with our patience; kombu keeps the open connections."""
    return current_app.connection_for_write(transport_options=_IN_A_HURRY)
