"""Duels for the tests: their release, their frames, and somebody who plays them."""

import io
import itertools
from typing import Any

import numpy as np
from PIL import Image

from campaigns.models import Release, Round, Turn
from campaigns.plays.gesture_duel import GestureDuel
from campaigns.services import standing, turning
from campaigns.services.turning import Answered, Sent
from tests.cast import a_campaign, a_prize, a_release, a_round

DUEL = GestureDuel()
_BEATEN_BY = {"rock": "paper", "paper": "scissors", "scissors": "rock"}
_numbers = itertools.count(1)


def duel_settings(**changes: Any) -> dict[str, Any]:
    return DUEL.Settings.defaults() | changes


def a_duel_release(photo_hours: int = 24, **changes: Any) -> Release:
    """A published duel with one coupon code for everybody, whatever the end."""
    settings = duel_settings(**changes)
    campaign = a_campaign(play=DUEL.name, settings=settings, photo_hours=photo_hours)
    a_prize(campaign)
    return a_release(campaign)


def a_duel(release: Release | None = None, **fields: Any) -> Round:
    return a_round(release or a_duel_release(), **fields)


def a_frame(width: int = 320, height: int = 240) -> bytes:
    """A JPEG as no other: noise, as a camera has it."""
    noise = np.random.default_rng(next(_numbers)).integers(0, 255, (height, width, 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).save(file, "JPEG", quality=50)
    return file.getvalue()


def the_answer(played: Round, number: int) -> str:
    """What the seed says that the star shows."""
    return DUEL.answer(bytes(played.seed), number, standing.settings_of(played))


def winning(played: Round, number: int) -> str:
    return _BEATEN_BY[the_answer(played, number)]


def losing(played: Round, number: int) -> str:
    return _BEATEN_BY[winning(played, number)]


def touched(turn: Turn, move: str = "rock") -> Sent:
    return Sent(turn.number, turn.nonce, move, "touch")


def filmed(turn: Turn, move: str = "rock", *frames: bytes) -> Sent:
    return Sent(turn.number, turn.nonce, move, "camera", frames or (a_frame(),))


def throw(played: Round, move: str, *frames: bytes) -> Answered:
    """Play the next turn: by camera where frames are given."""
    turn = turning.open_turn(played, len(standing.answered(played)) + 1)
    return turning.send(played, filmed(turn, move, *frames) if frames else touched(turn, move))


def play_through(played: Round, *, win: bool = True, film: bool = False) -> Round:
    """Play the duel to its end, winning or losing every turn."""
    over = False
    while not over:
        number = len(standing.answered(played)) + 1
        move = (winning if win else losing)(played, number)
        over = throw(played, move, *([a_frame()] if film else [])).tally.over
    return played
