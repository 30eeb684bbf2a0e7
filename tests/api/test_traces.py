"""A catch over the wire: from a phone and from a screen, and whoever tries to bend it."""

import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from campaigns.models import Frame, Release, Round, Turn
from campaigns.services import judging
from campaigns.services.tracing import FRAMES_A_TRACE, TRACE_MAX_BYTES, SentTrace
from campaigns.services.turning import FRAME_MAX_BYTES
from tests.api.phone import Phone, said
from tests.api.screens import Device
from tests.services.catches import a_catch_release, filmed, touched
from tests.services.duels import a_duel_release, a_frame

pytestmark = pytest.mark.django_db


class Catcher:
    """Somebody at a phone or a screen, who goes only where the answers lead."""

    def __init__(self, client: Client, started: dict[str, Any]) -> None:
        self.client, self.urls = client, started
        self.played = Round.objects.get(pk=started["round"])

    def open(self) -> Any:
        body = json.dumps({"number": 1})
        return self.client.post(self.urls["open_turn_url"], body, content_type="application/json")

    def opened(self) -> Turn:
        """The game, opened long enough ago to be over now."""
        turn = Turn.objects.get(nonce=self.open().json()["nonce"])
        Turn.objects.filter(pk=turn.pk).update(opened_at=timezone.now() - timedelta(seconds=9))
        return turn

    def send(self, game: SentTrace, **fields: Any) -> Any:
        files = [SimpleUploadedFile("frame.jpg", frame, "image/jpeg") for frame in game.frames]
        body = {
            "nonce": game.nonce,
            "by": game.by,
            "tracks": json.dumps(game.tracks),
            "at": list(game.frames_at),
            "frame": files,
        }
        return self.client.post(self.urls["trace_url"], body | fields)

    def caught(self, **fields: Any) -> Any:
        return self.send(touched(self.played, self.opened()), **fields)


@pytest.fixture
def catch() -> Release:
    return a_catch_release()


@pytest.fixture(params=["phone", "screen"])
def catcher(request: pytest.FixtureRequest, catch: Release) -> Catcher:
    if request.param == "phone":
        phone = Phone()
        return Catcher(phone.client, phone.start(catch).json())
    device = Device.paired(catch)
    return Catcher(device.client, device.begin().json())


def test_a_game_is_played_to_its_picture_and_its_proof(catcher: Catcher) -> None:
    opened = catcher.open().json()
    assert opened["best"] is None
    assert len(bytes.fromhex(opened["deal"])) == 32
    assert 60 <= opened["closes_in"] <= 75
    answer = catcher.caught()
    assert answer.status_code == 201
    assert answer.json() == {"points": int(Turn.objects.get(void=False).answer), "best": None}
    photo = catcher.client.post(catcher.urls["photo_url"], {"client_token": "one"})
    assert photo.status_code == 202
    judging.judge(catcher.played.jobs.get().pk)
    assert catcher.client.get(catcher.urls["status_url"]).json()["state"] == "done"
    proof = catcher.client.get(catcher.urls["seed_url"]).json()
    seed = bytes.fromhex(proof["seed"])
    assert hashlib.sha256(seed).hexdigest() == catcher.urls["seed_hash"]
    assert proof["opening"] == 2
    assert hmac.digest(seed, b"deal/2", "sha256").hex() == proof["deal"]
    catcher.played.refresh_from_db()
    assert catcher.played.score == answer.json()["points"]


def test_frames_come_along(catcher: Catcher) -> None:
    game = filmed(catcher.played, catcher.opened())
    assert catcher.send(game).status_code == 201
    assert Frame.objects.count() == 4


def test_a_score_that_the_page_claims_is_not_even_read(catcher: Catcher) -> None:
    honest = catcher.caught(points=999_999, score=999_999, answer=999_999).json()
    assert honest["points"] < 999_999


def test_the_best_of_the_day_is_told_before_and_after(catch: Release) -> None:
    phone = Phone()
    first = Catcher(phone.client, phone.start(catch).json())
    best = first.caught().json()["points"]
    first.client.post(first.urls["photo_url"], {"client_token": "one"})
    judging.judge(first.played.jobs.get().pk)
    other = Phone()
    second = Catcher(other.client, other.start(catch).json())
    assert second.open().json()["best"] == best
    assert second.caught().json()["best"] == best


def test_what_bends_a_game_is_refused_in_words(catcher: Catcher) -> None:
    game = touched(catcher.played, catcher.opened())
    assert said(catcher.send(game, nonce="forged"), 409) == "stale"
    assert said(catcher.send(game, tracks="[[[0,9999,3500]]]"), 409) == "outside"
    assert said(catcher.send(game, tracks="[[[0,10,3500],[1,900,3500]]]"), 409) == "too_fast"
    assert said(catcher.send(game, tracks="[[[5,10,3500],[5,10,3500]]]"), 409) == "unordered"
    assert said(catcher.send(game, tracks="[[[99999,10,3500]]]"), 409) == "too_long"
    assert said(catcher.send(game, tracks="[]"), 409) == "malformed"
    assert said(catcher.send(game, by="camera"), 409) == "malformed"
    assert said(catcher.send(game, at=[5]), 409) == "unproven"
    assert catcher.send(game).status_code == 201
    assert said(catcher.send(game, tracks="[[]]"), 409) == "replayed"


def test_a_game_that_is_sent_before_it_can_be_over_is_refused(catcher: Catcher) -> None:
    turn = Turn.objects.get(nonce=catcher.open().json()["nonce"])
    assert said(catcher.send(touched(catcher.played, turn)), 409) == "hasty"


def test_a_re_used_frame_is_refused(catch: Release) -> None:
    frame, answers = a_frame(), []
    for _ in range(2):
        phone = Phone()
        catcher = Catcher(phone.client, phone.start(catch).json())
        answers.append(catcher.send(filmed(catcher.played, catcher.opened(), frame)))
    assert answers[0].status_code == 201
    assert said(answers[1], 409) == "repeated"


@pytest.mark.parametrize("tracks", ["", "x", "[", "[" * 100_000, "9" * 5000, "NaN", "{}", "null"])
def test_what_is_no_trace_is_no_fault_of_ours(catcher: Catcher, tracks: str) -> None:
    game = touched(catcher.played, catcher.opened())
    assert catcher.send(game, tracks=tracks).status_code in {400, 409}
    assert not Turn.objects.exclude(answer="").exists()


@hypothesis_settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    tracks=st.recursive(
        st.none() | st.booleans() | st.integers(-10, 5000) | st.text(max_size=3),
        lambda inner: st.lists(inner, max_size=4),
        max_leaves=12,
    ),
    at=st.lists(st.integers(-5, 700_000), max_size=8),
)
def test_no_trace_of_a_stranger_is_a_fault(catch: Release, tracks: Any, at: list[int]) -> None:
    phone = Phone()
    catcher = Catcher(phone.client, phone.start(catch).json())
    game = SentTrace(catcher.opened().nonce, "touch", tracks, at)
    assert catcher.send(game).status_code in {201, 400, 409}


def test_too_much_of_anything_is_refused_before_it_is_read(catcher: Catcher) -> None:
    game = touched(catcher.played, catcher.opened())
    much = "[" + " " * TRACE_MAX_BYTES + "]"
    assert said(catcher.send(game, tracks=much), 400) == "invalid"
    frames = [b"\xff\xd8\xff" + b"\0" * FRAME_MAX_BYTES] * (FRAMES_A_TRACE + 3)
    heavy = SentTrace(game.nonce, "camera", game.tracks, [1] * len(frames), frames)
    assert said(catcher.send(heavy), 413) == "too_large"


def test_a_duel_takes_no_trace_and_a_catch_no_move(catcher: Catcher) -> None:
    phone = Phone()
    duel = Catcher(phone.client, phone.start(a_duel_release()).json())
    turn = Turn.objects.get(nonce=duel.open().json()["nonce"])
    assert "deal" not in duel.open().json()
    assert said(duel.send(SentTrace(turn.nonce, "touch", [[]])), 404) == "not_found"
    nonce = catcher.open().json()["nonce"]
    move = {"number": 1, "nonce": nonce, "move": "trace", "by": "touch"}
    assert said(catcher.client.post(catcher.urls["turn_url"], move), 404) == "not_found"


def test_a_stranger_cannot_play_in_somebody_elses_round(catcher: Catcher) -> None:
    game = touched(catcher.played, catcher.opened())
    stranger = Catcher(Phone().client, catcher.urls)
    assert stranger.send(game).status_code in {401, 403}
