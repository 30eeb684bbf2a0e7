"""A duel over the wire: from a phone and from a screen, and whoever tries to bend it."""

import hashlib
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.models import Release, Round, Turn
from campaigns.services import bell, judging, reading
from campaigns.services.turning import FRAME_MAX_BYTES
from tests.api.phone import Phone, said
from tests.api.screens import Device
from tests.inference.photos import DATA, needs_photos
from tests.services.duels import a_duel_release, a_frame, the_answer, winning

pytestmark = pytest.mark.django_db
MOVES = ["rock", "paper", "scissors"]


class Duellist:
    """Somebody at a phone or a screen, who goes only where the answers lead."""

    def __init__(self, client: Client, started: dict[str, Any]) -> None:
        self.client, self.urls = client, started
        self.played = Round.objects.get(pk=started["round"])

    def open(self, number: int) -> Any:
        body = json.dumps({"number": number})
        return self.client.post(self.urls["open_turn_url"], body, content_type="application/json")

    def send(self, number: int, nonce: str, move: str, *frames: bytes, **fields: Any) -> Any:
        files = [SimpleUploadedFile("frame.jpg", frame, "image/jpeg") for frame in frames]
        by = "camera" if frames else "touch"
        body = {"number": number, "nonce": nonce, "move": move, "by": by, "frame": files}
        return self.client.post(self.urls["turn_url"], body | fields)

    def throw(self, number: int, move: str, *frames: bytes) -> Any:
        return self.send(number, self.open(number).json()["nonce"], move, *frames)

    def photo(self, **fields: Any) -> Any:
        return self.client.post(self.urls["photo_url"], {"client_token": "one"} | fields)

    def seed(self) -> Any:
        return self.client.get(self.urls["seed_url"])


@pytest.fixture
def duel() -> Release:
    return a_duel_release()


@pytest.fixture(params=["phone", "screen"])
def duellist(request: pytest.FixtureRequest, duel: Release) -> Duellist:
    if request.param == "phone":
        phone = Phone()
        return Duellist(phone.client, phone.start(duel).json())
    device = Device.paired(duel)
    return Duellist(device.client, device.begin().json())


def test_a_duel_is_played_to_its_picture_and_its_proof(duellist: Duellist) -> None:
    played = duellist.played
    opened = duellist.open(1)
    assert opened.status_code == 201
    assert opened.json() | {"nonce": "", "closes_in": 0} == {
        "number": 1,
        "nonce": "",
        "closes_in": 0,
    }
    assert 20 <= opened.json()["closes_in"] <= 30
    first = duellist.send(1, opened.json()["nonce"], winning(played, 1))
    assert first.status_code == 201
    assert first.json() == {
        "number": 1,
        "move": winning(played, 1),
        "answer": the_answer(played, 1),
        "result": "win",
        "score": {"you": 1, "star": 0},
        "over": False,
    }
    assert said(duellist.photo(), 409) == "not_over"
    assert said(duellist.seed(), 409) == "not_over"
    last = duellist.throw(2, winning(played, 2))
    assert last.json()["over"]
    assert duellist.photo().status_code == 202
    judging.judge(played.jobs.get().pk)
    assert duellist.client.get(duellist.urls["status_url"]).json()["state"] == "done"
    proof = duellist.seed().json()
    assert hashlib.sha256(bytes.fromhex(proof["seed"])).hexdigest() == duellist.urls["seed_hash"]
    assert proof["falls"] == [
        {
            "of": f"star/{number}",
            "odds": {"rock": 1, "paper": 1, "scissors": 1},
            "fell": thrown.json()["answer"],
        }
        for number, thrown in enumerate((first, last), 1)
    ]


def test_frames_come_along(duellist: Duellist) -> None:
    assert duellist.throw(1, "rock", a_frame(), a_frame(), a_frame()).status_code == 201
    assert Turn.objects.get().frames.count() == 3


def test_nothing_that_is_told_before_the_move_says_what_the_star_will_show(
    duellist: Duellist,
) -> None:
    seed = bytes(duellist.played.seed).hex()
    told = [json.dumps(duellist.urls), duellist.open(1).content.decode()]
    told += [duellist.seed().content.decode(), duellist.open(2).content.decode()]
    text = " ".join(told)
    assert seed not in text
    assert not re.search("|".join(MOVES), text)


def test_a_retry_of_the_network_gets_the_same_answer(duellist: Duellist) -> None:
    nonce, frame = duellist.open(1).json()["nonce"], a_frame()
    answers = [duellist.send(1, nonce, "rock", frame) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201] * 3
    assert answers[0].json() == answers[1].json() == answers[2].json()
    assert said(duellist.send(1, nonce, "paper", frame), 409) == "replayed"
    assert said(duellist.send(1, nonce, "rock", a_frame()), 409) == "replayed"


def test_each_refusal_has_its_code_and_words(duellist: Duellist) -> None:
    assert said(duellist.open(2), 409) == "out_of_order"
    void = duellist.open(1).json()["nonce"]
    nonce, frame = duellist.open(1).json()["nonce"], a_frame()
    assert said(duellist.send(1, void, "rock"), 409) == "stale"
    assert said(duellist.send(1, nonce, "well"), 409) == "unknown_move"
    assert said(duellist.send(1, nonce, "rock", by="camera"), 400) == "empty"
    assert said(duellist.send(1, nonce, "rock", b"no picture"), 400) == "unsupported"
    large = b"\xff\xd8\xff" + b"\0" * FRAME_MAX_BYTES
    assert said(duellist.send(1, nonce, "rock", large), 413) == "too_large"
    assert said(duellist.send(1, nonce, "rock", *[large] * 3), 413) == "too_large"
    assert said(duellist.send(1, nonce, "rock", *[frame] * 4), 400) == "invalid"
    assert duellist.send(1, nonce, winning(duellist.played, 1), frame).status_code == 201
    assert said(duellist.throw(2, "rock", frame), 409) == "repeated"
    late = duellist.open(2).json()["nonce"]
    Turn.objects.filter(number=2).update(closes_at=timezone.now() - timedelta(seconds=1))
    assert said(duellist.send(2, late, "rock"), 409) == "late"
    assert duellist.throw(2, winning(duellist.played, 2)).json()["over"]
    assert said(duellist.open(3), 409) == "over"
    assert said(duellist.photo(figure=1), 400) == "turns_alone"


def test_words_are_in_the_players_language(duel: Release) -> None:
    phone = Phone()
    chinese = Duellist(phone.client, phone.start(duel, language="zh-hans").json())
    english = Duellist(phone.client, phone.start(duel).json())
    told = [
        each.send(1, each.open(1).json()["nonce"], "rock", by="camera").json()["message"]
        for each in (chinese, english)
    ]
    assert "No photo arrived" in told[1]
    assert told[0] != told[1]


def test_nobody_plays_the_turns_of_somebody_elses_round(duel: Release) -> None:
    owner, other = Phone(), Phone()
    started = owner.start(duel).json()
    other.start(duel)
    thief = Duellist(other.client, started)
    assert said(thief.open(1), 403) == "not_yours"
    assert said(thief.send(1, "x", "rock"), 403) == "not_yours"
    assert said(thief.seed(), 403) == "not_yours"
    device = Duellist(Device.paired(duel).client, started)
    device.urls = {name: re.sub("/api/", "/api/screen/", str(url)) for name, url in started.items()}
    assert said(device.open(1), 403) == "not_yours"


def test_another_website_plays_no_turn(duel: Release) -> None:
    phone = Phone()
    started = phone.start(duel).json()
    phone.client.defaults["HTTP_SEC_FETCH_SITE"] = "cross-site"
    stranger = Duellist(phone.client, started)
    assert said(stranger.open(1), 403) == "foreign_page"
    assert said(stranger.send(1, "x", "rock"), 403) == "foreign_page"


def test_a_round_of_another_play_has_no_turns(phone: Phone, release: Release) -> None:
    other = Duellist(phone.client, phone.start(release).json())
    assert said(other.open(1), 404) == "not_found"
    assert said(other.send(1, "x", "rock"), 404) == "not_found"
    assert said(other.seed(), 404) == "not_found"


many = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40)


@many
@given(body=ANYTHING | st.dictionaries(st.sampled_from(["number", "nonce"]), ANYTHING))
def test_no_json_is_a_fault_of_the_opening(duel: Release, body: Any) -> None:
    phone = Phone()
    url = phone.start(duel).json()["open_turn_url"]
    status = phone.client.post(url, json.dumps(body), content_type="application/json").status_code
    assert status == 201 or 400 <= status < 500


FIELDS = st.sampled_from(["number", "nonce", "move", "by", "frame"])
TEXTS = st.text(max_size=40) | st.sampled_from(["1", "rock", "touch", "camera", "\0", "1e9"])


@many
@given(fields=st.dictionaries(FIELDS, TEXTS | st.lists(TEXTS, max_size=5)), raw=st.binary())
def test_no_form_is_a_fault_of_a_turn(duel: Release, fields: dict[str, Any], raw: bytes) -> None:
    phone = Phone()
    url = phone.start(duel).json()["turn_url"]
    kind = "multipart/form-data; boundary=x"
    head = b'--x\r\nContent-Disposition: form-data; name="frame"; filename="a"\r\n\r\n'
    answers = [phone.client.post(url, fields)]
    answers += [phone.client.post(url, body, content_type=kind) for body in (raw, head + raw)]
    assert all(400 <= answer.status_code < 500 for answer in answers)


@needs_photos
def test_frames_without_a_move_are_read_by_the_server(
    duellist: Duellist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bell, "ring_for_turn", lambda turn_id: True)
    nonce = duellist.open(1).json()["nonce"]
    frame = (DATA / "hands" / "hagrid" / "palm_00000.jpg").read_bytes()
    for _retry in range(2):
        waits = duellist.send(1, nonce, "", frame)
        assert (waits.status_code, waits.json()) == (202, {"state": "reading"})
    asked = duellist.client.get(duellist.urls["turn_url"], {"nonce": nonce})
    assert (asked.status_code, asked.json()) == (202, {"state": "reading"})
    reading.read(Turn.objects.get(nonce=nonce).pk)
    told = duellist.client.get(duellist.urls["turn_url"], {"nonce": nonce})
    assert told.status_code == 200
    answer = the_answer(duellist.played, 1)
    assert (told.json()["move"], told.json()["answer"]) == ("paper", answer)
    assert duellist.send(1, nonce, "", frame).json() == told.json()


def test_of_a_turn_that_is_not_ones_own_nothing_is_told(duellist: Duellist, duel: Release) -> None:
    nonce = duellist.open(1).json()["nonce"]
    duellist.send(1, nonce, "rock")
    other = Phone()
    other.start(duel)
    stolen = other.client.get(duellist.urls["turn_url"], {"nonce": nonce})
    assert stolen.status_code in {401, 403, 404}


def test_by_touch_a_move_must_be_named(duellist: Duellist) -> None:
    nonce = duellist.open(1).json()["nonce"]
    assert said(duellist.send(1, nonce, ""), 409) == "unknown_move"
