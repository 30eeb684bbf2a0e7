"""A portrait cut out of a photo around a face, upright, with room for what is drawn on it."""

from functools import lru_cache
from itertools import product

import cv2
import numpy as np

from inference.results import Floats, Pixels
from inference.tasks.reading.lines import FaceReading

WIDTH, HEIGHT = 1080, 1440
# Height of the face, and of its middle above the upper edge, in heights of the picture; the
# first of each are wanted, the others taken where they show less of what lies beyond the photo.
_FACES = (0.47, 0.5, 0.53, 0.56, 0.59)
_MIDDLES = (0.47, 0.44, 0.5, 0.42, 0.53)
# How much of the picture a step away from what is wanted is worth.
_STEP = 0.004
_GLANCE = 16
# Softness of the photo's edge, where it ends within the picture.
_EDGE = 110
_NIGHT = np.array((22, 19, 31), np.float32)
# How much of it lies over the face, so that lines stand out, and over the corners.
_LEAST, _DEEPEST = 0.13, 0.78


def portrait(pixels: Pixels, reading: FaceReading) -> tuple[Pixels, Floats]:
    """(1440, 1080, 3) and (2, 3), the way from the photo's pixels to the portrait's."""
    way = _best(pixels, reading)
    canvas = _taken(pixels, way)
    return _vignetted(canvas), way


def moved(points: Floats, way: Floats) -> Floats:
    """(N, 2) points of the photo as points of the portrait."""
    return np.asarray(points @ way[:, :2].T + way[:, 2], np.float32)


def night() -> Pixels:
    """The ground of a drawn face: (1440, 1080, 3), dusk around the middle."""
    dusk = np.full((HEIGHT, WIDTH, 3), (62, 52, 84), np.uint8)
    return _vignetted(dusk)


def _best(pixels: Pixels, reading: FaceReading) -> Floats:
    def lost(choice: tuple[int, int]) -> float:
        size, middle = choice
        way = _way(reading, _FACES[size], _MIDDLES[middle])
        small = np.column_stack([way[:, :2], way[:, 2] / _GLANCE])
        glance = (WIDTH // _GLANCE, HEIGHT // _GLANCE)
        seen = cv2.warpAffine(photo, small, glance, flags=cv2.INTER_NEAREST)
        return float(1 - np.mean(seen)) + _STEP * (size + middle)

    photo = np.ones((pixels.shape[0] // _GLANCE + 1, pixels.shape[1] // _GLANCE + 1), np.uint8)
    choices = product(range(len(_FACES)), range(len(_MIDDLES)))
    size, middle = min(choices, key=lost)
    return _way(reading, _FACES[size], _MIDDLES[middle])


def _way(reading: FaceReading, face: float, middle: float) -> Floats:
    """Turns the face upright, makes it that tall and moves it to the middle line."""
    across = reading.posts[4] + reading.posts[3] - reading.posts[2] - reading.posts[1]
    across = across / (float(np.hypot(*across)) + 1e-6)
    turn = np.array([[across[0], across[1]], [-across[1], across[0]]], np.float32)
    upright = reading.lines["outline"] @ turn.T
    (left, top), (right, bottom) = upright.min(axis=0), upright.max(axis=0)
    scale = face * HEIGHT / (float(bottom - top) + 1e-6)
    centre = np.array([(left + right) / 2, (top + bottom) / 2]) * scale
    shift = np.array([WIDTH / 2, middle * HEIGHT]) - centre
    return np.asarray(np.column_stack([turn * scale, shift]), np.float32)


def _taken(pixels: Pixels, way: Floats) -> Pixels:
    """The photo, and where it ends a blur of its edge, darker."""
    scale = float(np.hypot(way[0, 0], way[1, 0]))
    photo = pixels
    if scale < 1:
        photo = np.asarray(cv2.GaussianBlur(pixels, (0, 0), 0.45 / scale), np.uint8)
    size, how = (WIDTH, HEIGHT), cv2.INTER_CUBIC if scale > 1 else cv2.INTER_LINEAR
    sharp = cv2.warpAffine(photo, way, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    seen = cv2.warpAffine(np.ones(pixels.shape[:2], np.float32), way, size, flags=cv2.INTER_LINEAR)
    if float(seen.min()) > 0:
        return np.asarray(sharp, np.uint8)
    small = cv2.resize(sharp, (WIDTH // 8, HEIGHT // 8), interpolation=cv2.INTER_AREA)
    blurred = np.asarray(cv2.GaussianBlur(small, (0, 0), 14), np.float32)
    darker = np.rint(blurred * np.float32(0.55) + _NIGHT * np.float32(0.45)).astype(np.uint8)
    beyond = np.asarray(cv2.resize(darker, size), np.uint8)
    away = cv2.distanceTransform((seen > 0).astype(np.uint8), cv2.DIST_L2, 5)
    share = _smooth(np.asarray(away / _EDGE, np.float32))
    return np.asarray(cv2.blendLinear(np.asarray(sharp), beyond, share, 1 - share), np.uint8)


def _vignetted(canvas: Pixels) -> Pixels:
    """Night around the face, softly, and at the foot, where words stand."""
    share = _shade()
    left = 1 - share
    parts = (
        cv2.multiply(canvas[..., channel], left, dtype=cv2.CV_32F) + _NIGHT[channel] * share
        for channel in range(3)
    )
    return np.asarray(cv2.merge([np.rint(part).astype(np.uint8) for part in parts]), np.uint8)


@lru_cache(maxsize=1)
def _shade() -> Floats:
    """(1440, 1080) 0 … 1, how much of each pixel is night."""
    y, x = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
    reach = np.hypot((x - WIDTH / 2) / (WIDTH * 0.62), (y - HEIGHT * 0.47) / (HEIGHT * 0.56))
    foot = (y - HEIGHT * 0.76) / (HEIGHT * 0.16)
    around = _LEAST + (1 - _LEAST) * _smooth((reach - 0.55) / 0.75)
    share = np.maximum(around, np.float32(0.92) * _smooth(foot))
    shade = np.asarray(share * np.float32(_DEEPEST), np.float32)
    shade.setflags(write=False)
    return shade


def _smooth(share: Floats) -> Floats:
    held = np.clip(share, 0, 1)
    return np.asarray(held * held * (3 - 2 * held), np.float32)
