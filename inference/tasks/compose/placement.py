"""Where the player stands and how large, so that no cut of the photo is seen.

A place says where the feet are, how high the head or the whole figure is. Selfies have no feet:
they end at the photo's edge, and a body that ends in mid-air looks wrong at once. So a figure that
was cut below goes down behind the foreground, the frame or the scene's edge; one that was cut at
a side goes to the scene's edge on that side, or behind the star.
"""

from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.errors import BadPhoto, Reason
from inference.results import Floats, Pixels, Place
from inference.tasks.compose.figure import Cuts, Figure
from inference.tasks.compose.layers import Layer
from inference.tasks.compose.rounding import round_cuts
from inference.tasks.compose.stage import Stage

# A head without a wish for its size stays within these, in parts of the scene's height.
_HEADS = (0.1, 0.21)
# More enlargement than this shows.
_BLURRED = 3.0
# A figure a little taller than its place still stands on it; a taller one is a close view.
_STANDS = 1.15
# How far a figure may be moved sideways to hide a cut, in parts of the scene's width.
_ASIDE = 0.14
# So much of a cut must be hidden by the star to count as hidden.
_HIDDEN = 0.85
# How high a head may become in order to stand no lower than its place, or to hide a cut, in parts
# of the scene's height.
_NEAR, _NEAREST, _SIZES_TRIED = 0.26, 0.3, 9
# How much of a face the star may cover, if it is in front.
_OVER_FACE = 0.04
# A cut shorter than this, in parts of the figure's height, is not worth hiding.
_SHORT = 0.04
# With what radius a cut in sight is rounded, in parts of the figure's width.
_ROUND = 0.12


@dataclass(frozen=True, slots=True)
class Spot:
    """scale: scene px per figure px. left, top: the figure's corner, in scene px.

    behind_star: the star hides a cut. on_ground: the feet are seen. open: the cuts that stay in
    sight.
    """

    scale: float
    left: int
    top: int
    behind_star: bool = False
    on_ground: bool = False
    open: Cuts = field(default_factory=Cuts)

    def cut_to_scene(self, figure: Figure) -> tuple[Pixels, Floats]:
        """The figure's colours and alpha at the size in the scene, its open cuts rounded."""
        height, width = figure.alpha.shape
        size = max(round(width * self.scale), 1), max(round(height * self.scale), 1)
        how = cv2.INTER_AREA if self.scale < 1 else cv2.INTER_CUBIC
        colours = np.asarray(cv2.resize(figure.colours, size, interpolation=how), np.uint8)
        alpha = _clipped(cv2.resize(figure.alpha, size, interpolation=how))
        if self.open != Cuts():
            alpha = round_cuts(alpha, self.open, _ROUND * size[0])
        return colours, alpha


def _clipped(alpha: object) -> Floats:
    """Cubic interpolation overshoots."""
    return np.clip(np.asarray(alpha, np.float32), 0, 1).astype(np.float32)


def find_spot(figure: Figure, place: Place, stage: Stage) -> Spot:
    """Raises BadPhoto(too_far) for a figure that would have to be enlarged until it blurs."""
    scale = _wished_scale(figure, place, stage)
    spot = _at_size(figure, place, stage, scale)
    if spot.scale > _BLURRED:
        raise BadPhoto(Reason.TOO_FAR, f"enlarged {spot.scale:.1f} times")
    if not (any(_open_sides(figure, stage, spot)) and figure.heads):
        return _in_sight(figure, stage, spot)
    # A photo taken from very near has cuts on both sides: then the player comes nearer here too.
    most = _NEAREST * stage.height / figure.heads[0].height
    for larger in np.linspace(spot.scale, max(most, spot.scale), _SIZES_TRIED):
        hidden = _hidden(figure, stage, _at_size(figure, place, stage, float(larger)))
        if hidden is not None:
            return _in_sight(figure, stage, hidden)
    return _in_sight(figure, stage, spot)


def _at_size(figure: Figure, place: Place, stage: Stage, scale: float) -> Spot:
    return _sideways(figure, place, stage, _upright(figure, place, stage, scale))


def _wished_scale(figure: Figure, place: Place, stage: Stage) -> float:
    """By the head where one is seen, else by the height; a group as wide as its place at most."""
    tall, wide = figure.alpha.shape
    wished = (place.height or 0) * stage.height / tall
    if figure.heads:
        head = figure.heads[0].height
        share = place.head or min(max(wished * head / stage.height, _HEADS[0]), _HEADS[1])
        wished = share * stage.height / head
        first, last = min(h.x for h in figure.heads), max(h.x for h in figure.heads)
        room = place.max_width * (stage.inner[1] - stage.inner[0]) * 0.86
        wished = min(wished, room / (last - first + head))
    elif not wished:
        # No head is seen and no height is wished: about seven heads make a person.
        wished = (place.head or 0) * 7 * stage.height / tall
    if not (figure.cuts.left or figure.cuts.right):
        wished = min(wished, place.max_width * stage.width / wide)
    return float(wished)


def _upright(figure: Figure, place: Place, stage: Stage, scale: float) -> Spot:
    """Vertical place. Feet on the ground, or the body behind what hides its lower end."""
    tall = figure.alpha.shape[0]
    feet = place.y * stage.height
    room = (place.height or 0) * stage.height
    crown = feet - room if room else feet - scale * tall
    if not figure.cuts.bottom:
        if scale * tall <= max(room, 1) * _STANDS or not room:
            return Spot(scale, 0, round(feet - scale * tall), on_ground=True)
        if crown + scale * tall < _floor_below(figure, place, stage, scale):
            smaller = room / tall
            return Spot(smaller, 0, round(crown), on_ground=True)
        return Spot(scale, 0, round(crown))
    floor = _floor_below(figure, place, stage, scale)
    missing = (floor - crown) / (scale * tall)
    if missing > 1:
        scale *= max(min(missing, _nearer(figure, stage, scale)), 1)
        floor = _floor_below(figure, place, stage, scale)
    # Two px more: a row of pixels that is half there shows as a line.
    top = min(crown, place.y * stage.height) if missing <= 1 else floor - scale * tall
    return Spot(scale, 0, int(max(top, floor - scale * tall)) + 2)


def _nearer(figure: Figure, stage: Stage, scale: float) -> float:
    """By what factor the figure may grow until its head is as large as near to the camera."""
    head = figure.heads[0].height if figure.heads else figure.alpha.shape[0] / 2
    return _NEAR * stage.height / (head * scale)


def _floor_below(figure: Figure, place: Place, stage: Stage, scale: float) -> float:
    """The row from which on the columns under the figure are hidden."""
    left = place.x * stage.width - figure.middle * scale
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
    most = _ASIDE * stage.width
    if figure.cuts.right and place.x >= 0.5:
        left += min(max(far - (left + width), 0), most)
    elif figure.cuts.left and place.x < 0.5:
        left -= min(max(left - near, 0), most)
    left += _into_view(figure, spot.scale, left, near, far)
    return replace(spot, left=round(left))


def _into_view(figure: Figure, scale: float, left: float, near: int, far: int) -> float:
    """How far to move so that every head is inside the frame, or the middle where none is seen."""
    if not figure.heads:
        first = last = left + figure.middle * scale
        margin = 0.0
    else:
        first = left + scale * min(h.x for h in figure.heads)
        last = left + scale * max(h.x for h in figure.heads)
        margin = 0.6 * scale * figure.heads[0].height
    if last + margin > far:
        return max(far - margin - last, near + margin - first)
    return max(near + margin - first, 0)


def _open_sides(figure: Figure, stage: Stage, spot: Spot) -> tuple[bool, bool]:
    """Is there a cut (left, right) that is seen inside the scene?"""
    width = round(figure.alpha.shape[1] * spot.scale)
    left, right = spot.left, spot.left + width - 1
    return (
        figure.cuts.left and left > stage.inner[0] and _seen(figure, stage, spot, 0, left),
        figure.cuts.right and right < stage.inner[1] - 1 and _seen(figure, stage, spot, -1, right),
    )


def _seen(figure: Figure, stage: Stage, spot: Spot, edge: int, column: int) -> bool:
    """Is more than a short end of the cut above the layers that hide things?"""
    rows = _cut_rows(figure, spot, edge)
    above = rows < stage.floor[min(max(column, 0), stage.width - 1)]
    return bool(above.sum() > _SHORT * figure.alpha.shape[0])


def _cut_rows(figure: Figure, spot: Spot, edge: int) -> NDArray[np.intp]:
    """The scene rows of the figure's solid pixels in its first (0) or last (-1) column."""
    solid = np.flatnonzero(figure.alpha[:, edge] > 0.5)
    return np.round(spot.top + solid * spot.scale).astype(np.intp)


def _hidden(figure: Figure, stage: Stage, spot: Spot) -> Spot | None:
    """The spot, or one behind the star, if no cut is seen there."""
    open_left, open_right = _open_sides(figure, stage, spot)
    if not (open_left or open_right):
        return spot
    if open_left and open_right:
        return None
    behind = _behind_star(figure, stage, spot, at_left=open_left)
    # The step aside must not have opened the other side.
    return behind if behind and sum(_open_sides(figure, stage, behind)) == 1 else None


def _in_sight(figure: Figure, stage: Stage, spot: Spot) -> Spot:
    """The spot, knowing which cuts are seen there."""
    left, right = (False, False) if spot.behind_star else _open_sides(figure, stage, spot)
    return replace(spot, open=Cuts(left=left, right=right, top=figure.cuts.top))


def _behind_star(figure: Figure, stage: Stage, spot: Spot, *, at_left: bool) -> Spot | None:
    """The smallest step aside with which the star hides the cut, if there is one."""
    star = stage.star
    if star is None:
        return None
    rows = _cut_rows(figure, spot, 0 if at_left else -1)
    at = spot.left if at_left else spot.left + round(figure.alpha.shape[1] * spot.scale) - 1
    step = max(stage.width // 135, 1)
    for aside in range(0, int(_ASIDE * stage.width), step):
        column = at - aside if at_left else at + aside
        if _hidden_share(stage, rows, column) >= _HIDDEN:
            moved = spot.left - aside if at_left else spot.left + aside
            behind = replace(spot, left=moved, behind_star=True)
            return None if _star_over_heads(figure, star, behind) else behind
    return None


def _star_over_heads(figure: Figure, star: Layer, spot: Spot) -> bool:
    """Would the star, in front, cover a face?"""
    for head in figure.heads:
        x = round(spot.left + head.x * spot.scale) - star.left
        y0, y1 = (round(spot.top + y * spot.scale) - star.top for y in (head.crown, head.chin))
        half = (y1 - y0) // 3
        covered = star.alpha[max(y0, 0) : max(y1, 0), max(x - half, 0) : max(x + half, 0)]
        if covered.sum() > _OVER_FACE * (y1 - y0) * 2 * half:
            return True
    return False


def _hidden_share(stage: Stage, rows: NDArray[np.intp], column: int) -> float:
    """How much of a column of the scene the star and the layers before it hide."""
    star = stage.star
    if star is None or not 0 <= column < stage.width or rows.size == 0:
        return 0.0
    hidden = rows >= stage.floor[column]
    x, y = column - star.left, rows - star.top
    if 0 <= x < star.alpha.shape[1]:
        inside = (y >= 0) & (y < star.alpha.shape[0])
        hidden[inside] |= star.alpha[y[inside], x] > 0.9
    return float(hidden.mean())
