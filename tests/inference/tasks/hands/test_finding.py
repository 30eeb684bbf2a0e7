import cv2
import numpy as np
import pytest

from inference.results import Hand, Pixels
from inference.tasks.hands import find_hands
from inference.tasks.hands.ladder import apart, same
from tests.inference.photos import needs_photos, photo

PALM = "hands/hagrid/palm_00000.jpg"
PALMS = [f"hands/hagrid/palm_{n:05}.jpg" for n in (0, 4, 10, 16)]
TIPS = [8, 12, 16, 20]


def _only(pixels: Pixels) -> Hand:
    (hand,) = find_hands(pixels)
    return hand


@needs_photos
@pytest.mark.parametrize("name", PALMS)
def test_an_open_hand_is_found_with_its_points_in_order(name: str) -> None:
    hand = _only(photo(name))
    assert hand.points.shape == hand.world.shape == (21, 3)
    assert hand.presence > 0.8
    wrist = hand.points[0]
    for tip in TIPS:
        heights = hand.points[tip - 3 : tip + 1, 1]
        assert (np.diff(heights) < 0).all()
        assert heights[0] < wrist[1]


@needs_photos
def test_a_hand_is_as_large_in_metres_as_hands_are() -> None:
    world = _only(photo(PALM)).world
    assert 0.06 < np.linalg.norm(world[9] - world[0]) < 0.13
    assert 0.14 < np.linalg.norm(world[12] - world[0]) < 0.25


@needs_photos
def test_a_mirrored_hand_is_the_other_hand() -> None:
    pixels = photo(PALM)
    right = _only(pixels)
    left = _only(np.ascontiguousarray(pixels[:, ::-1]))
    assert right.right > 0.5 > left.right
    expected = pixels.shape[1] - left.points[:, 0]
    assert np.abs(right.points[:, 0] - expected).max() < 0.05 * pixels.shape[1]


@needs_photos
def test_points_are_pixels_of_the_picture_whatever_its_size() -> None:
    pixels = photo(PALM)
    large = cv2.resize(pixels, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    near, far = _only(np.asarray(large, np.uint8)), _only(pixels)
    assert np.abs(near.points[:, :2] / 3 - far.points[:, :2]).max() < 0.05 * pixels.shape[1]


@needs_photos
@pytest.mark.parametrize("quarters", [1, 3])
def test_the_points_turn_with_the_picture(quarters: int) -> None:
    pixels = photo(PALM)
    hand = _only(np.ascontiguousarray(np.rot90(pixels, quarters)))
    way, world = (values[9, :2] - values[0, :2] for values in (hand.points, hand.world))
    assert (way[0] < 0) == (quarters == 1)
    assert abs(way[0]) > abs(way[1])
    assert np.dot(way, world) > 0.9 * np.linalg.norm(way) * np.linalg.norm(world)


@needs_photos
def test_two_hands_are_two_and_at_most_as_many_as_asked_for() -> None:
    pair = np.hstack([photo(PALMS[0]), photo(PALMS[0])[:, ::-1]])
    hands = find_hands(pair)
    assert sorted(hand.right > 0.5 for hand in hands) == [False, True]
    assert len(find_hands(pair, at_most=1)) == 1


def test_two_looks_at_one_hand_are_told_from_looks_at_two() -> None:
    rng = np.random.default_rng(0)
    points = rng.uniform(0, 100, (21, 3)).astype(np.float32)

    def seen(shift: float, presence: float) -> Hand:
        return Hand(points + np.float32(shift), points, 1.0, presence)

    assert same(seen(0, 0.9), seen(10, 0.9))
    assert not same(seen(0, 0.9), seen(80, 0.9))
    kept = apart([seen(0, 0.6), seen(10, 0.9), seen(300, 0.7), seen(600, 0.4)])
    assert [hand.presence for hand in kept] == [0.9, 0.7]


@pytest.mark.parametrize("shape", [(480, 640), (1280, 320), (8, 8)])
def test_an_empty_wall_has_no_hand(shape: tuple[int, int]) -> None:
    assert find_hands(np.full((*shape, 3), 180, np.uint8)) == ()


@needs_photos
@pytest.mark.parametrize("way", ["dark", "small", "filling the frame"])
def test_a_hand_that_the_first_look_misses_is_found(way: str) -> None:
    pixels = photo("hands/hagrid/fist_00004.jpg")
    if way == "dark":
        pixels = (pixels * 0.08).astype(np.uint8)
    elif way == "small":
        scene = np.full((1400, 1400, 3), 120, np.uint8)
        scene[500 : 500 + pixels.shape[0], 200 : 200 + pixels.shape[1]] = pixels
        pixels = scene
    else:
        low, high = (f(_only(pixels).points[:, :2], axis=0) for f in (np.min, np.max))
        (left, top), (right, bottom) = low.astype(int), high.astype(int)
        pixels = np.ascontiguousarray(pixels[max(top, 0) : bottom, max(left, 0) : right])
    assert _only(pixels).presence > 0.5
