"""Pages that see are isolated from other origins: only then may their eyes use threads."""

from typing import TypeVar

from django.http import HttpResponseBase

from campaigns.models import Release
from campaigns.plays.registry import PLAYS

# Together with Cross-Origin-Opener-Policy: same-origin, which Django gives every page. Of the two
# words that isolate it is the one that asks nothing of a picture from elsewhere, and that Safari
# does not know: there, where threads are known to hang, eyes stay on one.
_POLICY = "credentialless"

_Response = TypeVar("_Response", bound=HttpResponseBase)


def isolated(response: _Response, release: Release) -> _Response:
    """The response, isolated where the release's play sees with the browser's own eyes."""
    play = PLAYS.get(release.snapshot["play"]["name"])
    if play is not None and play.vision:
        response.headers["Cross-Origin-Embedder-Policy"] = _POLICY
    return response
