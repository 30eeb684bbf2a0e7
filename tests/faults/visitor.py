"""A player's phone over the real network: it retries as the page does, and it counts."""

import json
import time
import urllib.error
import urllib.request
import uuid
from http.cookiejar import CookieJar
from typing import Any

from campaigns.models import Release

_BOUNDARY = "----a-boundary-of-the-tests"


class Visitor:
    def __init__(self, base: str) -> None:
        self.base = base
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        ).open

    def start(self, release: Release) -> dict[str, Any]:
        body = {"release": release.pk, "language": "en", "consent": True}
        return self._ask("/api/rounds", json.dumps(body).encode(), "application/json")

    def send(self, played: dict[str, Any], photo: bytes, token: str = "one") -> float:
        """Send the photo; return how many seconds the answer took."""
        before = time.monotonic()
        answer = self._ask(
            played["photo_url"], _form(token, photo), f"multipart/form-data; boundary={_BOUNDARY}"
        )
        assert uuid.UUID(answer["job"])
        return time.monotonic() - before

    def state(self, played: dict[str, Any]) -> dict[str, Any]:
        return self._ask(played["status_url"])

    def wait(self, played: dict[str, Any], seconds: float = 90) -> dict[str, Any]:
        """Ask as the page does until there is an end."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            answer = self.state(played)
            if answer["state"] != "waiting":
                return answer
            time.sleep(0.1)
        raise AssertionError(f"no end within {seconds} s: {answer}")

    def _ask(self, path: str, body: bytes | None = None, kind: str = "") -> dict[str, Any]:
        request = urllib.request.Request(self.base + path, body)
        request.add_header("Sec-Fetch-Site", "same-origin")
        if body is not None:
            request.add_header("Content-Type", kind)
        with self._open(request, timeout=30) as response:
            answer: dict[str, Any] = json.load(response)
        return answer


def _form(token: str, photo: bytes) -> bytes:
    part = (
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="client_token"\r\n\r\n{token}\r\n'
    )
    part += f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="photo"; filename="p.jpg"\r\n'
    part += "Content-Type: image/jpeg\r\n\r\n"
    return part.encode() + photo + f"\r\n--{_BOUNDARY}--\r\n".encode()
