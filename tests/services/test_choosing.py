"""What a player chooses beside the photo: of what the play offers, and brought to its worker."""

from collections.abc import Mapping
from typing import Any

import pytest

from campaigns.models import Photo, PhotoJob
from campaigns.plays.base import Assets, Scene, Shot, Verdict
from campaigns.plays.registry import PLAYS
from campaigns.services import bell, entering, judging
from campaigns.services.errors import Refusal
from tests.cast import a_jpeg, a_round
from tests.services.plain import Plain, a_plain_release

pytestmark = pytest.mark.django_db


class OfThree(Plain):
    """Offers three things and tells which one was chosen. The first attempt is lost."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[int | None] = []

    def choices(self, settings: Mapping[str, Any]) -> int:
        return 3

    def judge(
        self, shot: Shot, settings: Mapping[str, Any], assets: Assets, scene: Scene
    ) -> Verdict:
        self.chosen.append(shot.choice)
        if len(self.chosen) == 1:
            raise RuntimeError("lost")
        return super().judge(shot, settings, assets, scene)


@pytest.fixture(autouse=True)
def play(monkeypatch: pytest.MonkeyPatch) -> OfThree:
    play = OfThree()
    monkeypatch.setitem(PLAYS, play.name, play)
    monkeypatch.setattr(bell, "ring", lambda _job: True)
    return play


@pytest.mark.parametrize("choice", [None, 1, 3])
def test_a_choice_reaches_the_play_in_every_attempt(play: OfThree, choice: int | None) -> None:
    job = entering.submit(a_round(a_plain_release()), "one", a_jpeg(), choice=choice)
    judging.judge(job.pk)
    PhotoJob.objects.update(lease_until=None)
    judging.judge(job.pk)
    assert play.chosen == [choice, choice]
    job.refresh_from_db()
    assert (job.state, job.choice) == (PhotoJob.State.DONE, choice)


def test_a_choice_goes_with_a_drawn_figure_too(play: OfThree) -> None:
    job = entering.submit(a_round(a_plain_release()), "one", None, figure=2, choice=3)
    assert (job.figure, job.choice) == (2, 3)


@pytest.mark.parametrize("choice", [0, 4, -1])
def test_what_the_play_does_not_offer_is_refused_and_nothing_is_kept(choice: int) -> None:
    with pytest.raises(Refusal) as refused:
        entering.submit(a_round(a_plain_release()), "one", a_jpeg(), choice=choice)
    assert (refused.value.code, refused.value.status) == ("unknown_choice", 400)
    assert (PhotoJob.objects.count(), Photo.objects.count()) == (0, 0)


@pytest.mark.usefixtures("plain")
def test_a_play_without_a_choice_takes_none() -> None:
    with pytest.raises(Refusal):
        entering.submit(a_round(a_plain_release()), "one", a_jpeg(), choice=1)
