"""Where the player stands and how large, so that no cut of the photo is seen.

A figure that was cut at a side goes to the scene's edge on that side, or behind the star; how it
stands on its place is told in `standing`.
"""

import numpy as np

from inference.errors import BadPhoto, Reason
from inference.results import Place
from inference.tasks.compose.figure import Figure
from inference.tasks.compose.group import crowds, find_room
from inference.tasks.compose.hiding import hidden, in_sight, open_sides
from inference.tasks.compose.spot import Spot
from inference.tasks.compose.stage import Stage
from inference.tasks.compose.standing import at_size, widest, wished_scale

# More enlargement than this shows.
_BLURRED = 3.0
# How high a head may become in order to hide a cut, in parts of the scene's height.
_NEAREST, _SIZES_TRIED = 0.3, 9


def find_spot(figure: Figure, place: Place, stage: Stage) -> Spot:
    """Raises BadPhoto: too_far for a figure that would have to be enlarged until it blurs, several
    for a group that has no room beside the star."""
    if len(figure.heads) > 1:
        return _sharp(find_room(figure, place, stage))
    spot = _for_one(figure, place, stage)
    if figure.heads and crowds(figure, place, stage, spot):
        return _sharp(find_room(figure, place, stage))
    return in_sight(figure, stage, spot)


def _for_one(figure: Figure, place: Place, stage: Stage) -> Spot:
    scale = wished_scale(figure, place, stage)
    spot = _sharp(at_size(figure, place, stage, scale))
    if not (any(open_sides(figure, stage, spot)) and figure.heads):
        return spot
    # A photo taken from very near has cuts on both sides: then the player comes nearer here too.
    most = min(_NEAREST * stage.height / figure.heads[0].height, widest(figure, place, stage))
    for larger in np.linspace(spot.scale, max(most, spot.scale), _SIZES_TRIED):
        spot_hidden = hidden(figure, stage, at_size(figure, place, stage, float(larger)))
        if spot_hidden is not None:
            return spot_hidden
    return spot


def _sharp(spot: Spot) -> Spot:
    if spot.scale > _BLURRED:
        raise BadPhoto(Reason.TOO_FAR, f"enlarged {spot.scale:.1f} times")
    return spot
