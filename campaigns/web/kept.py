"""Pages that are the same for everybody: rendered and compressed once, served many times."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

FRESH = 60


@dataclass(frozen=True)
class Kept:
    """A page's bytes, plain and compressed, and the weak ETag that both go by."""

    body: bytes
    zipped: bytes
    etag: str


def keep(key: str, render: Callable[[], str]) -> Kept:
    """Return the page kept under `key`, rendering it at most once a minute (never in DEBUG)."""
    found: Kept | None = None if settings.DEBUG else cache.get(key)
    if found is None:
        body = render().encode()
        etag = f'W/"{sha256(body).hexdigest()[:24]}"'
        found = Kept(body, gzip.compress(body, mtime=0), etag)
        cache.set(key, found, FRESH)
    return found


def serve(request: HttpRequest, page: Kept) -> HttpResponseBase:
    """Return the page as the browser can take it, or 304 where it has it already."""
    zips = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(page.zipped if zips else page.body)
    if zips:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"] = page.etag
    response.headers["Cache-Control"] = f"public, max-age={FRESH}"
    patch_vary_headers(response, ["Accept-Encoding"])
    return get_conditional_response(request, etag=page.etag, response=response) or response
