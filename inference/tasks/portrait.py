"""People cut out of a photo, with soft edges and their own colours."""

from typing import Literal

import cv2
import numpy as np

from inference.image.check import check_pixels
from inference.matting.colours import own_colours
from inference.matting.quick import follow_edges
from inference.matting.refine import refine
from inference.matting.resize import resized
from inference.results import Cutout, Pixels
from inference.tasks.face import faces_of
from inference.tasks.people import people, people_at_a_glance
from inference.tasks.people_everywhere import people_everywhere, people_in_sight

Who = Literal["subjects", "auto", "everyone"]

# The longest side at which masks are blended and refined before they are enlarged.
_WORKING_SIDE = 640
# How far the network's edge may be off at that size.
_REACH = 3.0


def cut_out(pixels: Pixels, *, fine: bool = True, who: Who = "subjects") -> Cutout:
    """The people of a picture.

    who: "subjects" are those near, who the picture is about; bystanders much smaller than they
    are left out. "everyone": bystanders too, also small, far off or in a crowd; they are looked
    for all over the picture, which takes ten times as long, and more things are taken for people.
    "auto": as long, and everyone, but where somebody takes up much of the picture, them alone
    (the mask alone does not tell these two apart).
    fine: several looks of the network and matting, and colours cleaned of the old background. Else
    the mask alone: edges as fine as the network's input (256 px), the colours as they are; of
    subjects it takes one look, and a fortieth of the time.
    An empty room is no error: its coverage is about 0. Raises BadPhoto where this is no picture.
    """
    check_pixels(pixels)
    if not fine:
        return _mask_only(pixels, who)
    shape = _working_shape(pixels)
    faces = faces_of(pixels, everywhere=who != "subjects")
    if who == "subjects":
        mask = people(pixels, faces, shape)
    else:
        mask = people_everywhere(pixels, faces, shape, bystanders=who == "everyone")
    alpha = refine(pixels, mask, faces, _REACH)
    return Cutout(alpha, own_colours(pixels, alpha), float(np.mean(alpha)))


def _mask_only(pixels: Pixels, who: Who) -> Cutout:
    if who == "subjects":
        seen, mask = people_at_a_glance(pixels)
    else:
        shape = _working_shape(pixels)
        seen, mask = resized(pixels, shape), people_in_sight(pixels, shape)
    alpha = resized(follow_edges(seen, mask), pixels.shape)
    return Cutout(alpha, pixels, cv2.mean(alpha)[0])


def _working_shape(pixels: Pixels) -> tuple[int, int]:
    height, width = pixels.shape[:2]
    scale = min(_WORKING_SIDE / max(height, width), 1)
    return max(round(height * scale), 1), max(round(width * scale), 1)
