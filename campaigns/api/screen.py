"""What a big screen says: who it is, that it lives, and the rounds of those in front of it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
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
from campaigns.api.parsers import OnePhoto, SmallJSON
from campaigns.api.screen_serializers import (
    HelloAnswer,
    ScreenRoundAnswer,
    ScreenStartAnswer,
    ScreenStartBody,
    StateAnswer,
    StateAsked,
)
from campaigns.api.serializers import (
    ErasedAnswer,
    ErrorAnswer,
    PhotoAnswer,
    PhotoBody,
    RemakeAnswer,
    RemakeBody,
    RemakeStateAnswer,
)
from campaigns.models import Round, Screen
from campaigns.services import entering, erasing, judging, remaking, screening, taking
from campaigns.services.errors import NoConsent

_NO = {"4XX": OpenApiResponse(ErrorAnswer, "Why not, for programs and for whoever stands there.")}


@extend_schema(request=None, responses={200: HelloAnswer, **_NO})
@api_view(["POST"])
@permission_classes([SameOrigin])
def hello(request: Request) -> Response:
    """Tell the code to show and for how long, or that the device is paired; renew its cookie."""
    token = request.COOKIES.get(screening.COOKIE, "")
    try:
        screening.screen_of(token)
        said: dict[str, Any] = {"paired": True, "code": "", "seconds": 0}
    except screening.Unpaired:
        pairing, token = screening.hello(token)
        until = pairing.created_at + screening.CODE_LIFETIME
        left = max(1, int((until - timezone.now()).total_seconds()))
        said = {"paired": False, "code": pairing.code, "seconds": left}
    response = private(said)
    response.set_cookie(**screening.cookie(token))
    return response


@extend_schema(parameters=[StateAsked], responses={200: StateAnswer, 304: None})
@api_view(["GET"])
def state(request: Request) -> HttpResponseBase:
    """Tell what the screen has to show, as one word to compare; take it as a sign of life."""
    try:
        screen = _screen(request)
    except screening.Unpaired:
        return _tagged(request, {"version": screening.version_of(None)})
    asked = StateAsked(data=request.query_params)
    asked.is_valid(raise_exception=True)
    screening.heard_of(screen, blind=asked.validated_data["blind"])
    return _tagged(request, {"version": screening.version_of(screening.state(screen))})


@extend_schema(request=ScreenStartBody, responses={201: ScreenStartAnswer, **_NO})
@api_view(["POST"])
@permission_classes([SameOrigin])
@parser_classes([SmallJSON])
def start(request: Request) -> Response:
    """Begin a round for whoever stands there and has agreed."""
    body = ScreenStartBody(data=request.data)
    body.is_valid(raise_exception=True)
    translation.activate(body.validated_data["language"])
    if not body.validated_data["consent"]:
        raise NoConsent
    played = screening.begin(_screen(request), body.validated_data["language"])
    addresses = {
        "photo_url": reverse("api-screen-photo", args=[played.pk]),
        "status_url": reverse("api-screen-round", args=[played.pk]),
        "erase_url": reverse("api-screen-erase", args=[played.pk]),
        **turns.addresses(played, "api-screen"),
    }
    said = {"round": str(played.pk), "seed_hash": entering.seed_hash(played), **addresses}
    return private(said, status=201)


@extend_schema(request={"multipart/form-data": PhotoBody}, responses={202: PhotoAnswer, **_NO})
@api_view(["POST"])
@permission_classes([SameOrigin])
@parser_classes([OnePhoto])
def photo(request: Request, round_id: UUID) -> Response:
    """Take in the photo of one of the screen's rounds; a worker makes the picture."""
    return private(photos.sent(_own_round(request, round_id), request, "api-screen"), 202)


@extend_schema(responses={200: ScreenRoundAnswer, 304: None, **_NO})
@api_view(["GET"])
def round_state(request: Request, round_id: UUID) -> HttpResponseBase:
    """Tell how the round stands; once done also its picture, and the code until a phone has it."""
    played = _own_round(request, round_id)
    now = judging.state_of(played)
    said = {"state": now.state, "reason": now.reason, "message": str(now.words), "step": now.step}
    return _tagged(request, said | (_offer(played) if now.state == "done" else {}))


@extend_schema(request=RemakeBody, responses={202: RemakeAnswer, **_NO})
@api_view(["POST"])
@permission_classes([SameOrigin])
@parser_classes([SmallJSON])
def remake(request: Request, round_id: UUID) -> Response:
    """Have the picture made anew of the same photo, for whoever stands there."""
    return private(remakes.asked(_own_round(request, round_id), request, "api-screen"), 202)


@extend_schema(responses={200: RemakeStateAnswer, **_NO})
@api_view(["GET"])
def remake_state(request: Request, round_id: UUID, job_id: UUID) -> Response:
    """Tell how a wish stands; once done also where its picture is."""
    return private(remakes.told(_own_round(request, round_id), job_id))


@extend_schema(request=None, responses={200: ErasedAnswer, **_NO})
@api_view(["POST"])
@permission_classes([SameOrigin])
def erase(request: Request, round_id: UUID) -> Response:
    """Erase the picture at once, because somebody in front of the screen asks for it."""
    erasing.erase_round(_own_round(request, round_id))
    return private({"state": "erased"})


def _screen(request: Request) -> Screen:
    return screening.screen_of(request.COOKIES.get(screening.COOKIE, ""))


def _own_round(request: Request, round_id: UUID) -> Round:
    """The screen's round; from here on the answer is in the language of whoever stands there."""
    played = screening.round_of(_screen(request), round_id)
    translation.activate(played.consent.language)
    return played


def _offer(played: Round) -> dict[str, Any]:
    offer = taking.offer(played)
    said: dict[str, Any] = {"picture": offer.picture, "qr": offer.code}
    said |= {"taken": offer.taken, "words": offer.words}
    if easel := remaking.easel(played):
        said["easel"] = {**easel, "url": reverse("api-screen-remakes", args=[played.pk])}
    return said


def _tagged(request: Request, said: dict[str, Any]) -> HttpResponseBase:
    """Answer 304 to who knows it. The picture's address is signed anew each time: not counted."""
    known = {name: value for name, value in said.items() if name != "picture"}
    etag = quote_etag(salted_hmac("screen", repr(known)).hexdigest()[:24])
    headers = {"Cache-Control": "private, no-cache", "ETag": etag}
    response = Response(said, headers=headers)
    return get_conditional_response(request._request, etag=etag) or response  # noqa: SLF001


open_turn, turn, trace, seed = turns.views(_own_round)
