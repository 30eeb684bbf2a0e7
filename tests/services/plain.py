"""A play without a network: the player's photo, decoded and encoded again, is the picture."""

import io
from collections.abc import Callable, Mapping
from typing import Any

from PIL import Image

import inference
from campaigns.models import Release
from campaigns.plays.base import Assets, Play, PlaySettings, Scene, Shot, Verdict
from tests.cast import a_campaign, a_prize, a_release


class Plain(Play):
    """`meanwhile` runs in the middle of the judging: the exact point for what else may happen."""

    name = "plain"
    label = summary = "Plain"
    Settings = PlaySettings
    tiers = {"photo": "made a photo"}

    def __init__(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        self.meanwhile = meanwhile
        self.scenes: list[Scene] = []

    def judge(
        self, shot: Shot, settings: Mapping[str, Any], assets: Assets, scene: Scene
    ) -> Verdict:
        self.scenes.append(scene)
        if shot.photo is None:
            picture = io.BytesIO()
            Image.new("RGB", (96, 96), (shot.figure or 0, 0, 0)).save(picture, "JPEG")
            self.meanwhile()
            return Verdict(picture.getvalue(), 96, 96, {"figure": shot.figure}, {"draw": 1.0})
        pixels = inference.read_photo(shot.photo)
        self.meanwhile()
        height, width = pixels.shape[:2]
        return Verdict(inference.encode_jpeg(pixels), width, height, {}, {"intake": 1.0})

    def outcome(self, verdict: Verdict, settings: Mapping[str, Any]) -> str:
        return "photo"


def a_plain_release(**fields: Any) -> Release:
    """A published campaign of the plain play, with one coupon code for everybody."""
    campaign = a_campaign(**{"play": "plain", "settings": {"plain": True}} | fields)
    a_prize(campaign)
    return a_release(campaign)
