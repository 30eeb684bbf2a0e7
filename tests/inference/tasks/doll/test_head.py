"""A doll's head: the player's own, upright and whole, without neck and shoulders."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from inference import (
    BadPhoto,
    BadTemplate,
    Pixels,
    Reason,
    doll_head,
    drawn_head,
    find_faces,
    mesh,
)
from inference.tasks.doll.head import CHIN, SIDE, DollHead
from tests.inference.photos import needs_photos, photo

AHEAD = "faces/portraits/1cba10ad9bb4ced57e42f7656c5f2a58d32dc6bad084957d2f8d1c78e0fcd224.jpg"
DARK, LIGHT = "faces/stock/051.jpg", "faces/stock/009.jpg"
FUR_HAT, SCARF, SUNGLASSES = "faces/stock/037.jpg", "faces/stock/046.jpg", "faces/stock/053.jpg"
LONG_HAIR, PROFILE = "faces/stock/011.jpg", "faces/stock/040.jpg"
EVERYBODY = (AHEAD, DARK, LIGHT, FUR_HAT, SCARF, SUNGLASSES, LONG_HAIR)


def turned(pixels: Pixels, degrees: float) -> Pixels:
    height, width = pixels.shape[:2]
    way = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(pixels, way, (width, height), borderValue=[90] * 3), np.uint8)


def solid(head: DollHead) -> NDArray[np.bool_]:
    return head.picture[..., 3] > 127


@needs_photos
@pytest.mark.parametrize("name", EVERYBODY)
def test_it_is_one_piece_with_its_chin_in_place_and_nothing_below_it(name: str) -> None:
    head = doll_head(photo(name))
    assert head.picture.shape == (SIDE, SIDE, 4)
    count, _labels = cv2.connectedComponents(solid(head).astype(np.uint8))
    assert count == 2
    assert head.chin == pytest.approx(CHIN, abs=45)
    # A rim, and hair that hangs beside it.
    assert not solid(head)[round(head.chin[1]) + 34 :].any()
    assert solid(head)[round(head.chin[1]) - 10, round(head.chin[0])]
    # No hole in it either.
    count, _labels = cv2.connectedComponents((~solid(head)).astype(np.uint8))
    assert count == 2


@needs_photos
@pytest.mark.parametrize("degrees", [15, -15])
def test_a_tilted_head_is_put_upright(degrees: float) -> None:
    level, tilted = doll_head(photo(AHEAD)), doll_head(turned(photo(AHEAD), degrees))
    assert tilted.chin == pytest.approx(level.chin, abs=14)
    lower = slice(300, SIDE)
    both = (solid(level) & solid(tilted))[lower].sum()
    assert both > 0.85 * (solid(level) | solid(tilted))[lower].sum()


@needs_photos
def test_hats_stay_on_and_so_do_scarves() -> None:
    for name in (FUR_HAT, SCARF):
        head = doll_head(photo(name))
        assert np.flatnonzero(solid(head).any(axis=1))[0] < head.chin[1] - 380
        assert solid(head)[300].sum() > 280


@needs_photos
def test_skin_keeps_its_tone() -> None:
    dark, light = (_cheeks(doll_head(photo(name))) for name in (DARK, LIGHT))
    assert light[0] - dark[0] > 25
    for name, painted in ((DARK, dark), (LIGHT, light)):
        assert abs(painted[0] - _in_the_photo(name)) < 12


def _cheeks(head: DollHead) -> NDArray[np.float32]:
    """Median L*a*b* of the nose's bridge and the forehead above it, where no rouge is."""
    part = np.ascontiguousarray(head.picture[330:430, 345:375, :3], np.float32) / 255
    return np.asarray(np.median(cv2.cvtColor(part, cv2.COLOR_RGB2Lab), axis=(0, 1)), np.float32)


def _in_the_photo(name: str) -> float:
    pixels = photo(name)
    points = mesh(pixels, find_faces(pixels)[0]).points
    low, high = points[[6, 195], :2].min(axis=0) - 3, points[[6, 195], :2].max(axis=0) + 3
    part = pixels[round(low[1]) : round(high[1]), round(low[0]) : round(high[0])]
    lab = cv2.cvtColor(np.ascontiguousarray(part, np.float32) / 255, cv2.COLOR_RGB2Lab)
    return float(np.median(lab[..., 0]))


@needs_photos
def test_a_head_that_the_photo_cuts_off_gets_a_round_crown() -> None:
    pixels = photo(LONG_HAIR)
    rows = np.flatnonzero(solid(doll_head(pixels)).any(axis=1))
    x0, y0, x1, _y1 = find_faces(pixels)[0].box
    head = doll_head(np.ascontiguousarray(pixels[round(y0 - 0.05 * (x1 - x0)) :]))
    whole = solid(head)
    top = np.flatnonzero(whole.any(axis=1))[0]
    assert top > rows[0]
    widths = [whole[top + down].sum() for down in (4, 16, 40)]
    assert widths[0] < 0.75 * widths[1] or widths[1] < 0.9 * widths[2]
    middle = np.flatnonzero(whole[top + 4]).mean()
    assert abs(middle - SIDE / 2) < 90


@needs_photos
def test_the_same_photo_gives_the_same_head() -> None:
    first, second = doll_head(photo(DARK)), doll_head(photo(DARK))
    assert np.array_equal(first.picture, second.picture)


@needs_photos
def test_a_rim_of_paper_and_one_of_ink_are_around_it() -> None:
    head = doll_head(photo(LIGHT))
    deep = cv2.distanceTransform(solid(head).astype(np.uint8), cv2.DIST_L2, 5)
    paper, ink = (
        np.median(head.picture[(deep > low) & (deep < low + 2), :3]) for low in (2.0, 8.0)
    )
    assert paper > 220
    assert ink < 110


@needs_photos
def test_what_cannot_become_a_doll_is_the_players_to_mend() -> None:
    two = np.concatenate([photo(DARK)[:600, :600], photo(LIGHT)[:600, :600]], axis=1)
    for pixels, reason in (
        (photo(PROFILE), Reason.TURNED),
        (np.full((600, 480, 3), 120, np.uint8), Reason.NOBODY),
        (two, Reason.SEVERAL),
    ):
        with pytest.raises(BadPhoto) as bad:
            doll_head(pixels)
        assert bad.value.reason == reason


def test_a_drawn_head_must_have_the_size_of_one() -> None:
    head = drawn_head(np.zeros((SIDE, SIDE, 4), np.uint8))
    assert head.chin == CHIN
    with pytest.raises(BadTemplate):
        drawn_head(np.zeros((SIDE, SIDE - 1, 4), np.uint8))
