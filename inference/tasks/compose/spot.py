"""A figure's place in the scene, and the figure as it looks there."""

from dataclasses import dataclass, field

import cv2
import numpy as np

from inference.results import Floats, Pixels
from inference.tasks.compose.figure import Cuts, Figure
from inference.tasks.compose.rounding import round_cuts

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
