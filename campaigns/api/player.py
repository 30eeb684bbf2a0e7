"""The player's page: start, photo, how it stands, erase; and what the page has seen."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.http import quote_etag
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.decorators import api_view, parser_classes, permission_classes
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.api import photos, remakes, turns
from campaigns.api.answers import private
from campaigns.api.origin import SameOrigin
from campaigns.api.parsers import Beacon, OnePhoto, SmallJSON
from campaigns.api.serializers import (
    ErasedAnswer,
    ErrorAnswer,
    EventsAnswer,
    EventsBody,
    PhotoAnswer,
    PhotoBody,
    RemakeAnswer,
    RemakeBody,
    RemakeStateAnswer,
    RoundAnswer,
    StartAnswer,
    StartBody,
)
from campaigns.models import Player, Round
from campaigns.services import (
    entering,
    erasing,
    judging,
    players,
    publishing,
    recording,
)
from campaigns.services.errors import NoConsent

_NO = {"4XX": OpenApiResponse(ErrorAnswer, "Why not, for programs and for the player.")}


@extend_schema(request=StartBody, responses={201: StartAnswer, **_NO})
@api_view(["POST"])
@permission_classes([SameOrigin])
@parser_classes([SmallJSON])
def start(request: Request) -> Response:
    """Begin a round, with the player's consent. The cookie that comes back owns it."""
    body = _valid(StartBody(data=request.data))
    translation.activate(body["language"])
    if not body["consent"]:
        raise NoConsent
    played = entering.start(
        publishing.release_for(body["release"], body["key"]),
        player=_player(request),
        placement_code=body["placement"],
        language=body["language"],
    )
    addresses = {
        "photo_url": reverse("api-photo", args=[played.pk]),
        "status_url": reverse("api-round", args=[played.pk]),
        "result_url": reverse("result", args=[played.pk]),
        "erase_url": reverse("api-erase", args=[played.pk]),
        **turns.addresses(played, "api"),
    }
    said = {"round": str(played.pk), "seed_hash": entering.seed_hash(played), **addresses}
    response = private(said, 201)
    assert played.player is not None
    response.set_cookie(**players.cookie(played.player))
    return response


@extend_schema(request={"multipart/form-data": PhotoBody}, responses={202: PhotoAnswer, **_NO})
@api_view(["POST"])
@permission_classes([SameOrigin])
@parser_classes([OnePhoto])
def photo(request: Request, round_id: UUID) -> Response:
    """Take a photo in; a worker makes the picture."""
    return private(photos.sent(_own_round(request, round_id), request, "api"), 202)


@extend_schema(responses={200: RoundAnswer, 304: None, **_NO})
@api_view(["GET"])
def round_state(request: Request, round_id: UUID) -> HttpResponseBase:
    """Tell how the round stands; asked again and again while the picture is being made."""
    played = _own_round(request, round_id)
    now = judging.state_of(played)
    said = {"state": now.state, "reason": now.reason, "message": now.words, "ahead": now.ahead}
    if now.step:
        said["step"] = now.step
    if now.state == "done":
        said["result_url"] = reverse("result", args=[played.pk])
    etag = quote_etag(salted_hmac("round", repr(said)).hexdigest()[:24])
    headers = {"Cache-Control": "private, no-cache", "ETag": etag}
    response = Response(said, headers=headers)
    return get_conditional_response(request._request, etag=etag) or response  # noqa: SLF001


@extend_schema(request=RemakeBody, responses={202: RemakeAnswer, **_NO})
@api_view(["POST"])
@permission_classes([SameOrigin])
@parser_classes([SmallJSON])
def remake(request: Request, round_id: UUID) -> Response:
    """Have the picture made anew of the same photo, while that is kept."""
    return private(remakes.asked(_own_round(request, round_id), request, "api"), 202)


@extend_schema(responses={200: RemakeStateAnswer, **_NO})
@api_view(["GET"])
def remake_state(request: Request, round_id: UUID, job_id: UUID) -> Response:
    """Tell how a wish stands; once done also where its picture is."""
    return private(remakes.told(_own_round(request, round_id), job_id))


@extend_schema(request=None, responses={200: ErasedAnswer, **_NO})
@api_view(["POST"])
@permission_classes([SameOrigin])
def erase(request: Request, round_id: UUID) -> Response:
    """Erase the picture and everything that was sent for it, at once."""
    erasing.erase_round(_own_round(request, round_id))
    return private({"state": "erased"})


@extend_schema(request=EventsBody, responses={202: EventsAnswer, **_NO})
@api_view(["POST"])
@permission_classes([SameOrigin])
@parser_classes([SmallJSON, Beacon])
def events(request: Request) -> Response:
    """Count what the page has seen."""
    body = _valid(EventsBody(data=request.data))
    seen = [recording.Seen(**event) for event in body["events"]]
    batch = recording.Batch(body["release"], body["placement"], body["visitor"], seen)
    return private({"accepted": recording.accept(batch, _player(request))}, 202)


def _valid(body: Any) -> Mapping[str, Any]:
    body.is_valid(raise_exception=True)
    found: Mapping[str, Any] = body.validated_data
    return found


def _player(request: Request) -> Player | None:
    return players.read(request.COOKIES.get(players.COOKIE))


def _own_round(request: Request, round_id: UUID) -> Round:
    """The player's round; from here on the answer is in the language that they play in."""
    played = entering.round_of(round_id, _player(request))
    translation.activate(played.consent.language)
    return played


open_turn, turn, trace, seed = turns.views(_own_round)
