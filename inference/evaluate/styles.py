"""How well a style paints: whether the brush does what it says, and who is still to be known."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import process_time

import cv2
import numpy as np

from inference.errors import BadPhoto
from inference.evaluate.index import BadIndex, Fault, rows
from inference.image import read_photo
from inference.results import Face, Floats, Pixels
from inference.tasks.face import find_faces, mesh
from inference.tasks.face_pose import head_pose

BRUSHES = tuple(float(brush) for brush in np.linspace(0, 1, 9))
# Blurs whose differences are the scales that a painting's energy lies at, px.
_SCALES = np.geomspace(1, 11, 8)
# A finest painting may be blurred by as much as this to look as coarse as another, px.
_BLURS = np.geomspace(0.3, 12, 24)
# Of a photo, told apart.
_TONES = 24
_FRONTAL = 30.0
_PRESENT = 0.5
_SHARPEST = 98
_CELL = 4

Paint = Callable[[Pixels, float, Sequence[Face]], Pixels]


@dataclass(frozen=True, slots=True)
class StyleScore:
    """photos: how many were painted, with nine brushes each.

    The scale is of what a painting adds, in luminance, to what the photo's tones alone say of it:
    neither the photo's own scales nor a lighter print are the brush's. rising: rank correlation
    (Spearman) of brush and scale, over the mean of all photos; 1 where it rises with every brush.
    growth: scale at the boldest brush ÷ at the finest. jump: the largest step of the scale ÷ the
    mean step. sharp: the sharpest edges of what is added ÷ those of the finest brush's, blurred to
    the same scale, at the brush where that is least (near the finest always about 1, for there the
    two are nearly the same painting); sharp_bold: at the boldest; 1 is mere blur. grid: edges at
    the worst of the four places in the network's squares ÷ at all places, less 1. frame: change
    across the two px nearest to the picture's border ÷ further in, at the worst side; where the
    photo has a line there, how much stronger the painting's is. faces: photos of one frontal face;
    known: the share of them where its mesh is found in the painting with the middle brush. cpu_ms:
    one painting, in all threads.
    """

    photos: int
    rising: float
    growth: float
    jump: float
    sharp: float
    sharp_bold: float
    grid: float
    frame: float
    faces: int
    known: float
    cpu_ms: float
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Painted:
    scales: Floats
    sharp: Floats
    grid: float
    frame: float
    known: bool | None
    ms: float


def styles(index: Path, paint: Paint, longest: int = 1024) -> StyleScore:
    """Paints the photos of an index (column file, or image). Raises BadIndex, OSError."""
    painted: list[_Painted] = []
    faults: list[Fault] = []
    for name in _named(index):
        try:
            pixels = read_photo((index.parent / name).read_bytes(), longest=longest)
        except (BadPhoto, OSError) as error:
            faults.append(Fault(name, str(error)))
        else:
            painted.append(_paint(pixels, paint))
    if not painted:
        raise BadIndex(f"{index}: no photo could be read")
    scales = np.mean([each.scales for each in painted], axis=0)
    sharp = np.mean([each.sharp for each in painted], axis=0)
    steps = np.diff(scales)
    known = [each.known for each in painted if each.known is not None]
    return StyleScore(
        photos=len(painted),
        rising=_rank_correlation(scales),
        growth=float(scales[-1] / scales[0]),
        jump=float(steps.max() / max(steps.mean(), 1e-9)),
        sharp=float(sharp.min()),
        sharp_bold=float(sharp[-1]),
        grid=float(np.mean([each.grid for each in painted])),
        frame=float(np.mean([each.frame for each in painted])),
        faces=len(known),
        known=float(np.mean(known)) if known else 0.0,
        cpu_ms=float(np.median([each.ms for each in painted])),
        faults=tuple(faults),
    )


def scale(picture: Pixels, without: Pixels | None = None) -> float:
    """Px at which a picture's detail lies: the mean of the scales, weighted by their energy.

    without: a picture whose detail is not meant, of the same size.
    """
    light = _luminance(picture)
    return _scale(light if without is None else light - _luminance(without))


def _named(index: Path) -> Iterator[str]:
    found = rows(index, ())
    column = "file" if "file" in found[0] else "image"
    if column not in found[0]:
        raise BadIndex(f"{index}: expected the column file, or image")
    return (row[column] for row in found)


def _paint(pixels: Pixels, paint: Paint) -> _Painted:
    faces = find_faces(pixels)
    before = process_time()
    paintings = [paint(pixels, brush, ()) for brush in BRUSHES]
    ms = (process_time() - before) * 1000 / len(BRUSHES)
    lights = [_luminance(painting) for painting in paintings]
    photo = _luminance(pixels)
    laid = [_untold(light, photo) for light in lights]
    scales = np.asarray([_scale(layer) for layer in laid], np.float32)
    edges = np.asarray([_edges(layer) for layer in laid], np.float32)
    blurred = [_blurred(laid[0], sigma) for sigma in _BLURS]
    at = [_scale(light) for light in blurred]
    soft = np.interp(scales, at, [_edges(light) for light in blurred])
    return _Painted(
        scales=scales,
        # The finest painting is not blurred to be itself.
        sharp=np.asarray(np.where(scales > scales[0], edges / soft, np.inf)[1:], np.float32),
        grid=float(np.mean([_grid(light) for light in lights])),
        frame=float(np.mean([_frame(light, photo) for light in lights])),
        known=_known(pixels, faces, paint),
        ms=ms,
    )


def _untold(light: Floats, photo: Floats) -> Floats:
    """A painting less what its photo's tone at each place tells of it: its mean over that tone."""
    edges = np.linspace(0, 1, _TONES + 1)
    tone = np.digitize(photo, edges[1:-1])
    count = np.bincount(tone.ravel(), minlength=_TONES)
    total = np.bincount(tone.ravel(), light.ravel(), minlength=_TONES)
    there = count > 0
    middles = (edges[:-1] + edges[1:])[there] / 2
    told = np.interp(photo, middles, total[there] / count[there])
    return np.asarray(light - told, np.float32)


def _known(pixels: Pixels, faces: Sequence[Face], paint: Paint) -> bool | None:
    """Whether the one frontal face is found again; None where there is none."""
    if len(faces) != 1 or abs(head_pose(mesh(pixels, faces[0])).yaw) > _FRONTAL:
        return None
    painting = paint(pixels, 0.5, faces)
    again = find_faces(painting)
    return any(mesh(painting, face).presence > _PRESENT for face in again)


def _luminance(picture: Pixels) -> Floats:
    return np.asarray(picture @ np.asarray([0.299, 0.587, 0.114], np.float32) / 255, np.float32)


def _blurred(light: Floats, sigma: float) -> Floats:
    soft = cv2.GaussianBlur(light, (0, 0), sigma, borderType=cv2.BORDER_REFLECT)
    return np.asarray(soft, np.float32)


def _scale(light: Floats) -> float:
    soft = [_blurred(light, float(sigma)) for sigma in _SCALES]
    energy = [float(np.var(a - b)) for a, b in pairwise(soft)]
    return float(np.average(_SCALES[:-1], weights=np.array(energy) + 1e-12))


def _edges(light: Floats) -> float:
    across, down = (cv2.Sobel(light, cv2.CV_32F, *way) for way in ((1, 0), (0, 1)))
    return float(np.percentile(np.hypot(across, down), _SHARPEST)) + 1e-6


def _grid(light: Floats) -> float:
    worst = []
    for axis in (0, 1):
        change = np.abs(np.diff(light, axis=axis)).mean(axis=1 - axis)
        whole = change[: len(change) // _CELL * _CELL].reshape(-1, _CELL).mean(axis=0)
        worst.append(whole.max() / (whole.mean() + 1e-9))
    return float(max(worst)) - 1


def _frame(light: Floats, photo: Floats) -> float:
    pairs = zip(_borders(light), _borders(photo), strict=True)
    return max(painted / max(1.0, there) for painted, there in pairs)


def _borders(light: Floats) -> Iterator[float]:
    for turned in (light, light[::-1], light.T, light.T[::-1]):
        change = np.abs(np.diff(turned[:42], axis=0)).mean(axis=1)
        yield float(change[:2].mean() / (change[10:].mean() + 1e-6))


def _rank_correlation(values: Floats) -> float:
    """Of values with their order; equal ones count as falling."""
    ranks = np.argsort(np.lexsort((-np.arange(len(values)), values)))
    return float(np.corrcoef(ranks, np.arange(len(values)))[0, 1])
