"""A figure of a given size, on its place.

A place says where the feet are, how high the head or the whole figure is. Selfies have no feet:
they end at the photo's edge, and a body that ends in mid-air looks wrong at once. So a figure that
was cut below goes down behind the foreground, the frame or the scene's edge; one that was cut at
a side goes to the scene's edge on that side, if it is near.
"""

from dataclasses import replace

from inference.results import Place
from inference.tasks.compose.figure import Figure
from inference.tasks.compose.hiding import ASIDE
from inference.tasks.compose.spot import Spot
from inference.tasks.compose.stage import Stage

# A head without a wish for its size stays within these, in parts of the scene's height.
_HEADS = (0.1, 0.21)
# How much of the width between the frame's sides the heads of a group may take.
_HEADS_ACROSS = 0.86
# A figure a little taller than its place still stands on it; a taller one is a close view.
_STANDS = 1.15
# How high a head may become in order to stand no lower than its place, in parts of the scene's
# height.
_NEAR = 0.26
# From a head's middle to where its hair ends, in parts of its height.
_BESIDE = 0.6


def at_size(figure: Figure, place: Place, stage: Stage, scale: float) -> Spot:
    """Upright on its place; larger than `scale` where it would not reach down to its place."""
    return _sideways(figure, place, stage, upright(figure, place, stage, scale))


def wished_scale(figure: Figure, place: Place, stage: Stage) -> float:
    """By the head where one is seen, else by the height; a group as wide as its place at most."""
    tall = figure.alpha.shape[0]
    wished = (place.height or 0) * stage.height / tall
    if figure.heads:
        head = figure.heads[0].height
        share = place.head or min(max(wished * head / stage.height, _HEADS[0]), _HEADS[1])
        wished = share * stage.height / head
    elif not wished:
        # No head is seen and no height is wished: about seven heads make a person.
        wished = (place.head or 0) * 7 * stage.height / tall
    return min(float(wished), widest(figure, place, stage))


def widest(figure: Figure, place: Place, stage: Stage) -> float:
    """The scale at which all heads, and sides that are not cut, just fit into the place."""
    limits = []
    if figure.heads:
        across = [head.x for head in figure.heads]
        room = place.max_width * (stage.inner[1] - stage.inner[0]) * _HEADS_ACROSS
        limits.append(room / (max(across) - min(across) + figure.heads[0].height))
    if not (figure.cuts.left or figure.cuts.right):
        limits.append(place.max_width * stage.width / figure.alpha.shape[1])
    return min(limits, default=float("inf"))


def upright(
    figure: Figure,
    place: Place,
    stage: Stage,
    scale: float,
    *,
    aside: float = 0.0,
    grows: bool = True,
) -> Spot:
    """Vertical place. Feet on the ground, or the body behind what hides its lower end.

    aside: how far from the place it will stand, in scene px. grows: may it become larger?
    """
    tall = figure.alpha.shape[0]
    feet = place.y * stage.height
    room = (place.height or 0) * stage.height
    crown = feet - room if room else feet - scale * tall
    if not figure.cuts.bottom:
        if scale * tall <= max(room, 1) * _STANDS or not room:
            return Spot(scale, 0, round(feet - scale * tall), on_ground=True)
        if crown + scale * tall < _floor_below(figure, place, stage, scale, aside):
            smaller = room / tall
            return Spot(smaller, 0, round(crown), on_ground=True)
        return Spot(scale, 0, round(crown))
    floor = _floor_below(figure, place, stage, scale, aside)
    missing = (floor - crown) / (scale * tall)
    if missing > 1 and grows:
        larger = scale * max(min(missing, _nearer(figure, stage, scale)), 1)
        scale = max(min(larger, widest(figure, place, stage)), scale)
        floor = _floor_below(figure, place, stage, scale, aside)
    # Two px more: a row of pixels that is half there shows as a line.
    top = min(crown, place.y * stage.height) if missing <= 1 else floor - scale * tall
    return Spot(scale, 0, int(max(top, floor - scale * tall)) + 2)


def _nearer(figure: Figure, stage: Stage, scale: float) -> float:
    """By what factor the figure may grow until its head is as large as near to the camera."""
    head = figure.heads[0].height if figure.heads else figure.alpha.shape[0] / 2
    return _NEAR * stage.height / (head * scale)


def _floor_below(figure: Figure, place: Place, stage: Stage, scale: float, aside: float) -> float:
    """The row from which on the columns under the figure are hidden."""
    left = aside + place.x * stage.width - figure.middle * scale
    columns = _columns(stage, left, left + figure.alpha.shape[1] * scale)
    return float(stage.floor[columns].max())


def _columns(stage: Stage, left: float, right: float) -> slice:
    first = min(max(int(left), stage.inner[0]), stage.inner[1] - 1)
    return slice(first, max(min(int(right), stage.inner[1]), first + 1))


def _sideways(figure: Figure, place: Place, stage: Stage, spot: Spot) -> Spot:
    """Horizontal place: heads inside, and a cut side at the scene's edge if it is near."""
    width = figure.alpha.shape[1] * spot.scale
    left = place.x * stage.width - figure.middle * spot.scale
    near, far = stage.inner
    most = ASIDE * stage.width
    if figure.cuts.right and place.x >= 0.5:
        left += min(max(far - (left + width), 0), most)
    elif figure.cuts.left and place.x < 0.5:
        left -= min(max(left - near, 0), most)
    left += into_view(figure, spot.scale, left, near, far)
    return replace(spot, left=round(left))


def into_view(figure: Figure, scale: float, left: float, near: int, far: int) -> float:
    """How far to move so that every head is inside the frame, or the middle where none is seen."""
    if not figure.heads:
        first = last = left + figure.middle * scale
        margin = 0.0
    else:
        first = left + scale * min(h.x for h in figure.heads)
        last = left + scale * max(h.x for h in figure.heads)
        margin = _BESIDE * scale * figure.heads[0].height
    if last + margin > far:
        return max(far - margin - last, near + margin - first)
    return max(near + margin - first, 0)
