"""Files: a player's picture by a signed link that expires, a brand's picture by its content."""

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from campaigns.services import media as files
from campaigns.web.refusals import friendly

_FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
@friendly
def media(request: HttpRequest, token: str) -> HttpResponseBase:
    """A picture made of a player. No cache keeps it: erased means erased."""
    file, kind, photo = files.open_link(token)
    return FileResponse(
        file,
        filename=f"{photo.created_at:%Y-%m-%d}.jpg",
        content_type=kind,
        headers={"Cache-Control": "private, no-store"},
    )


@require_safe
@friendly
def asset(request: HttpRequest, name: str) -> HttpResponseBase:
    """A brand's picture. The name is the hash of what is in it, so it never changes."""
    file, kind = files.open_asset(name)
    return FileResponse(file, content_type=kind, headers={"Cache-Control": _FOR_EVER})
