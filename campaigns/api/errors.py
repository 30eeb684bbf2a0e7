"""The one place where a no becomes JSON: {"error": code, "message": words, "fields"?: {…}}."""

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, UnreadablePostError
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response

from campaigns.services.errors import Refusal

_NO_STORE = {"Cache-Control": "no-store"}


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return the answer for what a person or a network can cause; None leaves a fault a fault."""
    if isinstance(error, Refusal):
        return _answer(error.status, error.code, str(error.words))
    if isinstance(error, exceptions.APIException):
        return _not_understood(error)
    if isinstance(error, Http404):
        return _not_understood(exceptions.NotFound())
    if isinstance(error, PermissionDenied):
        return _not_understood(exceptions.PermissionDenied())
    if isinstance(error, RequestDataTooBig):
        return _answer(413, "too_large", _("That was too much at once."))
    # The phone went away in the middle of what it sent: nobody will read this answer.
    if isinstance(error, SuspiciousOperation | UnreadablePostError):
        return _not_understood(exceptions.ParseError())
    return None


def _not_understood(error: exceptions.APIException) -> Response:
    """What the framework refuses: the shape of a request, not what it asks for."""
    code = error.default_code
    if isinstance(error, exceptions.ValidationError):
        response = _answer(error.status_code, code, _("Something is missing or not as expected."))
        response.data["fields"] = error.detail
        return response
    return _answer(error.status_code, code, str(error.detail))


def _answer(status: int, code: str, words: str) -> Response:
    return Response({"error": code, "message": words}, status=status, headers=_NO_STORE)
