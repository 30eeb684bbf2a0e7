"""The portrait of a reading: upright, in its place, its lines on it and its words below it."""

import cv2
import numpy as np
import pytest

from inference import AiLabel, Pixels, ReadingWords, draw_reading, drawn_face, read_face
from inference.tasks.reading.lines import FEATURES, FaceReading
from inference.tasks.reading.portrait import HEIGHT, WIDTH, moved, portrait
from tests.inference.photos import needs_photos, photo

AHEAD = "faces/portraits/1cba10ad9bb4ced57e42f7656c5f2a58d32dc6bad084957d2f8d1c78e0fcd224.jpg"
SILENT = ReadingWords()


def a_drawn_face(**changes: str) -> FaceReading:
    return drawn_face({name: kinds[1] for name, kinds in FEATURES.items()} | changes)


def turned(pixels: Pixels, degrees: float) -> Pixels:
    height, width = pixels.shape[:2]
    way = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(pixels, way, (width, height)), np.uint8)


@needs_photos
@pytest.mark.parametrize("degrees", [0, 12, -12])
def test_the_portrait_is_upright_with_the_face_in_the_middle(degrees: float) -> None:
    pixels = turned(photo(AHEAD), degrees)
    reading = read_face(pixels)
    canvas, way = portrait(pixels, reading)
    assert canvas.shape == (HEIGHT, WIDTH, 3)
    posts = moved(reading.posts, way)
    assert abs(posts[1:5, 1].max() - posts[1:5, 1].min()) < 35
    outline = moved(reading.lines["outline"], way)
    middle = (outline.min(axis=0) + outline.max(axis=0)) / 2
    assert middle[0] == pytest.approx(WIDTH / 2, abs=2)
    assert 0.4 * HEIGHT < middle[1] < 0.55 * HEIGHT
    assert 0.45 * HEIGHT < np.ptp(outline[:, 1]) < 0.62 * HEIGHT


@needs_photos
def test_the_lines_lie_where_the_face_was_read() -> None:
    pixels = photo(AHEAD)
    reading = read_face(pixels)
    canvas, way = portrait(pixels, reading)
    drawn = draw_reading(pixels, reading, SILENT)
    changed = np.abs(drawn.astype(np.int16) - canvas).max(axis=2)
    for name in ("right_brow", "left_eye", "lips"):
        for x, y in np.rint(moved(reading.lines[name], way)).astype(int):
            assert changed[y - 2 : y + 3, x - 2 : x + 3].max() > 25, name
    assert np.median(changed) == 0


@needs_photos
def test_a_face_at_the_edge_of_its_photo_is_still_in_the_middle() -> None:
    pixels = photo(AHEAD)
    left = int(read_face(pixels).lines["outline"][:, 0].min()) - 20
    cut = np.ascontiguousarray(pixels[:, max(left, 0) :])
    drawn = draw_reading(cut, read_face(cut), SILENT)
    assert drawn.shape == (HEIGHT, WIDTH, 3)
    # What lies beyond the photo is neither black nor a smear of hard stripes.
    beyond = drawn[300:900, :60].astype(np.int16)
    assert beyond.mean() > 8
    assert np.abs(np.diff(beyond, axis=0)).mean() < 3


def test_the_same_reading_gives_the_same_pixels() -> None:
    first, second = (draw_reading(None, a_drawn_face(), SILENT) for _ in range(2))
    assert np.array_equal(first, second)


@pytest.mark.parametrize("feature", FEATURES)
def test_a_drawn_face_shows_every_class_of_every_feature(feature: str) -> None:
    low, middle, high = (
        draw_reading(None, a_drawn_face(**{feature: kind}), SILENT) for kind in FEATURES[feature]
    )
    for one, other in ((low, middle), (middle, high)):
        assert (np.abs(one.astype(np.int16) - other).max(axis=2) > 60).sum() > 300


def test_a_long_drawn_face_is_longer_than_a_round_one() -> None:
    tall = [np.ptp(a_drawn_face(face=kind).lines["outline"][:, 1]) for kind in FEATURES["face"]]
    assert tall == sorted(tall)
    assert tall[2] > 1.15 * tall[0]


def test_title_and_captions_stand_above_and_below_the_face() -> None:
    face = a_drawn_face()
    plain = draw_reading(None, face, SILENT).astype(np.int16)
    worded = draw_reading(None, face, ReadingWords("For fun", ("one", "two", "three")))
    rows = np.flatnonzero((np.abs(worded - plain).max(axis=2) > 60).any(axis=1))
    assert ((rows < 0.08 * HEIGHT) | (rows > 0.8 * HEIGHT)).all()
    assert (rows < 0.08 * HEIGHT).any()
    assert (rows > 0.8 * HEIGHT).any()


def test_a_caption_that_is_too_long_is_made_small_enough() -> None:
    face = a_drawn_face()
    plain = draw_reading(None, face, SILENT).astype(np.int16)
    worded = draw_reading(None, face, ReadingWords("", ("wide words " * 12,)))
    columns = np.flatnonzero((np.abs(worded - plain).max(axis=2) > 60).any(axis=0))
    assert columns.min() > 40
    assert columns.max() < WIDTH - 40


def test_the_label_is_drawn() -> None:
    face = a_drawn_face()
    plain = draw_reading(None, face, SILENT)
    labelled = draw_reading(None, face, SILENT, label=AiLabel("Made with AI"))
    rows, _columns = np.nonzero((labelled != plain).any(axis=2))
    assert rows.min() > 0.9 * HEIGHT
