"""One draw a round, by a luck that was fixed before and can be worked out again."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from campaigns.models import Coupon, Draw, Event, Round
from campaigns.services.awarding import award, luck, seed_hash, verify
from tests.cast import a_campaign, a_player, a_prize, a_round
from tests.services.prizes import a_pool, fill, frozen

pytestmark = pytest.mark.django_db
SEED = bytes(range(32))


def a_done_round(**fields: Any) -> Round:
    return a_round(tier="photo", **fields)


def test_what_is_always_won_is_given_and_kept_with_its_luck() -> None:
    prize = a_pool(2)
    played = a_done_round(release=frozen(prize.campaign))
    draw = award(played)
    assert draw.prize == prize
    assert draw.coupon
    assert draw.coupon.player == played.player
    assert draw.inputs == {
        "seed_sha256": seed_hash(SEED),
        "release": played.release_id,
        "tier": "photo",
        "prizes": [{"prize": prize.pk, "odds": 1.0, "luck": luck(SEED, prize.pk), "end": "given"}],
    }


def test_a_second_call_returns_the_first_draw() -> None:
    prize = a_pool(5, per_player=3)
    played = a_done_round(release=frozen(prize.campaign))
    assert award(played) == award(played)
    assert Draw.objects.count() == Coupon.objects.exclude(player=None).count() == 1


def test_the_next_round_of_a_player_shows_the_coupon_they_have() -> None:
    prize, player = a_pool(5), a_player()
    release = frozen(prize.campaign)
    draws = [award(a_done_round(release=release, player=player)) for _ in range(2)]
    assert draws[0].coupon == draws[1].coupon
    assert Event.objects.filter(name="coupon").count() == 1


def test_a_prize_without_a_chance_is_never_won() -> None:
    prize = a_pool(2, odds=0.0)
    draw = award(a_done_round(release=frozen(prize.campaign)))
    assert (draw.prize, draw.coupon) == (None, None)
    assert draw.inputs["prizes"][0]["end"] == "lost"
    assert verify(draw)


def test_where_the_first_prize_is_gone_the_next_one_is_given() -> None:
    campaign = a_campaign()
    empty, full = a_pool(0, campaign=campaign), a_pool(1, campaign=campaign, position=1)
    draw = award(a_done_round(release=frozen(campaign)))
    assert draw.prize == full
    assert [turn["end"] for turn in draw.inputs["prizes"]] == ["none_left", "given"]
    assert draw.inputs["prizes"][0]["prize"] == empty.pk
    assert verify(draw)


def test_a_prize_for_another_outcome_takes_no_part() -> None:
    campaign = a_campaign()
    a_pool(1, campaign=campaign, tier="gold")
    mine = a_pool(1, campaign=campaign, tier="photo", position=1)
    draw = award(a_done_round(release=frozen(campaign)))
    assert draw.prize == mine
    assert len(draw.inputs["prizes"]) == 1


def test_a_coupon_that_would_be_too_old_is_not_given() -> None:
    prize = a_pool(1, valid_until=timezone.now() - timedelta(minutes=1))
    draw = award(a_done_round(release=frozen(prize.campaign)))
    assert draw.coupon is None
    assert draw.inputs["prizes"][0]["end"] == "expired"
    assert verify(draw)


def test_editing_the_draft_changes_nothing_for_a_round_in_flight() -> None:
    prize = a_pool(1)
    played = a_done_round(release=frozen(prize.campaign))
    prize.odds, prize.tier = 0.0, "gold"
    prize.save()
    assert award(played).coupon


def test_a_prize_deleted_from_the_draft_is_as_good_as_gone() -> None:
    prize = a_prize(a_campaign())
    played = a_done_round(release=frozen(prize.campaign))
    prize.delete()
    draw = award(played)
    assert draw.coupon is None
    assert verify(draw)


def test_a_trial_draws_but_touches_no_code_and_is_not_counted() -> None:
    prize = a_pool(1)
    draw = award(a_done_round(release=frozen(prize.campaign, trial=True)))
    assert (draw.prize, draw.coupon) == (prize, None)
    assert prize.coupons.get().state == "free"
    assert not Event.objects.exists()
    assert verify(draw)


def test_a_campaign_without_prizes_draws_nothing() -> None:
    draw = award(a_done_round(release=frozen(a_campaign())))
    assert draw.prize is None
    assert verify(draw)


def test_a_round_that_nobody_owns_is_not_drawn() -> None:
    release = frozen(a_pool(1).campaign)
    with pytest.raises(ValueError, match="player who owns it"):
        award(a_done_round(release=release, screen=None))


def test_changing_anything_that_was_kept_is_found_out() -> None:
    campaign = a_campaign()
    first = a_pool(0, campaign=campaign, odds=0.5)
    second = a_pool(1, campaign=campaign, position=1)
    draw = award(a_done_round(release=frozen(campaign)))
    assert verify(draw)
    for turn, key, value in [
        (0, "luck", 0.1),
        (0, "odds", 0.9),
        (1, "end", "lost"),
        (1, "prize", 0),
    ]:
        before = draw.inputs["prizes"][turn][key]
        draw.inputs["prizes"][turn][key] = value
        assert not verify(draw), key
        draw.inputs["prizes"][turn][key] = before
    draw.prize = first
    assert not verify(draw)
    draw.prize, draw.round.seed = second, bytes(32)
    assert not verify(draw)


def test_a_shared_draw_counts_one_coupon_for_the_place_it_was_won_at() -> None:
    prize = a_pool(0)
    fill(prize, 1)
    place = prize.campaign.placements.get()
    played = a_done_round(release=frozen(prize.campaign), placement=place)
    award(played)
    event = Event.objects.get()
    assert (event.name, event.placement, event.visitor) == ("coupon", place, played.player_id)


@given(st.binary(min_size=32, max_size=32), st.integers(min_value=1, max_value=2**40))
def test_luck_is_a_number_from_0_to_below_1_and_always_the_same(seed: bytes, prize: int) -> None:
    assert 0.0 <= luck(seed, prize) < 1.0
    assert luck(seed, prize) == luck(seed, prize)


def test_luck_is_spread_evenly_over_seeds_and_prizes() -> None:
    lucks = [luck(number.to_bytes(32, "big"), prize) for number in range(2000) for prize in (1, 2)]
    for edge in (0.1, 0.5, 0.9):
        assert abs(sum(drawn < edge for drawn in lucks) / len(lucks) - edge) < 0.03
