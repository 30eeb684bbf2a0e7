"""People cut out of a photo, with soft edges and their own colours."""

import numpy as np

from inference.matting.colours import own_colours
from inference.matting.quick import follow_edges
from inference.matting.refine import refine
from inference.results import Cutout, Pixels
from inference.tasks.face import faces_of
from inference.tasks.people import people, people_at_a_glance

# The longest side at which masks are blended and refined before they are enlarged.
_WORKING_SIDE = 640
# How far the network's edge may be off at that size.
_REACH = 3.0


def cut_out(pixels: Pixels, *, fine: bool = True) -> Cutout:
    """The people a picture is about; bystanders much smaller than they are left out.

    fine: several looks of the network and matting; else one look and edges that follow the
    picture's, about three times faster. An empty room is no error: its coverage is about 0.
    """
    shape = _working_shape(pixels)
    if fine:
        faces = faces_of(pixels)
        alpha = refine(pixels, people(pixels, faces, shape), faces, _REACH)
    else:
        alpha = follow_edges(pixels, people_at_a_glance(pixels, shape))
    return Cutout(alpha, own_colours(pixels, alpha), float(np.mean(alpha)))


def _working_shape(pixels: Pixels) -> tuple[int, int]:
    height, width = pixels.shape[:2]
    scale = min(_WORKING_SIDE / max(height, width), 1)
    return max(round(height * scale), 1), max(round(width * scale), 1)
