"""Who is to stand in the scene: the visible people as one figure, their heads, and their cuts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inference.errors import BadPhoto, BadTemplate, Reason
from inference.results import Cutout, Face, Floats, Pixels, Rgba

# Of the detector's face box (brow to chin, about): how far the crown with its hair lies above the
# eyes and the chin below them. Medians over 90 portraits.
_CROWN, _CHIN = 0.85, 0.72
# Less of the picture than this is nobody.
_LEAST = 0.004
# A cut-out less sure than this is not shown, see `_certainty`.
_CERTAIN = 0.5
# A crown that the photo's edge cuts nearer to the eyes than this cannot be mended.
_FOREHEAD = 0.6
# A head smaller than this, in parts of the largest, is not one of the group.
_MEMBER = 0.4
# Without a face: the upper part of a figure that shows no outline of a head either, and so much of
# the rows of a head at the photo's side makes a head that it cuts.
_UPPER, _CUT_HEAD = 0.35, 0.4
# So much of an edge, in parts of the figure's side, makes a cut.
_CUT = 0.06


@dataclass(frozen=True, slots=True)
class Head:
    """In px of the figure: the middle, the crown and the chin."""

    x: float
    crown: float
    chin: float

    @property
    def height(self) -> float:
        return self.chin - self.crown


@dataclass(frozen=True, slots=True)
class Cuts:
    """At which edges of the photo the figure was cut off."""

    left: bool = False
    right: bool = False
    top: bool = False
    bottom: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """alpha (h, w) and colours (h, w, 3), cropped to what is seen; heads, largest first."""

    alpha: Floats
    colours: Pixels
    heads: tuple[Head, ...]
    cuts: Cuts

    @property
    def middle(self) -> float:
        """The column that stands on the place: between the heads, else the middle of the mass."""
        if self.heads:
            return float(np.mean([head.x for head in self.heads]))
        mass = self.alpha.sum(axis=0)
        return float((mass * np.arange(mass.size)).sum() / mass.sum())


def of_photo(cutout: Cutout, faces: Sequence[Face]) -> Figure:
    """The people of a cut-out, and the faces in it.

    Raises BadPhoto: nobody, too_close, too_far, off_centre.
    """
    solid = cutout.alpha > 0.5
    if float(solid.mean()) < _LEAST:
        raise BadPhoto(Reason.NOBODY, f"{cutout.coverage:.2%} of the picture is person")
    top, bottom, left, right = _box(cutout.alpha > 0.1)
    if _certainty(cutout.alpha) < _CERTAIN:
        reason = Reason.TOO_FAR if faces else Reason.NOBODY
        raise BadPhoto(reason, "the cut-out is a haze")
    cuts = _cuts(solid)
    if cuts.top and any(_lacks_forehead(face) for face in faces):
        raise BadPhoto(Reason.TOO_CLOSE, "the photo's edge cuts the forehead")
    alpha = np.ascontiguousarray(cutout.alpha[top:bottom, left:right])
    colours = np.ascontiguousarray(cutout.colours[top:bottom, left:right])
    heads = _members([_head(face, left, top) for face in faces])
    if not heads:
        heads = [head for head in (_by_outline(alpha),) if head]
        if _runs_out(alpha, cuts, heads):
            raise BadPhoto(Reason.OFF_CENTRE, "a side of the photo cuts a head without a face")
    if not heads and sum((cuts.left, cuts.right, cuts.top, cuts.bottom)) > 1:
        raise BadPhoto(Reason.TOO_CLOSE, "neither a face nor an outline of a head is seen")
    return Figure(alpha, colours, tuple(heads), cuts)


def of_drawing(picture: Rgba) -> Figure:
    """A drawn figure with alpha; it is drawn down to where the scene will hide it."""
    alpha = picture[..., 3].astype(np.float32) / np.float32(255)
    if float((alpha > 0.5).mean()) < _LEAST:
        raise BadTemplate("empty_figure", "the figure is all transparent")
    top, bottom, left, right = _box(alpha > 0.1)
    alpha = np.ascontiguousarray(alpha[top:bottom, left:right])
    colours = np.ascontiguousarray(picture[top:bottom, left:right, :3])
    head = _by_outline(alpha)
    return Figure(alpha, colours, (head,) if head else (), Cuts(bottom=True))


def _box(mask: np.ndarray) -> tuple[int, int, int, int]:
    """top, bottom, left, right of a mask that is not empty."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def _eyes(face: Face) -> tuple[float, float]:
    x, y = face.keypoints[:2].mean(axis=0)
    return float(x), float(y)


def _certainty(alpha: Floats) -> float:
    """How much of what may be person surely is: 0.72 and more on 80 portraits, whatever the hair;
    below 0.5 where the network took bags, animals or far-off people for somebody."""
    return float((alpha > 0.9).sum()) / max(float((alpha > 0.1).sum()), 1.0)


def _head(face: Face, left: int, top: int) -> Head:
    x, y = _eyes(face)
    side = face.box[3] - face.box[1]
    return Head(x - left, y - _CROWN * side - top, y + _CHIN * side - top)


def _members(heads: list[Head]) -> list[Head]:
    """Largest first, without people far behind and faces on shirts."""
    largest = max((head.height for head in heads), default=0.0)
    return sorted((h for h in heads if h.height >= _MEMBER * largest), key=lambda h: -h.height)


def _runs_out(alpha: Floats, cuts: Cuts, heads: Sequence[Head]) -> bool:
    """Does a side of the photo cut what must be the head?"""
    upper = alpha[: round(heads[0].chin if heads else _UPPER * len(alpha))]
    sides = [upper[:, edge] for edge, cut in ((0, cuts.left), (-1, cuts.right)) if cut]
    return any(float((side > 0.5).mean()) > _CUT_HEAD for side in sides)


def _lacks_forehead(face: Face) -> bool:
    return _eyes(face)[1] < _FOREHEAD * (face.box[3] - face.box[1])


def _cuts(solid: np.ndarray) -> Cuts:
    """An edge cuts the figure where a run of its solid pixels lies on it."""
    top, bottom, left, right = _box(solid)
    tall, wide = bottom - top, right - left
    return Cuts(
        left=bool(solid[:, :2].any(axis=1).sum() > _CUT * tall),
        right=bool(solid[:, -2:].any(axis=1).sum() > _CUT * tall),
        top=bool(solid[:2].any(axis=0).sum() > _CUT * wide),
        bottom=bool(solid[-2:].any(axis=0).sum() > _CUT * wide),
    )


def _by_outline(alpha: Floats) -> Head | None:
    """A head told by the neck: the narrowest row between two wider ones, in the upper part."""
    widths = (alpha > 0.5).sum(axis=1).astype(np.float32)
    upper = widths[: max(int(len(widths) * 0.6), 1)]
    widest_above = np.maximum.accumulate(upper)
    widest_below = np.maximum.accumulate(widths[::-1])[::-1][: len(upper)]
    narrowing = np.minimum(widest_above, widest_below) - upper
    neck = int(np.argmax(narrowing))
    if narrowing[neck] < 0.2 * widest_above[neck]:
        return None
    head = alpha[:neck]
    mass = head.sum(axis=0)
    middle = float((mass * np.arange(mass.size)).sum() / mass.sum())
    return Head(middle, 0.0, neck * 0.96)
