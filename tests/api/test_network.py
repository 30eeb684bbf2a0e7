"""The same over a real network, where an answer may not reach who is still sending."""

import json
import socket
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from campaigns.models import Photo, Release
from tests.cast import a_jpeg, a_release
from tests.faults.visitor import Visitor
from tests.support.processes import Server


@pytest.fixture
def published(server: Server) -> Release:
    return a_release()


def test_who_sends_too_much_hears_why(server: Server, published: Release) -> None:
    phone = Visitor(server.base)
    played = phone.start(published)
    with pytest.raises(urllib.error.HTTPError) as refused:
        phone.send(played, a_jpeg() + bytes(settings.PHOTO_MAX_BYTES + 1_000_000))
    assert refused.value.code == 413
    assert json.load(refused.value)["error"] == "too_large"
    assert not Photo.objects.exists()


def test_a_phone_that_goes_away_in_the_middle_leaves_nothing_behind(
    server: Server, published: Release
) -> None:
    phone = Visitor(server.base)
    played = phone.start(published)
    where = urlsplit(server.address(played["photo_url"]))
    head = f"POST {where.path} HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Length: 100000\r\n"
    head += "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
    with socket.create_connection((where.hostname, where.port)) as line:
        line.sendall(head.encode())
    assert phone.state(played)["state"] == "open"
    assert not Photo.objects.exists()
    phone.send(played, a_jpeg())
    assert Photo.objects.count() == 1
