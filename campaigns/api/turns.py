"""What a phone and a screen do alike with the turns of a round: parse, one service, say."""

from math import ceil
from typing import Any

from django.urls import reverse
from rest_framework.request import Request

from campaigns.api.turn_serializers import OpenTurnBody, TraceBody, TurnBody
from campaigns.models import Round, Turn
from campaigns.plays.base import TracePlay
from campaigns.services import proving, standing, tracing, turning


def addresses(played: Round, prefix: str) -> dict[str, str]:
    """Return where the round's page goes turn by turn. prefix: of the names of its routes."""
    return {
        "open_turn_url": reverse(f"{prefix}-turn-open", args=[played.pk]),
        "turn_url": reverse(f"{prefix}-turn", args=[played.pk]),
        "trace_url": reverse(f"{prefix}-trace", args=[played.pk]),
        "seed_url": reverse(f"{prefix}-seed", args=[played.pk]),
    }


def opened(played: Round, request: Request) -> dict[str, Any]:
    body = OpenTurnBody(data=request.data)
    body.is_valid(raise_exception=True)
    turn = turning.open_turn(played, body.validated_data["number"])
    seconds = ceil((turn.closes_at - turn.opened_at).total_seconds())
    said = {"number": turn.number, "nonce": turn.nonce, "closes_in": seconds}
    if isinstance(standing.live_play(played), TracePlay):
        said["deal"] = standing.deal_of(played, turn).hex()
        said["best"] = tracing.best_today(played)
    return said


def sent(played: Round, request: Request) -> tuple[dict[str, Any], int]:
    """Return what is said, and its status."""
    body = TurnBody(data=request.data)
    body.is_valid(raise_exception=True)
    said = body.validated_data
    frames = [frame.read() for frame in said["frame"]]
    turn = turning.Sent(said["number"], said["nonce"], said["move"], said["by"], frames)
    take = turning.send if turn.move or turn.by == Turn.By.TOUCH else turning.film
    return _answered(take(played, turn), 201)


def told(played: Round, request: Request) -> tuple[dict[str, Any], int]:
    """Return what is said, and its status."""
    return _answered(turning.told(played, request.query_params.get("nonce", "")), 200)


def _answered(told: turning.Answered | None, status: int) -> tuple[dict[str, Any], int]:
    if told is None:
        return {"state": "reading"}, 202
    said = {
        "number": told.turn.number,
        "move": told.turn.move,
        "answer": told.turn.answer,
        "result": told.result,
        "score": {"you": told.tally.you, "star": told.tally.star},
        "over": told.tally.over,
    }
    return said, status


def traced(played: Round, request: Request) -> dict[str, Any]:
    body = TraceBody(data=request.data)
    body.is_valid(raise_exception=True)
    said = body.validated_data
    frames = [frame.read() for frame in said["frame"]]
    sent = tracing.SentTrace(said["nonce"], said["by"], said["tracks"], said["at"], frames)
    told = tracing.send(played, sent)
    return {"points": told.points, "best": told.best}


def proved(played: Round) -> dict[str, Any]:
    found = proving.proof(played)
    return {
        "seed": found.seed,
        "seed_hash": found.seed_hash,
        "moves": list(found.moves),
        "odds": dict(found.odds),
        "deal": found.deal,
        "opening": found.opening,
    }
