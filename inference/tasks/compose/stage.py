"""The scene without the player: its layers at the scene's size, and what they hide."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inference.errors import BadTemplate
from inference.image.check import check_art
from inference.results import Pixels, Place, Rgba, Star, Template
from inference.tasks.compose.layers import Layer, resized

_SMALLEST = 200
# A layer hides what is behind it from this opacity on.
_HIDES = 0.97


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """floor: (W,) for each column the row from which on nothing behind the layers is seen.

    inner: (left, right) the columns between which the frame lets the scene be seen.
    """

    scene: Pixels
    foreground: Layer | None
    frame: Layer | None
    star: Layer | None
    floor: NDArray[np.intp]
    inner: tuple[int, int]

    @property
    def width(self) -> int:
        return int(self.scene.shape[1])

    @property
    def height(self) -> int:
        return int(self.scene.shape[0])


def set_stage(template: Template) -> Stage:
    """Raises BadTemplate where the player or the star has no place in the picture, or where a
    layer is no picture."""
    _check_layers(template)
    height, width = template.scene.shape[:2]
    if min(height, width) < _SMALLEST:
        raise BadTemplate("small_scene", f"{width}×{height} px")
    check_place(template.place)
    foreground, frame = (
        None if picture is None else resized(picture, width, height)
        for picture in (template.foreground, template.frame)
    )
    hidden = np.zeros((height, width), bool)
    for layer in (foreground, frame):
        if layer is not None:
            hidden |= layer.alpha >= _HIDES
    return Stage(
        np.ascontiguousarray(template.scene[..., :3]),
        foreground,
        frame,
        None if template.star is None else _star(template.star, width, height),
        _floor(hidden),
        _inner(hidden),
    )


def _check_layers(template: Template) -> None:
    check_art("scene", template.scene, (3, 4))
    star = template.star.picture if template.star else None
    layers = {"foreground": template.foreground, "frame": template.frame, "logo": template.logo}
    for name, picture in ({"star": star} | layers).items():
        if picture is not None:
            check_art(name, picture)


def check_place(place: Place) -> None:
    """Raises BadTemplate for a place that no player can be seen in."""
    sizes = [size for size in (place.head, place.height) if size is not None]
    if not sizes:
        raise BadTemplate("no_place", "the player's place has no size")
    if min(sizes) <= 0 or place.max_width <= 0:
        raise BadTemplate("no_place", "the player's place is empty")
    top = place.y - max(sizes)
    if not 0 <= place.x <= 1 or top >= 0.95 or place.y <= 0.05:
        raise BadTemplate("no_place", "the player's place lies outside of the scene")


def _star(star: Star, width: int, height: int) -> Layer:
    """The star at its place, told by its height or, without one, as large as its width allows."""
    picture: Rgba = star.picture
    place = star.place
    scale = place.max_width * width / picture.shape[1]
    if place.height is not None:
        scale = min(scale, place.height * height / picture.shape[0])
    wide, tall = (max(round(side * scale), 1) for side in (picture.shape[1], picture.shape[0]))
    layer = resized(picture, wide, tall)
    left, top = round(place.x * width - wide / 2), round(place.y * height - tall)
    return Layer(layer.colours, layer.alpha, left, top)


def _floor(hidden: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Counts hidden rows from the bottom up, per column."""
    seen_from_below = ~hidden[::-1]
    rows = np.where(seen_from_below.any(axis=0), seen_from_below.argmax(axis=0), len(hidden))
    return len(hidden) - rows


def _inner(hidden: NDArray[np.bool_]) -> tuple[int, int]:
    """By the middle rows, where frames are plain."""
    height, width = hidden.shape
    seen = np.flatnonzero((~hidden[int(height * 0.3) : int(height * 0.6)]).mean(axis=0) > 0.5)
    return (int(seen[0]), int(seen[-1]) + 1) if seen.size else (0, width)
