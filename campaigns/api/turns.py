"""What a phone and a screen do alike with the turns of a round: parse, one service, say."""

from math import ceil
from typing import Any

from django.urls import reverse
from rest_framework.request import Request

from campaigns.api.turn_serializers import OpenTurnBody, TurnBody
from campaigns.models import Round
from campaigns.services import proving, turning


def addresses(played: Round, prefix: str) -> dict[str, str]:
    """Return where the round's page goes turn by turn. prefix: of the names of its routes."""
    return {
        "open_turn_url": reverse(f"{prefix}-turn-open", args=[played.pk]),
        "turn_url": reverse(f"{prefix}-turn", args=[played.pk]),
        "seed_url": reverse(f"{prefix}-seed", args=[played.pk]),
    }


def opened(played: Round, request: Request) -> dict[str, Any]:
    body = OpenTurnBody(data=request.data)
    body.is_valid(raise_exception=True)
    turn = turning.open_turn(played, body.validated_data["number"])
    seconds = ceil((turn.closes_at - turn.opened_at).total_seconds())
    return {"number": turn.number, "nonce": turn.nonce, "closes_in": seconds}


def answered(played: Round, request: Request) -> dict[str, Any]:
    body = TurnBody(data=request.data)
    body.is_valid(raise_exception=True)
    said = body.validated_data
    frames = [frame.read() for frame in said["frame"]]
    sent = turning.Sent(said["number"], said["nonce"], said["move"], said["by"], frames)
    told = turning.send(played, sent)
    return {
        "number": told.turn.number,
        "move": told.turn.move,
        "answer": told.turn.answer,
        "result": told.result,
        "score": {"you": told.tally.you, "star": told.tally.star},
        "over": told.tally.over,
    }


def proved(played: Round) -> dict[str, Any]:
    found = proving.proof(played)
    return {
        "seed": found.seed,
        "seed_hash": found.seed_hash,
        "moves": list(found.moves),
        "odds": dict(found.odds),
    }
