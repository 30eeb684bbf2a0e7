"""A play without a network whose picture can be made anew: the brush is its colour."""

import io
from collections.abc import Callable, Mapping
from typing import Any

from PIL import Image

from campaigns.models import PhotoJob, Release, Round
from campaigns.plays.base import Assets, PlaySettings, RemakePlay, Scene, Shot, Verdict, Wish
from campaigns.services import entering, judging, remaking
from tests.cast import a_campaign, a_jpeg, a_prize, a_release, a_round


class Tinted(RemakePlay):
    """`meanwhile` runs in the middle of a remake: the exact point for what else may happen. After
    that it gives way, as whoever paints for long."""

    name = "tinted"
    label = summary = "Tinted"
    Settings = PlaySettings
    tiers = {"photo": "made a photo"}
    drafts, remakes = 6, 3

    def __init__(self) -> None:
        self.meanwhile: Callable[[], None] = lambda: None
        self.wishes: list[Wish] = []

    def judge(
        self, shot: Shot, settings: Mapping[str, Any], assets: Assets, scene: Scene
    ) -> Verdict:
        picture = _tinted(Wish(shot.choice or 1, 0.5, draft=False))
        facts = {"choice": shot.choice or 1, "brush": 0.5}
        return Verdict(picture, 96, 96, facts, {"draw": 1.0}, kept=shot.photo or b"drawn")

    def remake(
        self,
        kept: bytes,
        wish: Wish,
        settings: Mapping[str, Any],
        assets: Assets,
        scene: Scene,
    ) -> Verdict:
        assert kept
        self.wishes.append(wish)
        self.meanwhile()
        scene.give_way()
        return Verdict(_tinted(wish), 96, 96, {"choice": wish.choice, "brush": wish.brush}, {})

    def outcome(self, verdict: Verdict, settings: Mapping[str, Any]) -> str:
        return "photo"

    def choices(self, settings: Mapping[str, Any]) -> int:
        return 3

    def easel(self, facts: Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, Any]:
        return dict(facts)


def a_tinted_release(**fields: Any) -> Release:
    """A published campaign of that play, with one coupon code for everybody."""
    campaign = a_campaign(**{"play": "tinted", "settings": {"tinted": True}} | fields)
    a_prize(campaign)
    return a_release(campaign)


def a_picture(played: Round | None = None) -> Round:
    """A round with its first picture, prize and all."""
    played = played or a_round(a_tinted_release())
    judging.judge(entering.submit(played, "first", a_jpeg()).pk)
    return played


def a_wish(brush: float = 0.2, *, choice: int = 1, draft: bool = True) -> Wish:
    return Wish(choice, brush, draft)


def remade(played: Round, token: str, wish: Wish) -> PhotoJob:
    """A wish, asked for and made."""
    job = remaking.ask(played, token, wish)
    judging.judge(job.pk)
    job.refresh_from_db()
    return job


def tint(data: bytes) -> tuple[int, int]:
    """The brush, in percent, and the choice that a picture was made with."""
    with Image.open(io.BytesIO(data)) as picture:
        colour = picture.getpixel((0, 0))
    assert isinstance(colour, tuple)
    return round(colour[0] / 2), round(colour[1] / 40)


def _tinted(wish: Wish) -> bytes:
    picture = io.BytesIO()
    colour = (round(wish.brush * 200), wish.choice * 40, 0)
    Image.new("RGB", (96, 96), colour).save(picture, "PNG")
    return picture.getvalue()
