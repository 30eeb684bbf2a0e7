"""What each style is made of: the same recipe makes the same paintings, and such a network."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inference.train.style.lessons import Painter, kept, lessons
from inference.train.style.painters.ink import ink
from inference.train.style.painters.mosaic import mosaic
from inference.train.style.painters.oil import oil
from inference.train.style.painters.woodcut import woodcut


@dataclass(frozen=True, slots=True)
class Recipe:
    """steps: of learning. brushes: each view is painted with so many. ground: what paintings begin
    with, of `canvas.GROUNDS`, or `network.PRINT`.

    start: the style whose network it begins with; "" for none.
    """

    paint: Painter
    steps: int
    seed: int = 1
    brushes: int = 2
    ground: str = "strokes"
    start: str = ""


RECIPES: Mapping[str, Recipe] = {
    "ink": Recipe(ink, 2000, start="oil"),
    "mosaic": Recipe(mosaic, 700, ground="stones", start="oil"),
    "oil": Recipe(oil, 900),
    "woodcut": Recipe(woodcut, 3500, ground="print"),
}


def train(name: str, data: Path, output: Path, work: Path, tell: Callable[[str], None]) -> None:
    """Trains a style on the photos under `data` and writes `output`. Takes half an hour and more.

    work: a folder in which paintings and networks half learned are kept; training goes on from
    there. Raises OSError where photos are missing, ModelUnavailable where the judges are not built.
    """
    from inference.train.style.export import export
    from inference.train.style.fit import fit

    recipe = RECIPES[name]
    start = None
    if recipe.start:
        start = work / f"{recipe.start}.pt"
        if not start.is_file():
            train(recipe.start, data, work / f"{recipe.start}.onnx", work, tell)
    taught = kept(
        work / f"{name}.npz", lambda: lessons(data, recipe.paint, recipe.seed, recipe.brushes, tell)
    )
    learned = fit(
        taught, recipe.ground, recipe.steps, recipe.seed, work / f"{name}.pt", tell, start
    )
    export(learned, output)
    tell(f"{output}: {output.stat().st_size / 1000:.0f} KB")
