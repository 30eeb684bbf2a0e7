"""What a phone and a screen do alike with the turns of a round: parse, one service, say."""

from collections.abc import Callable
from dataclasses import asdict
from math import ceil
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.decorators import api_view, parser_classes, permission_classes
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.api.answers import private
from campaigns.api.origin import SameOrigin
from campaigns.api.parsers import SmallJSON, TraceFrames, TurnFrames
from campaigns.api.serializers import ErrorAnswer
from campaigns.api.turn_serializers import (
    OpenTurnAnswer,
    OpenTurnBody,
    ReadingAnswer,
    SeedAnswer,
    TraceAnswer,
    TraceBody,
    TurnAnswer,
    TurnBody,
)
from campaigns.models import Round, Turn
from campaigns.plays.base import TracePlay
from campaigns.services import proving, standing, tracing, turning

View = Callable[..., HttpResponseBase]
_NO: dict[int | str, Any] = {
    "4XX": OpenApiResponse(ErrorAnswer, "Why not, for programs and for the player.")
}
_READ: dict[int | str, Any] = {202: ReadingAnswer, **_NO}


def views(own_round: Callable[[Request, UUID], Round]) -> tuple[View, View, View, View]:
    """Return the views that open a turn, take or tell it, take a trace, and tell the seed.

    own_round: finds the round for who asks, or refuses.
    """

    @extend_schema(request=OpenTurnBody, responses={201: OpenTurnAnswer, **_NO})
    @api_view(["POST"])
    @permission_classes([SameOrigin])
    @parser_classes([SmallJSON])
    def open_turn(request: Request, round_id: UUID) -> Response:
        """Open a turn, just before its countdown; opened again, the earlier nonce is void."""
        return private(opened(own_round(request, round_id), request), 201)

    @extend_schema(
        methods=["POST"],
        request={"multipart/form-data": TurnBody},
        responses={201: TurnAnswer, **_READ},
    )
    @extend_schema(
        methods=["GET"],
        parameters=[OpenApiParameter("nonce", str, required=True)],
        responses={200: TurnAnswer, **_READ},
    )
    @api_view(["POST", "GET"])
    @permission_classes([SameOrigin])
    @parser_classes([TurnFrames])
    def turn(request: Request, round_id: UUID) -> Response:
        """Store the move and its frames; then, and only then, tell the star's move.

        Frames without a move are read by a worker: asked for by the nonce, the answer comes after.
        """
        played = own_round(request, round_id)
        say = sent if request.method == "POST" else told
        said, status = say(played, request)
        return private(said, status)

    @extend_schema(request={"multipart/form-data": TraceBody}, responses={201: TraceAnswer, **_NO})
    @api_view(["POST"])
    @permission_classes([SameOrigin])
    @parser_classes([TraceFrames])
    def trace(request: Request, round_id: UUID) -> Response:
        """Store the trace of a game and its frames, and tell what the server counts in it."""
        return private(traced(own_round(request, round_id), request), 201)

    @extend_schema(responses={200: SeedAnswer, **_NO})
    @api_view(["GET"])
    def seed(request: Request, round_id: UUID) -> Response:
        """Tell the seed of a finished round, by which anybody can check the star's moves."""
        return private(proved(own_round(request, round_id)))

    return open_turn, turn, trace, seed


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
        "falls": [asdict(each) for each in found.falls],
        "deal": found.deal,
        "opening": found.opening,
    }
