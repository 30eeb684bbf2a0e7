from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy as np
import pytest

from inference import ModelUnavailable, find_faces, mesh, session, styles, stylize, warm_styles
from inference.catalog import STYLES
from inference.models import style as network
from inference.results import Floats, Pixels
from tests.inference.photos import needs_photos, photo

EVERY_STYLE = pytest.mark.parametrize("style", sorted(STYLES))


def _scene(height: int = 200, width: int = 260) -> Pixels:
    """A light disc before a dark slope: edges, and even places."""
    y, x = np.mgrid[0:height, 0:width]
    scene = np.stack([60 + x / 4, 70 + y / 5, 90 + 0 * x], axis=2)
    scene[np.hypot(y - height / 2, x - width / 2) < height / 3] = (230, 190, 160)
    return scene.astype(np.uint8)


def test_the_styles_are_those_that_are_kept_beside_the_code() -> None:
    assert styles() == tuple(sorted(STYLES))
    assert all(file.stat().st_size <= 1_000_000 for file in STYLES.values())


@EVERY_STYLE
@pytest.mark.parametrize("shape", [(8, 8), (97, 131), (300, 41)], ids=str)
def test_a_painting_has_the_picture_s_size(style: str, shape: tuple[int, int]) -> None:
    painting = stylize(_scene(*shape), style)
    assert painting.shape == (*shape, 3)
    assert painting.dtype == np.uint8


@EVERY_STYLE
def test_the_same_picture_is_painted_the_same(style: str) -> None:
    assert np.array_equal(stylize(_scene(), style, 0.3), stylize(_scene(), style, 0.3))


@EVERY_STYLE
def test_a_map_of_one_value_is_that_brush(style: str) -> None:
    one = stylize(_scene(), style, 0.7).astype(int)
    same = stylize(_scene(), style, np.full((5, 9), 0.7, np.float32)).astype(int)
    assert np.abs(one - same).max() <= 1
    assert np.abs(one - stylize(_scene(), style, 0.2)).max() > 1


@EVERY_STYLE
def test_a_map_paints_each_part_with_its_brush(style: str) -> None:
    """Half fine, half bold: far from where they meet each half is as if all were so."""
    halves = np.zeros((64, 64), np.float32)
    halves[:, 32:] = 1
    scene = _scene(256, 320)
    mixed = stylize(scene, style, halves).astype(int)
    for brush, part in ((0.0, np.s_[:, :40]), (1.0, np.s_[:, -40:])):
        whole = stylize(scene, style, brush).astype(int)
        assert np.abs(mixed[part] - whole[part]).max() <= 1


@EVERY_STYLE
def test_a_picture_in_pieces_is_the_same_picture(
    style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = stylize(_scene(300, 420), style, 0.6).astype(int)
    monkeypatch.setattr(network, "_PIECE", 160)
    pieces = stylize(_scene(300, 420), style, 0.6).astype(int)
    assert np.abs(whole - pieces).max() <= 1


@pytest.mark.parametrize(("threads", "times"), [(1, 6), (2, 0)])
def test_between_the_pieces_of_one_thread_there_is_time_for_something_else(
    threads: int, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "_PIECE", 200)
    style, called = styles()[0], list[int]()
    painting = stylize(_scene(300, 420), style, threads=threads, between=lambda: called.append(1))
    assert len(called) == times
    assert np.array_equal(painting, stylize(_scene(300, 420), style, threads=threads))


@EVERY_STYLE
def test_a_large_picture_never_makes_the_network_see_more_than_a_piece(
    style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    ask = session.run_own

    def watched(file: Path, inputs: Mapping[str, Floats]) -> Floats:
        seen.append(max(inputs["picture"].shape[2:]))
        return ask(file, inputs)

    monkeypatch.setattr(session, "run_own", watched)
    painting = stylize(np.full((40, 5000, 3), 90, np.uint8), style)
    assert painting.shape == (40, 5000, 3)
    assert max(seen) <= network._PIECE + 2 * network._AROUND


@EVERY_STYLE
@pytest.mark.parametrize("brush", [0.0, 0.5, 1.0])
def test_the_frame_is_painted_like_the_rest(style: str, brush: float) -> None:
    """An even wall has no lines along its border."""
    wall = stylize(np.full((256, 256, 3), (150, 170, 190), np.uint8), style, brush)
    light = wall.astype(float).mean(axis=2)
    for turned in (light, light[::-1], light.T, light.T[::-1]):
        rows = turned[:, 8:-8].mean(axis=1)
        usual = rows[16:-16]
        assert np.abs(rows[:3] - usual.mean()).max() < 5 * usual.std() + 4


def test_an_unknown_style_is_told() -> None:
    with pytest.raises(ModelUnavailable, match="fresco"):
        stylize(_scene(), "fresco")


@EVERY_STYLE
def test_there_is_no_grid(style: str) -> None:
    """No place in the network's squares of 4×4 px has much stronger edges than the others."""
    light = stylize(_scene(400, 400), style, 0.5).astype(float).mean(axis=2)
    for axis in (0, 1):
        change = np.abs(np.diff(light, axis=axis)).mean(axis=1 - axis)[:396].reshape(-1, 4)
        assert change.mean(axis=0).max() < 1.2 * change.mean()


@needs_photos
@EVERY_STYLE
def test_a_painted_person_still_has_a_face(style: str) -> None:
    pixels = photo("faces/stock/001.jpg")
    faces = find_faces(pixels)
    painting = stylize(pixels, style, 0.5, faces=faces)
    assert mesh(painting, find_faces(painting)[0]).presence > 0.5


@needs_photos
@EVERY_STYLE
def test_faces_are_nearer_to_the_photo_when_they_are_named(style: str) -> None:
    """Seen from where single strokes and joints melt away."""
    pixels = photo("faces/stock/001.jpg")
    (face,) = find_faces(pixels)
    x0, y0, x1, y1 = (int(side) for side in face.box)

    def features(picture: Pixels) -> Floats:
        seen = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), 6).mean(axis=2)[y0:y1, x0:x1]
        return np.asarray((seen - seen.mean()) / seen.std(), np.float32)

    named, plain = (
        np.abs(features(stylize(pixels, style, 1.0, faces=faces)) - features(pixels)).mean()
        for faces in ((face,), ())
    )
    assert named < plain


def test_more_threads_paint_the_same_picture() -> None:
    picture = np.random.default_rng(3).integers(0, 256, (420, 300, 3), np.uint8)
    alone, together = (stylize(picture, styles()[0], 0.6, threads=threads) for threads in (1, 3))
    assert np.abs(alone.astype(int) - together).max() <= 1


def test_what_is_warm_was_loaded_once_and_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    warm_styles(styles())
    opened: list[object] = []
    monkeypatch.setattr(session, "_load", opened.append)
    for style in STYLES:
        stylize(np.zeros((8, 8, 3), np.uint8), style)
    assert opened == []
