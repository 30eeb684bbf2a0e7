"""Files: a player's picture by a signed link that expires, a brand's picture by its content."""

import re

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from campaigns.services import media as files
from campaigns.web.refusals import friendly

# At most what a number of bytes can be.
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
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
    """A brand's picture or film. The name is the hash of what is in it, so it never changes.

    Safari plays a film only from a server that gives it in parts (RFC 9110, section 14).
    """
    file, kind = files.open_asset(name)
    headers = {"Cache-Control": _FOR_EVER, "Accept-Ranges": "bytes"}
    wanted = request.headers.get("Range")
    part = _part(wanted, file.size) if wanted else None
    if part is None:
        return FileResponse(file, content_type=kind, headers=headers)
    with file:
        if not part:
            headers["Content-Range"] = f"bytes */{file.size}"
            return HttpResponse(status=416, headers=headers)
        file.seek(part.start)
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{file.size}"
        data = file.read(len(part))
    return HttpResponse(data, content_type=kind, status=206, headers=headers)


def _part(wanted: str, size: int) -> range | None:
    """The bytes that a Range header asks for; empty where there are none such.

    None where it asks for something else than one part of a file: then it gets all of it.
    """
    found = _RANGE.fullmatch(wanted.strip())
    if found is None or found[1] == found[2] == "":
        return None
    if not found[1]:
        return range(max(0, size - int(found[2])), size)
    first = int(found[1])
    last = int(found[2]) if found[2] else max(first, size - 1)
    return range(first, min(last + 1, size)) if first <= last else None
