"""How a duel stands, and what the worker is given of it."""

import pytest

from campaigns.models import Photo
from campaigns.services import media, standing
from campaigns.services.errors import Gone, NotFound
from tests.cast import a_round
from tests.services.duels import DUEL, a_duel, a_frame, play_through, the_answer, throw, winning

pytestmark = pytest.mark.django_db


def test_a_round_knows_whether_it_goes_by_turns() -> None:
    assert standing.live_play(a_duel()) is not None
    assert standing.play_of(a_duel()).name == DUEL.name
    photo = a_round()
    assert standing.live_play(photo) is None
    with pytest.raises(NotFound):
        standing.play_of(photo)


def test_the_worker_is_given_moves_answers_and_frames_in_order() -> None:
    played, frames = a_duel(), [a_frame() for _ in range(3)]
    throw(played, winning(played, 1), frames[2], frames[0], frames[1])
    throw(played, "rock")
    first, second = standing.seen(played)
    assert (first.move, first.answer, first.by) == (
        winning(played, 1),
        the_answer(played, 1),
        "camera",
    )
    assert first.frames == [frames[2], frames[0], frames[1]]
    assert (second.by, second.frames) == ("touch", [])


def test_frames_that_were_erased_are_gone_for_the_worker_too() -> None:
    played = play_through(a_duel(), film=True)
    media.erase(Photo.objects.filter(kind="frame").latest("created_at"))
    with pytest.raises(Gone):
        standing.seen(played)
