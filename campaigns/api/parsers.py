"""Requests are read only after their size was seen, and no JSON of a stranger's is a fault."""

from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import DataAndFiles, JSONParser, MultiPartParser

from campaigns.services.errors import BadUpload, Refusal
from campaigns.services.tracing import FRAMES_A_TRACE, TRACE_MAX_BYTES
from campaigns.services.turning import FRAME_MAX_BYTES, FRAMES_A_TURN
from campaigns.services.wording import reason_words

JSON_MAX_BYTES = 64 * 1024
# What a multipart body holds beside the file.
_ENVELOPE = 16 * 1024
_CHUNK = 64 * 1024


class SmallJSON(JSONParser):
    """JSON of at most 64 KB; an object, not nested beyond reason."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        if _length(parser_context) > JSON_MAX_BYTES:
            refusal = Refusal(code="too_large")
            refusal.status = 413
            raise refusal
        try:
            found = super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError from error
        if not isinstance(found, dict):
            raise ParseError
        return found


class Beacon(SmallJSON):
    """The same, as `navigator.sendBeacon` sends a plain string."""

    media_type = "text/plain"


class OnePhoto(MultiPartParser):
    """A form with one photo; a body beyond the limit is refused and never kept."""

    def most_bytes(self) -> int:
        """Return how much all files of the form may weigh."""
        return int(settings.PHOTO_MAX_BYTES)

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> "DataAndFiles[Any, Any]":
        length = _length(parser_context)
        if length > self.most_bytes() + _ENVELOPE:
            _let_pass(stream, min(length, 3 * settings.PHOTO_MAX_BYTES))
            reason = "too_large"
            raise BadUpload(reason, reason_words(reason))
        return super().parse(stream, media_type, parser_context)


class TurnFrames(OnePhoto):
    """The same for the frames of a turn."""

    def most_bytes(self) -> int:
        return FRAMES_A_TURN * FRAME_MAX_BYTES


class TraceFrames(OnePhoto):
    """The same for a game's trace and its frames."""

    def most_bytes(self) -> int:
        return FRAMES_A_TRACE * FRAME_MAX_BYTES + TRACE_MAX_BYTES


def _let_pass(stream: IO[Any], left: int) -> None:
    """Read and drop: a browser hears the answer only after it could send what it wanted to."""
    while left > 0 and (chunk := stream.read(min(left, _CHUNK))):
        left -= len(chunk)


def _length(context: Mapping[str, Any] | None) -> int:
    length = context["request"].META.get("CONTENT_LENGTH") if context else None
    return int(length) if length and length.isdecimal() else 0
