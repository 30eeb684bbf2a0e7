"""Whatever comes in: an answer with words, never a fault."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.models import Release
from tests.api.phone import Phone, said

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["release", "key", "placement", "language", "consent", "visitor", "events", "id", "name", "at"]
)
LIKELY = st.dictionaries(NAMES, ANYTHING | st.lists(st.dictionaries(NAMES, ANYTHING), max_size=3))
many = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def refused(phone: Phone, url: str, body: bytes, kind: str = "application/json") -> int:
    status = phone.client.post(url, body, content_type=kind).status_code
    assert 400 <= status < 500, (status, body)
    return int(status)


@many
@given(body=ANYTHING | LIKELY)
def test_no_json_is_a_fault_of_the_start(phone: Phone, release: Release, body: Any) -> None:
    refused(phone, "/api/rounds", json.dumps(body).encode())


@many
@given(body=ANYTHING | LIKELY)
def test_no_json_is_a_fault_of_the_events(phone: Phone, release: Release, body: Any) -> None:
    refused(phone, "/api/events", json.dumps(body).encode())


@many
@given(body=st.binary(max_size=200))
def test_no_bytes_are_a_fault(phone: Phone, release: Release, body: bytes) -> None:
    for url in ("/api/rounds", "/api/events"):
        refused(phone, url, body)
    refused(phone, "/api/events", body, "text/plain")


@many
@given(body=st.binary(max_size=300))
def test_no_form_is_a_fault_of_the_photo(release: Release, body: bytes) -> None:
    phone = Phone()
    url = f"/api/rounds/{phone.started(release).pk}/photo"
    frame = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n\r\n'
    for form in (body, frame + body, frame + body + b"\r\n--x--\r\n"):
        refused(phone, url, form, "multipart/form-data; boundary=x")


@pytest.mark.parametrize("body", [b"[" * 60_000, b'{"a":' * 10_000, b"9" * 60_000, b"\xff\xfe{"])
def test_json_made_to_hurt_is_refused(phone: Phone, release: Release, body: bytes) -> None:
    assert refused(phone, "/api/rounds", body) == 400


def test_json_without_end_is_refused_before_it_is_read(phone: Phone, release: Release) -> None:
    body = b'{"key": "' + b"x" * 100_000 + b'"}'
    response = phone.client.post("/api/rounds", body, content_type="application/json")
    assert said(response, 413) == "too_large"


def test_another_kind_of_content_is_refused(phone: Phone, release: Release) -> None:
    assert refused(phone, "/api/rounds", b"<xml/>", "application/xml") == 415


@pytest.mark.parametrize("cookie", ["", "x", "a:b:c", "\x00", "é", "x" * 4000])
def test_no_cookie_is_a_fault(phone: Phone, release: Release, cookie: str) -> None:
    played = phone.started(release)
    phone.client.cookies["marquee_player"] = cookie
    assert said(phone.state(played), 403) == "not_yours"
