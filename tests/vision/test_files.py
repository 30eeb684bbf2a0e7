"""What the server gives a browser that opens an eye."""

import re
import urllib.request
from http.client import HTTPResponse
from urllib.parse import urlsplit

import brotli
import pytest

from deploy.run.paths import VENDOR
from tests.support.processes import Server
from tests.vision.looking import Lab, collected

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_MOST_BYTES = 4_500_000


def got(server: Server, path: str) -> HTTPResponse:
    request = urllib.request.Request(server.address(path), headers={"Accept-Encoding": "br"})
    answer: HTTPResponse = urllib.request.urlopen(request)
    return answer


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("litert/litert_wasm_internal.wasm", "application/wasm"),
        ("vision/hand_lite.tflite", "application/octet-stream"),
        ("vision/facts.json", "application/json"),
    ],
)
def test_large_parts_come_compressed_whole_and_for_good(
    server: Server, name: str, kind: str
) -> None:
    answer = got(server, collected(f"vendor/{name}"))
    assert answer.headers["Content-Type"].startswith(kind)
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    assert brotli.decompress(answer.read()) == (VENDOR / name).read_bytes()


def test_few_bytes_come_before_a_hand_can_be_seen(lab: Lab, server: Server) -> None:
    """All that the page fetches, the whole chain of modules, until the eye is open."""
    asked: list[str] = []
    instead_of_palms = re.compile(r"/vendor/vision/palm_lite\b")
    lab.page.context.route(instead_of_palms, lambda route: route.abort())
    lab.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    lab.open(whole=False)
    needed = {path for path in asked if "palm_lite" not in path}
    assert collected("vision/runtime.js") in needed
    assert sum(len(got(server, path).read()) for path in needed) < _MOST_BYTES
