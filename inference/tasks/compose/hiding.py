"""Cuts of the photo, seen from the scene: which are in sight, and what hides them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from inference.tasks.compose.figure import Cuts, Figure, Head
from inference.tasks.compose.layers import Layer
from inference.tasks.compose.spot import Spot
from inference.tasks.compose.stage import Stage

# How far a figure may step aside to hide a cut, in parts of the scene's width.
ASIDE = 0.14
# So much of a cut must be hidden by the star to count as hidden.
_HIDDEN = 0.85
# How much of a face the star or another layer may cover, if it is in front.
_OVER_FACE = 0.04
# A cut shorter than this, in parts of the figure's height, is not worth hiding.
_SHORT = 0.04


def open_sides(figure: Figure, stage: Stage, spot: Spot) -> tuple[bool, bool]:
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


def hidden(figure: Figure, stage: Stage, spot: Spot) -> Spot | None:
    """The spot, or one behind the star, if no cut is seen there."""
    open_left, open_right = open_sides(figure, stage, spot)
    if not (open_left or open_right):
        return spot
    if open_left and open_right:
        return None
    behind = _behind_star(figure, stage, spot, at_left=open_left)
    # The step aside must not have opened the other side.
    return behind if behind and sum(open_sides(figure, stage, behind)) == 1 else None


def in_sight(figure: Figure, stage: Stage, spot: Spot) -> Spot:
    """The spot, knowing which cuts are seen there."""
    left, right = open_sides(figure, stage, spot)
    if spot.behind_star:
        left = left and not _star_hides(figure, stage, spot, at_left=True)
        right = right and not _star_hides(figure, stage, spot, at_left=False)
    return replace(spot, open=Cuts(left=left, right=right, top=figure.cuts.top))


def _behind_star(figure: Figure, stage: Stage, spot: Spot, *, at_left: bool) -> Spot | None:
    """The smallest step aside with which the star hides the cut, if there is one."""
    star = stage.star
    if star is None:
        return None
    step = max(stage.width // 135, 1)
    for aside in range(0, int(ASIDE * stage.width), step):
        moved = spot.left - aside if at_left else spot.left + aside
        behind = replace(spot, left=moved, behind_star=True)
        if _star_hides(figure, stage, behind, at_left=at_left):
            return None if over_heads(figure, star, behind) else behind
    return None


def _star_hides(figure: Figure, stage: Stage, spot: Spot, *, at_left: bool) -> bool:
    """Would the star, in front, hide a side of the figure?"""
    width = round(figure.alpha.shape[1] * spot.scale)
    column = spot.left if at_left else spot.left + width - 1
    rows = _cut_rows(figure, spot, 0 if at_left else -1)
    return _hidden_share(stage, rows, column) >= _HIDDEN


def over_heads(figure: Figure, layer: Layer, spot: Spot) -> bool:
    """Would a layer in front, the star or another, cover a face?"""
    return any(covered_share(head, layer, spot) > _OVER_FACE for head in figure.heads)


def covered_share(head: Head, layer: Layer, spot: Spot) -> float:
    """How much of the inner part of a head a layer in front would cover, 0 … 1."""
    x = round(spot.left + head.x * spot.scale) - layer.left
    y0, y1 = (round(spot.top + y * spot.scale) - layer.top for y in (head.crown, head.chin))
    half = max((y1 - y0) // 3, 1)
    covered = layer.alpha[max(y0, 0) : max(y1, 0), max(x - half, 0) : max(x + half, 0)]
    return float(covered.sum()) / (max(y1 - y0, 1) * 2 * half)


def seen_share(layer: Layer, before: Sequence[Layer], shape: tuple[int, ...]) -> float:
    """How much of a layer is within a scene of that shape and not hidden by those before it."""
    seen = np.zeros(shape[:2], np.float32)
    for each, stays in ((layer, True), *((other, False) for other in before)):
        place = each.inside(seen)
        if place is not None:
            rows, columns, own_rows, own_columns = place
            alpha = each.alpha[own_rows, own_columns]
            if stays:
                seen[rows, columns] = alpha
            else:
                seen[rows, columns] *= 1 - alpha
    return float(seen.sum()) / (float(layer.alpha.sum()) + 1e-6)


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
