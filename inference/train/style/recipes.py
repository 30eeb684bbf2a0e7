"""What each style is made of: the same recipe makes the same paintings, and such a network."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inference.train.style.lessons import Painter, lessons
from inference.train.style.painters.ink import ink
from inference.train.style.painters.mosaic import mosaic
from inference.train.style.painters.oil import oil
from inference.train.style.painters.woodcut import woodcut


@dataclass(frozen=True, slots=True)
class Recipe:
    """steps: of learning, of `batch` views each. brushes: each view is painted with so many.

    ground: what paintings begin with, of `canvas.GROUNDS`, or `network.PRINT`.
    """

    paint: Painter
    steps: int
    batch: int = 8
    seed: int = 1
    brushes: int = 3
    ground: str = "strokes"


RECIPES: Mapping[str, Recipe] = {
    "ink": Recipe(ink, 4500),
    "mosaic": Recipe(mosaic, 4750, ground="stones"),
    "oil": Recipe(oil, 4250),
    "woodcut": Recipe(woodcut, 4000, ground="print"),
}


def train(name: str, data: Path, output: Path, work: Path, tell: Callable[[str], None]) -> None:
    """Trains a style on the photos under `data` and writes `output`.

    Minutes on a GPU, most of an hour on two cores. work: a folder in which networks half learned
    are kept; training goes on from there. Raises OSError where photos are missing, ModelUnavailable
    where the judges are not built.
    """
    from inference.train.style.export import export
    from inference.train.style.fit import fit

    recipe = RECIPES[name]
    taught = lessons(data, recipe.paint, recipe.seed, recipe.brushes, tell)
    checkpoint = work / f"{name}.pt"
    learned = fit(taught, recipe.ground, recipe.steps, recipe.batch, recipe.seed, checkpoint, tell)
    export(learned, output)
    tell(f"{output}: {output.stat().st_size / 1000:.0f} KB")
