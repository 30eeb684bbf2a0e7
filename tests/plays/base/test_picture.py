"""What plays of pictures share: formats that cut nothing off, marks that hide no other, old
releases that know nothing of either."""

import io
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from django.utils import translation
from numpy.typing import NDArray
from PIL import Image

import inference
from campaigns.plays.base import (
    AssetCard,
    CameraSettings,
    Finished,
    PictureSettings,
    Scene,
    Shot,
    ai_label,
    art,
    card_colours,
    finish,
    rgb,
)
from campaigns.plays.registry import PLAYS
from campaigns.services import qr, theming
from tests.cast import a_picture_file

ADDRESS = "https://play.lumo.example/q/K7F3M2QX"
FORMATS = {"3:4": (1080, 1440), "9:16": (1080, 1920), "4x6": (1200, 1800)}
CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right")
PINK = (255, 0, 255, 255)
FRAME = 7


def a_scene(**changes: Any) -> Scene:
    first = Scene(
        language="en",
        brand_name="Lumo",
        logo=a_picture_file(90, 60, PINK),
        theme=theming.palette({}),
        qr=qr.png(ADDRESS, qr.QrStyle(), 0),
    )
    return replace(first, **changes)


def a_picture(width: int = 900, height: int = 1200) -> inference.Pixels:
    """Grey, a green rim of twelve pixels at its very edge, and light noise as in a photo."""
    pixels = np.full((height, width, 3), 120, np.uint8)
    noise = np.random.default_rng(5).integers(0, 40, pixels.shape)
    pixels = (pixels + noise).astype(np.uint8)
    for edge in (np.s_[:12], np.s_[-12:], np.s_[:, :12], np.s_[:, -12:]):
        pixels[edge] = (0, 200, 0)
    return pixels


def art_of(asset_id: int) -> bytes:
    assert asset_id == FRAME
    return a_picture_file(300, 400, (0, 0, 0, 0))


def finished(
    pixels: inference.Pixels | None = None,
    scene: Scene | None = None,
    *,
    made_with_ai: bool = True,
    **chosen: Any,
) -> Finished:
    image = a_picture() if pixels is None else pixels
    settings = PictureSettings.defaults() | chosen
    return finish(image, settings, art_of, scene or a_scene(), made_with_ai=made_with_ai)


def opened(made: Finished) -> NDArray[np.int16]:
    return np.asarray(Image.open(io.BytesIO(made.picture)).convert("RGB"), np.int16)


def scanned(made: Finished) -> str:
    picture = np.ascontiguousarray(opened(made).astype(np.uint8)[:, :, ::-1])
    return str(cv2.QRCodeDetector().detectAndDecode(picture)[0])


def apart(one: Finished, other: Finished) -> NDArray[np.bool_]:
    """Where two files differ by more than the coding of one does."""
    return np.asarray(np.abs(opened(one) - opened(other)).max(axis=2) > 40)


def corner_of(where: NDArray[np.bool_]) -> str:
    """The corner that all of it lies in."""
    rows, columns = np.nonzero(where)
    height, width = where.shape
    assert len(rows) > 0
    vertical = {True: "bottom", False: "top"}
    across = {True: "right", False: "left"}
    found = {
        f"{vertical[bool(down)]}-{across[bool(right)]}"
        for down, right in zip(rows > height / 2, columns > width / 2, strict=True)
    }
    assert len(found) == 1
    return found.pop()


def test_as_it_is_made_the_picture_keeps_its_size() -> None:
    made = finished()
    assert (made.width, made.height) == (900, 1200)
    assert opened(made).shape == (1200, 900, 3)


@pytest.mark.parametrize("size", FORMATS)
def test_a_format_has_the_size_that_it_says(size: str) -> None:
    made = finished(size=size)
    assert (made.width, made.height) == FORMATS[size]
    assert opened(made).shape[1::-1] == FORMATS[size]


@pytest.mark.parametrize("size", FORMATS)
@pytest.mark.parametrize("shape", [(900, 1200), (1200, 900), (1000, 1000), (540, 1600)])
def test_no_format_cuts_anything_off(size: str, shape: tuple[int, int]) -> None:
    """All four edges of the picture are found in the finished one, as far apart as before."""
    bare = a_scene(logo=None)
    picture = opened(finished(a_picture(*shape), bare, made_with_ai=False, size=size))
    width, height = FORMATS[size]
    scale = min(width / shape[0], height / shape[1])
    rim = (picture[..., 1] - picture[..., 0] > 120) & (picture[..., 2] < 80)
    middle_row, middle_column = rim[height // 2], rim[:, width // 2]
    for line, length in ((middle_row, shape[0]), (middle_column, shape[1])):
        found = np.flatnonzero(line)
        assert abs((found[-1] - found[0]) - length * scale) < 0.05 * length * scale


def test_what_a_format_adds_fades_into_the_brands_ground() -> None:
    red = a_scene(theme=theming.palette({"paper": "#b01020", "ink": "#ffffff"}), logo=None)
    picture = opened(finished(scene=red, made_with_ai=False, size="9:16"))
    top, near = picture[2].mean(axis=0), picture[180].mean(axis=0)
    assert top[0] - top[1] > 60 > abs(near[0] - near[1])


def test_only_the_print_is_measured_in_inches() -> None:
    for size in ("scene", *FORMATS):
        with Image.open(io.BytesIO(finished(size=size).picture)) as picture:
            dpi = picture.info.get("dpi")
        assert (dpi == (300, 300)) == (size == "4x6")


@pytest.mark.parametrize("corner", CORNERS)
@pytest.mark.parametrize("size", ["scene", *FORMATS])
def test_the_code_is_read_in_every_format_and_every_corner(size: str, corner: str) -> None:
    made = finished(size=size, qr_corner=corner, logo=False, frame=FRAME)
    assert scanned(made) == ADDRESS
    without = finished(size=size, logo=False, frame=FRAME, made_with_ai=False)
    with_code = finished(size=size, qr_corner=corner, logo=False, frame=FRAME, made_with_ai=False)
    assert corner_of(apart(with_code, without)) == corner


def test_the_code_is_read_on_a_small_picture_too() -> None:
    assert scanned(finished(a_picture(480, 640), qr_corner="top-left")) == ADDRESS


def test_without_a_corner_there_is_no_code() -> None:
    assert scanned(finished(size="9:16")) == ""


def test_a_scene_without_a_code_has_none_to_show() -> None:
    bare = Scene("en", "Lumo", None)
    assert scanned(finished(scene=bare, qr_corner="top-left")) == ""


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, "bottom-left"),
        ({"logo_corner": "bottom-left"}, "bottom-right"),
        ({"logo_corner": "bottom-left", "qr_corner": "bottom-right"}, "top-left"),
        ({"logo_corner": "bottom-left", "logo": False}, "bottom-left"),
    ],
)
def test_the_label_stands_where_neither_logo_nor_code_does(
    chosen: dict[str, Any], expected: str
) -> None:
    label = apart(finished(**chosen), finished(made_with_ai=False, **chosen))
    assert corner_of(label) == expected


def test_no_setting_takes_the_label_away() -> None:
    fields = PictureSettings.base_fields
    choices = {
        name: [key for key, _word in getattr(fields[name], "choices", [])] for name in fields
    } | {"frame": [None, FRAME], "logo": [True, False], "countdown": [0]}
    for name, values in choices.items():
        for value in values:
            made = finished(**{name: value})
            assert b"compositeWithTrainedAlgorithmicMedia" in made.picture
            assert apart(made, finished(made_with_ai=False, **{name: value})).sum() > 500


def test_the_label_wears_the_brands_colours_and_speaks_the_players_language() -> None:
    label = ai_label(a_scene(theme={"ink": "#102030", "paper": "#f0e0d0"}, language="zh-hans"))
    assert (label.ink, label.plate) == ((16, 32, 48), (240, 224, 208))
    with translation.override("zh-hans"):
        assert label.text == translation.gettext("Made with AI")
    assert label.lang == "zh-hans"


def test_a_release_without_a_theme_has_a_label_that_can_be_read() -> None:
    label = ai_label(Scene("en", "Lumo", None))
    assert min(label.ink) - max(label.plate) > 150


def test_the_file_holds_what_made_it_and_nothing_else() -> None:
    data = finished(size="4x6", qr_corner="top-left").picture
    with Image.open(io.BytesIO(data)) as picture:
        xmp = picture.info["xmp"]
        head = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
        assert set(picture.info) == head | {"xmp"}
        assert not picture.getexif()
    assert b'xmp:CreatorTool="Marquee"' in xmp
    assert b"digitalsourcetype/compositeWithTrainedAlgorithmicMedia" in xmp
    assert b"Exif\0\0" not in data


def test_a_picture_without_ai_carries_no_label_and_no_metadata() -> None:
    data = finished(made_with_ai=False).picture
    assert b"xmp" not in data.lower()
    assert b"Exif\0\0" not in data


def test_a_release_from_before_these_settings_is_finished_as_it_was() -> None:
    """Releases are frozen: those of face_reading have two of the settings, others none."""
    for old in ({}, {"countdown": 3, "logo": True}):
        made = finish(a_picture(), old, art_of, a_scene())
        assert made == finished()


@pytest.mark.parametrize("name", ["star_photo", "face_fusion"])
@pytest.mark.parametrize("late", sorted(set(PictureSettings.base_fields) - {"countdown", "logo"}))
def test_a_play_makes_the_picture_of_a_release_from_before_a_shared_setting(
    name: str, late: str
) -> None:
    play = PLAYS[name]
    wall = a_picture_file(720, 960)
    now = play.Settings.defaults() | {"scene": 1}
    old = {key: value for key, value in now.items() if key != late}
    made, full = (
        play.judge(Shot(None, figure=1), each, lambda _id: wall, a_scene()) for each in (old, now)
    )
    assert made.picture == full.picture
    assert play.page_settings(old) == {"countdown": 3}
    assert play.outcome(made, old) in play.tiers
    assert play.words_for(made.facts, old) == ()
    assert play.picks(made.facts, old) == ()


@pytest.mark.parametrize("name", ["star_photo", "face_fusion", "face_reading"])
def test_a_draft_from_before_these_settings_is_still_valid(name: str) -> None:
    form = PLAYS[name].Settings
    assert issubclass(form, PictureSettings)
    late = {"size", "qr_corner"}
    old = {key: value for key, value in form.defaults().items() if key not in late}
    cards = [AssetCard(1, "scene", "wall", "/asset/1", 720, 960)]
    filled = old | ({"scene": 1} if "scene" in form.base_fields else {})
    bound = form(form.defaults() | filled, shelf=cards)
    assert bound.is_valid(), bound.errors
    assert bound.cleaned_data["size"] == "scene"
    assert bound.cleaned_data["qr_corner"] == ""


def test_code_and_logo_may_not_share_a_corner() -> None:
    def faults(**chosen: Any) -> list[str]:
        return list(PictureSettings(PictureSettings.defaults() | chosen).errors)

    assert faults(qr_corner="bottom-right") == ["qr_corner"]
    assert faults(qr_corner="bottom-right", logo=False) == []
    assert faults(qr_corner="top-left") == []


def test_a_plays_own_settings_come_first() -> None:
    class Own(PictureSettings):
        mood = PictureSettings.base_fields["logo"].__class__(required=False)

    assert next(iter(Own().fields)) == "mood"
    assert set(list(Own().fields)[1:]) == set(PictureSettings.base_fields)
    assert list(CameraSettings().fields) == ["countdown"]


def test_a_brands_picture_is_decoded_once_and_nobody_may_paint_on_it() -> None:
    data = a_picture_file(30, 20, PINK)
    assert art(data) is art(bytes(bytearray(data)))
    with pytest.raises(ValueError, match="read-only"):
        art(data)[:] = 0
    with pytest.raises(inference.BadTemplate):
        art(b"no picture at all")


def test_a_themes_colour_is_read_as_numbers() -> None:
    assert rgb("#ff6f5b") == (255, 111, 91)


def test_a_games_card_has_the_pages_colours_and_ours_where_it_has_none() -> None:
    ours = inference.FaceOffColours()
    assert card_colours(a_scene(theme={})) == ours
    themed = card_colours(a_scene(theme={"paper": "#fff8ec", "glow": "#f4b63f"}))
    assert (themed.paper, themed.right) == ((255, 248, 236), (244, 182, 63))
    assert (themed.ink, themed.left) == (ours.ink, ours.left)


def test_a_play_that_can_be_heard_is_silent_until_the_operator_or_the_player_wants_it() -> None:
    heard = [play for play in PLAYS.values() if "sound" in play.Settings.base_fields]
    assert heard
    assert not any(play.Settings.defaults()["sound"] for play in heard)
