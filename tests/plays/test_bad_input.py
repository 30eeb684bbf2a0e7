"""Whatever photo comes: each play makes a good picture of it, or says what the player should do.

This table is the contract. A picture counts as made where a face is seen in it, the right way up.
"""

import io
from collections.abc import Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import inference
from campaigns.plays import style_portrait
from campaigns.plays.base import Shot, Verdict
from campaigns.plays.registry import PLAYS
from tests.cast import a_picture_file
from tests.inference.photos import DATA, needs_photos
from tests.plays.difficult import DIFFICULT
from tests.plays.looking import QUIET, pixels

FUSION, STAR, SCAN = "face_fusion", "star_photo", "face_scan"
READING, SIGN, STYLE, SWAP = "face_reading", "fortune_sign", "style_portrait", "background_swap"
EVERY = (FUSION, STAR, SCAN, READING, SIGN, STYLE, SWAP)
MADE = "made"
_ROOT = Path(__file__).resolve().parents[2]
_CREW, _WALL = 1, 2
_SETTINGS: Mapping[str, Mapping[str, Any]] = {
    FUSION: {"scene": _CREW},
    STAR: {"scene": _WALL},
    SWAP: {"scene_1": _WALL},
}


def row(reason: str = MADE, but: Mapping[str, tuple[str, ...]] | None = None) -> dict[str, str]:
    """What each play does with one photo: the same, but for some, by what they do."""
    others = {play: told for told, plays in (but or {}).items() for play in plays}
    return {play: others.get(play, reason) for play in EVERY}


# The brush paints whatever can be seen.
def painted(reason: str) -> dict[str, str]:
    return row(reason, {MADE: (STYLE,)})


TABLE: Mapping[str, Mapping[str, str]] = {
    "black and white": row(),
    "dim": row("too_dark"),
    "very dark": row("too_dark"),
    "blown out": row("too_bright"),
    "red light": row(),
    "sunglasses": row(but={"covered": (FUSION, READING)}),
    "mask": row(but={"covered": (FUSION, READING, SIGN)}),
    "off a screen": row(),
    "upside down": row(),
    "half a face": painted("off_centre"),
    "too near": painted("too_close"),
    "far off": painted("too_far"),
    "two people": row("several", {MADE: (STAR, SWAP, STYLE)}),
    "many people": painted("several"),
    "shaken": row("blurred"),
    "200 px": painted("too_small"),
    "90 px": row("too_small"),
    "50 megapixels": row(),
    "squeezed": row(),
    "sticker": row(),
    "cartoon": row(but={"covered": (FUSION, READING)}),
    "cat": painted("nobody"),
    "wall": painted("nobody"),
    "noise": painted("nobody"),
    "black": row("too_dark"),
    "white": row("too_bright"),
    "broken off": row("damaged"),
}
_CID, _GB = "style/content/cid22", "style/content/gb82"
# The same of real photos, by their place among the test photos.
REAL: Mapping[str, Mapping[str, str]] = {
    # A profile, and one under the brim of a hat.
    "faces/stock/040.jpg": row("turned", {MADE: (STAR, SCAN, STYLE, SWAP)}),
    "faces/stock/012.jpg": row("turned", {MADE: (STAR, SCAN, STYLE, SWAP)}),
    # Behind a camera, in sunglasses, behind a scarf.
    "faces/stock/003.jpg": row("covered", {MADE: (STAR, STYLE, SWAP)}),
    "faces/stock/048.jpg": row(but={"covered": (FUSION, READING)}),
    f"{_CID}/pexels-photo-796526.jpg": row(but={"covered": (FUSION, READING, SIGN)}),
    # A baby asleep, and a man with a child.
    f"{_CID}/pexels-photo-6635187.jpg": row(),
    f"{_CID}/4934193.jpg": row("several", {MADE: (STAR, STYLE, SWAP)}),
    # A dog, an empty mask, a statue's face.
    f"{_GB}/dog-lossless.jpg": row("covered", {MADE: (STAR, STYLE, SWAP)}),
    f"{_CID}/3836671.jpg": row("covered", {MADE: (STAR, STYLE, SWAP)}),
    f"{_CID}/60003.jpg": row("covered", {MADE: (STAR, STYLE, SWAP)}),
    # Dark skin in little light.
    "faces/portraits/100f17892cf7bb12beb12479641fcc4c.jpg": row(),
}
# No face is looked for in pictures of these.
_FACELESS = {name for name, told in REAL.items() if told[READING] == "covered" == told[SCAN]}


@cache
def _art(asset_id: int) -> bytes:
    if asset_id == _CREW:
        return (_ROOT / "campaigns/demo/art/crew-scene.webp").read_bytes()
    return a_picture_file(480, 720, (60, 90, 120))


@cache
def _file(name: str) -> bytes:
    return DIFFICULT[name]() if name in DIFFICULT else (DATA / name).read_bytes()


def _judged(play: str, name: str) -> Verdict | str:
    settings = {**PLAYS[play].Settings.defaults(), **_SETTINGS.get(play, {})}
    try:
        return PLAYS[play].judge(Shot(_file(name), seed=bytes(32)), settings, _art, QUIET)
    except inference.BadPhoto as bad:
        return str(bad.reason)


@pytest.fixture(autouse=True)
def _small_paintings(monkeypatch: pytest.MonkeyPatch) -> None:
    """How large is asked elsewhere; paint is what takes a worker longest."""
    monkeypatch.setattr(style_portrait, "LEAST", 400)
    monkeypatch.setattr(style_portrait, "MOST", 400)


def _has_an_upright_face(verdict: Verdict) -> bool:
    picture = np.asarray(pixels(verdict), np.uint8)
    downs = [
        face.keypoints[3] - face.keypoints[:2].mean(axis=0)
        for face in inference.find_faces(picture)
    ]
    return any(down[1] > abs(down[0]) for down in downs)


def _does_what_it_says(play: str, name: str, told: str) -> None:
    answer = _judged(play, name)
    if told != MADE:
        assert answer == told
        return
    assert isinstance(answer, Verdict), answer
    assert Image.open(io.BytesIO(answer.picture)).size == (answer.width, answer.height)
    if play != STYLE and name not in _FACELESS:
        assert _has_an_upright_face(answer)


@pytest.mark.parametrize(("name", "play"), list(product(TABLE, EVERY)))
def test_a_difficult_photo_makes_a_picture_or_is_refused_with_the_right_reason(
    name: str, play: str
) -> None:
    _does_what_it_says(play, name, TABLE[name][play])


@needs_photos
@pytest.mark.parametrize(("name", "play"), list(product(REAL, EVERY)))
def test_so_does_a_real_one(name: str, play: str) -> None:
    _does_what_it_says(play, name, REAL[name][play])


def test_every_play_of_one_photo_is_in_the_table() -> None:
    assert set(EVERY) == {name for name, play in PLAYS.items() if play.one_photo} | {SWAP}
