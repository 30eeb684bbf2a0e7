"""Bodies and masks from frame to frame: who is who, what is steady, what moves."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from inference.results import Floats, Pixels
from tests.inference.photos import needs_photos, photo
from tests.vision.looking import Lab, collected

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_FIGURES = ("portraits/fullbody/0077.jpg", "portraits/fullbody/0002.jpg")
# Values over time, 33 ms from one to the next, through one of the page's filters.
_FILTER = """async ([script, name, frames, width]) => {
  const filter = new (await import(script))[name]();
  return frames.map((values, turn) => {
    const now = 1000 + 33 * turn;
    const given = Float32Array.from(values);
    return [...(filter.step(given, width, now) ?? given)];
  });
}"""


def side_by_side(*names: str) -> Pixels:
    """Standing figures, as a camera sees them from afar."""
    pictures = [cv2.resize(photo(name), (480, 720)) for name in names]
    return np.ascontiguousarray(
        np.hstack([*pictures, *[np.full((720, 160, 3), 200, np.uint8)] * 2])
    )


def filtered(
    lab: Lab, script: str, name: str, frames: Sequence[Floats], width: int
) -> Sequence[Floats]:
    given = [frame.tolist() for frame in frames]
    told = lab.page.evaluate(_FILTER, [collected(f"vision/{script}"), name, given, width])
    return [np.array(values, np.float32) for values in told]


@needs_photos
def test_two_bodies_keep_their_names_and_their_order(lab: Lab) -> None:
    lab.open(see=["pose"], bodies=2)
    scene = side_by_side(*_FIGURES)
    seen = lab.see(*[np.roll(scene, 6 * step, axis=1) for step in range(6)])
    first = {body.id: body.points[0, 0] for body in seen[0].bodies}
    assert len(first) == 2
    for each in seen[1:]:
        assert [body.id for body in each.bodies] == list(first)
        for body in each.bodies:
            assert abs(body.points[0, 0] - first[body.id]) < 80


@needs_photos
def test_one_body_is_followed_where_one_is_wanted(lab: Lab) -> None:
    lab.open(see=["pose"])
    (seen,) = lab.see(side_by_side(*_FIGURES))
    assert len(seen.bodies) == 1
    assert seen.bodies[0].score > 0.9


@needs_photos
def test_who_is_lost_for_a_moment_is_the_same_again_and_who_comes_later_is_not(lab: Lab) -> None:
    lab.open(see=["pose"])
    scene = side_by_side(_FIGURES[0])
    nothing = np.zeros_like(scene)
    before, lost, again = lab.see(scene, nothing, scene)
    assert [body.id for body in before.bodies] == [body.id for body in again.bodies] == [1]
    assert lost.bodies == []
    lab.see(nothing)
    lab.page.wait_for_timeout(2000)
    (later,) = lab.see(scene)
    assert [body.id for body in later.bodies] == [2]


@needs_photos
def test_hands_and_masks_come_from_one_look_where_both_are_wanted(lab: Lab) -> None:
    lab.open(see=["portrait", "hands"])
    (seen,) = lab.see(photo("hands/hagrid/palm_00000.jpg"))
    assert seen.gesture == "paper"
    assert seen.mask is not None
    assert 0.05 < seen.mask.mean() < 0.95


@needs_photos
def test_frames_that_cannot_be_read_are_drawn_to_the_same_end(lab: Lab) -> None:
    """As in browsers that know no VideoFrame."""
    lab.open(see=["portrait"])
    picture = photo(_FIGURES[0])
    (read,) = lab.see(picture)
    lab.page.workers[0].evaluate("() => { globalThis.VideoFrame = undefined; }")
    lab.see(np.zeros((64, 64, 3), np.uint8))
    (drawn,) = lab.see(picture)
    assert read.mask is not None
    assert drawn.mask is not None
    assert np.abs(read.mask - drawn.mask).mean() < 0.02


def test_a_mask_that_flickers_is_calmed_and_one_that_moves_is_followed(lab: Lab) -> None:
    noise = np.random.default_rng(5).normal(0, 0.08, (40, 64))
    restless = [np.clip(0.6 + each, 0, 1).astype(np.float32) for each in noise]
    calm = filtered(lab, "calm.js", "Calm", restless, 8)
    assert np.std(calm[10:], axis=0).mean() < 0.5 * np.std(restless[10:], axis=0).mean()
    here, gone = np.ones(64, np.float32), np.zeros(64, np.float32)
    moving = filtered(lab, "calm.js", "Calm", [here, here, gone], 8)
    assert moving[-1].max() < 0.01


def test_points_that_tremble_are_steadied_and_a_quick_hand_is_not_late(lab: Lab) -> None:
    """A body 400 px wide: trembling by 2 px, then a wrist that crosses half of it in 0.2 s."""
    noise = np.random.default_rng(6).normal(0, 2, (40, 4))
    restless = [(200 + each).astype(np.float32) for each in noise]
    steady = filtered(lab, "steady.js", "Steady", restless, 400)
    assert np.std(steady[10:], axis=0)[:3].mean() < 0.6 * np.std(restless[10:], axis=0)[:3].mean()
    swing = [np.full(4, 200 + 33 * max(step - 3, 0), np.float32) for step in range(10)]
    shown = filtered(lab, "steady.js", "Steady", swing, 400)
    # Less than half a frame behind.
    assert abs(shown[-1][0] - swing[-1][0]) < 16
