"""A network that paints, on pictures of any size.

Large pictures are painted in pieces: the network has no look at the whole, so that pieces which
see enough around them are the same to the last bit but one as the picture painted at once.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import numpy as np

from inference import session
from inference.catalog import STYLES
from inference.errors import ModelUnavailable
from inference.results import Floats, Pixels

# The network works on squares of 4×4 px; brush and canvas have one value for each.
STEP = 4
# Px that a piece must see beyond what is kept of it: all that the network looks at.
_AROUND = 64
_PIECE = 1024


def paint(
    name: str,
    pixels: Pixels,
    brush: Floats,
    canvas: Floats,
    *,
    threads: int = 1,
    between: Callable[[], None] = lambda: None,
) -> Pixels:
    """The painting (H, W, 3) of a picture whose sides are multiples of STEP.

    brush: (H/4, W/4), 0 … 1. canvas: (channels, H/4, W/4), see `tasks.stylize.canvas`. threads: as
    many pieces at least, painted at the same time. between: called before each piece where they are
    painted one after another.
    Raises ModelUnavailable where there is no such style.
    """
    if name not in STYLES:
        raise ModelUnavailable(name)
    painting = np.empty_like(pixels)
    height, width = pixels.shape[:2]

    def piece(where: tuple[tuple[slice, slice], tuple[slice, slice]]) -> None:
        (kept_y, seen_y), (kept_x, seen_x) = where
        small = np.s_[_cells(seen_y), _cells(seen_x)]
        planes = pixels[seen_y, seen_x].transpose(2, 0, 1)[None] * np.float32(1 / 255)
        inputs = {
            "picture": np.ascontiguousarray(planes, np.float32),
            "brush": np.ascontiguousarray(brush[small][None, None], np.float32),
            "canvas": np.ascontiguousarray(canvas[:, *small][None], np.float32),
        }
        painted = session.run_own(STYLES[name], inputs)[0].transpose(1, 2, 0)
        inner = painted[_within(kept_y, seen_y), _within(kept_x, seen_x)]
        painting[kept_y, kept_x] = np.rint(inner * 255)

    pieces = product(_pieces(height, threads), _pieces(width))
    if threads == 1:
        for where in pieces:
            between()
            piece(where)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(piece, pieces))
    return painting


def _pieces(length: int, least: int = 1) -> Iterator[tuple[slice, slice]]:
    """What is kept, and what is seen for it, along one side; so many at least."""
    count = max(least, -(-length // _PIECE))
    share = -(-length // (count * STEP)) * STEP
    for start in range(0, length, share):
        end = min(length, start + share)
        yield slice(start, end), slice(max(0, start - _AROUND), min(length, end + _AROUND))


def _cells(px: slice) -> slice:
    return slice(px.start // STEP, px.stop // STEP)


def _within(kept: slice, seen: slice) -> slice:
    return slice(kept.start - seen.start, kept.stop - seen.start)
