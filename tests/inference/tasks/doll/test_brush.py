"""The brush: flat tones and ink where there are edges, kinder light where there was little."""

import cv2
import numpy as np
import pytest

from inference import Pixels, find_faces, mesh
from inference.results import Floats
from inference.tasks.doll.brush import brushed, outlined
from tests.inference.photos import needs_photos, photo

FACE = "faces/stock/028.jpg"


def a_face(light: float = 1.0, tint: tuple[float, ...] = (1, 1, 1)) -> tuple[Pixels, Floats]:
    """A photo in other light, small, and the mesh of its face."""
    small = cv2.resize(photo(FACE), None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)
    pixels = np.asarray(small, np.uint8)
    points = mesh(pixels, find_faces(pixels)[0], irises=True).points[:, :2]
    lit = np.clip(pixels * (light * np.array(tint, np.float32)), 0, 255).astype(np.uint8)
    return lit, np.asarray(points, np.float32)


def skin(pixels: Pixels, points: Floats) -> Floats:
    """(n, 3) L*a*b* around the bridge of the nose."""
    x, y = np.rint(points[6]).astype(int)
    part = np.ascontiguousarray(pixels[y - 6 : y + 30, x - 6 : x + 7], np.float32) / 255
    return np.asarray(cv2.cvtColor(part, cv2.COLOR_RGB2Lab), np.float32).reshape(-1, 3)


@needs_photos
def test_grain_is_painted_over() -> None:
    pixels, points = a_face()
    noise = np.random.default_rng(3).normal(0, 6, pixels.shape)
    grainy = np.clip(pixels + noise, 0, 255).astype(np.uint8)
    painted = brushed(grainy, np.ones(pixels.shape[:2], np.float32), points)
    fine = [
        np.abs(each - cv2.blur(each, (3, 3))).mean()
        for each in (grainy.astype(np.float32), painted.astype(np.float32))
    ]
    assert fine[1] < 0.6 * fine[0]


@needs_photos
def test_cheeks_are_rosy() -> None:
    pixels, points = a_face()
    painted = brushed(pixels, np.ones(pixels.shape[:2], np.float32), points)
    for cheek in (50, 280):
        x, y = np.rint(points[cheek]).astype(int)
        spots = [
            cv2.cvtColor(
                np.ascontiguousarray(each[y - 5 : y + 5, x - 5 : x + 5], np.float32) / 255,
                cv2.COLOR_RGB2Lab,
            )
            for each in (pixels, painted)
        ]
        assert np.median(spots[1][..., 1]) > np.median(spots[0][..., 1]) + 5


@needs_photos
def test_a_face_in_the_dark_is_lifted_and_one_in_daylight_is_not() -> None:
    whole = np.ones(a_face()[0].shape[:2], np.float32)
    gains = []
    for light in (0.25, 1.0):
        pixels, points = a_face(light)
        before, after = skin(pixels, points), skin(brushed(pixels, whole, points), points)
        gains.append(float(np.median(after[:, 0]) - np.median(before[:, 0])))
    assert gains[0] > 5
    assert abs(gains[1]) < 6


@needs_photos
def test_blue_light_is_taken_back_towards_skin() -> None:
    pixels, points = a_face(1.0, (0.6, 0.7, 1.3))
    whole = np.ones(pixels.shape[:2], np.float32)
    before, after = skin(pixels, points), skin(brushed(pixels, whole, points), points)
    assert np.median(before[:, 2]) < 4
    assert np.median(after[:, 2]) > np.median(before[:, 2]) + 8


def test_the_rim_is_ink_and_then_paper_and_then_nothing() -> None:
    y, x = np.mgrid[:200, :200]
    disc = (np.hypot(x - 100, y - 100) < 60).astype(np.float32)
    rimmed = outlined(np.full((200, 200, 3), 200, np.uint8), disc)
    along = rimmed[100, 100:]
    assert (along[30, :3] == 200).all()
    assert along[63, :3].max() < 90
    assert along[68, :3].min() > 200
    assert along[[63, 68], 3].min() == 255
    assert along[76, 3] == 0


@pytest.mark.parametrize("size", [240, 400])
def test_a_plain_picture_has_no_line_in_it(size: int) -> None:
    rng = np.random.default_rng(1)
    points = (rng.random((478, 2)) * size / 2 + size / 4).astype(np.float32)
    plain = np.full((size, size, 3), 150, np.uint8)
    painted = brushed(plain, np.ones((size, size), np.float32), points)
    assert painted.reshape(-1, 3).min(axis=0).min() > 90
