"""A device becomes a screen by the code that it shows, and by nothing else."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from campaigns.models import Pairing
from campaigns.services import pairing, screening
from campaigns.services.errors import TooMany
from campaigns.services.screening import Unpaired, WrongCode
from tests.cast import a_brand
from tests.services.screens import a_paired_screen, a_screen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget_guesses() -> Iterator[None]:
    yield
    cache.clear()


def let_pass(time: timedelta) -> None:
    for waiting in Pairing.objects.all():
        Pairing.objects.filter(pk=waiting.pk).update(created_at=waiting.created_at - time)


def test_the_code_has_six_characters_that_cannot_be_mistaken() -> None:
    code = screening.hello()[0].code
    assert len(code) == 6
    assert not set(code) & set("0O1IL")


def test_a_device_that_asks_again_shows_the_same_code() -> None:
    first, token = screening.hello()
    again, same_token = screening.hello(token)
    assert (again.code, same_token) == (first.code, token)


def test_after_fifteen_minutes_the_code_is_a_new_one_and_the_old_one_opens_nothing() -> None:
    old, token = screening.hello()
    let_pass(pairing.CODE_LIFETIME)
    renewed, _token = screening.hello(token)
    assert renewed.code != old.code
    with pytest.raises(WrongCode):
        screening.pair(old.code, a_screen())


def test_the_token_itself_is_never_stored() -> None:
    screen, token = a_paired_screen()
    assert token not in str(vars(screen))
    assert len(screen.token_hash) == 64


@pytest.mark.parametrize("typed", ["{}", " {} ", "{:.3}-{}"])
def test_a_code_may_be_typed_in_lower_case_with_spaces(typed: str) -> None:
    waiting, token = screening.hello()
    code = waiting.code.lower()
    spaced = f"{code[:3]} {code[3:]}" if "-" in typed else typed.format(code)
    screen = a_screen()
    screening.pair(spaced, screen)
    assert screening.screen_of(token) == screen


def test_a_code_pairs_one_screen_only() -> None:
    waiting, _token = screening.hello()
    screening.pair(waiting.code, a_screen())
    with pytest.raises(WrongCode):
        screening.pair(waiting.code, a_screen())


def test_pairing_another_device_takes_the_screen_from_the_first() -> None:
    screen, old_token = a_paired_screen()
    waiting, token = screening.hello()
    screening.pair(waiting.code, screen)
    assert screening.screen_of(token) == screen
    with pytest.raises(Unpaired):
        screening.screen_of(old_token)


def test_an_unpaired_screens_device_is_nobody_again() -> None:
    screen, token = a_paired_screen()
    screening.unpair(screen)
    screen.refresh_from_db()
    assert screen.paired_at is None
    with pytest.raises(Unpaired):
        screening.screen_of(token)


@pytest.mark.parametrize("token", ["", "something"])
def test_no_token_and_a_made_up_one_are_no_screen(token: str) -> None:
    a_screen()
    with pytest.raises(Unpaired):
        screening.screen_of(token)


def test_ten_wrong_codes_close_the_door_for_the_brand_and_for_nobody_else() -> None:
    mine = a_screen()
    for _guess in range(pairing.MOST_GUESSES):
        with pytest.raises(WrongCode):
            screening.pair("AAAAAA", mine)
    waiting, _token = screening.hello()
    with pytest.raises(TooMany):
        screening.pair(waiting.code, mine)
    screening.pair(waiting.code, a_screen(brand=a_brand()))


def test_right_codes_do_not_count_as_guesses() -> None:
    screen = a_screen()
    for _screen in range(pairing.MOST_GUESSES + 2):
        screening.pair(screening.hello()[0].code, screen)


def test_a_flood_of_devices_is_bounded_and_does_not_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "MOST_PAIRINGS", 3)
    for _device in range(3):
        screening.hello()
    with pytest.raises(TooMany):
        screening.hello()
    let_pass(pairing.CODE_LIFETIME)
    assert screening.hello()[0].created_at <= timezone.now()
    assert Pairing.objects.count() == 1
