"""People at their place in the camera's picture, and another picture behind them."""

import cv2
import numpy as np

from inference.errors import BadPhoto, BadTemplate
from inference.image.check import check_art, check_pixels
from inference.results import Composite, Cutout, Floats, Light, Pixels, Place, Rgba
from inference.tasks.compose.hiding import seen_share
from inference.tasks.compose.layers import Layer, cover, over, resized
from inference.tasks.compose.light import lit

# Less of the picture than this is nobody, and so is a cut-out of which less than this is sure.
_LEAST, _CERTAIN = 0.01, 0.5
_SMALLEST = 200
# The least share of a figure that a foreground may leave in sight.
_SEEN = 0.06


def swap_background(
    pixels: Pixels,
    scene: Rgba,
    cutout: Cutout | None = None,
    *,
    foreground: Rgba | None = None,
    light: Light | None = None,
) -> Composite:
    """The scene with the photo's people before it, each exactly where the photo has them.

    The scene (H, W, 3 or 4) sets the size; of a photo of another shape the middle part is taken
    that covers it. The foreground is stretched to the scene and lies over the people. Their
    colours are pulled a little towards the scene's by `light`, which throws no shadow here: they
    stand where the camera saw them, not on the scene's ground.

    Raises BadPhoto (what `why_nobody` answers, or what is no photo), BadTemplate (malformed,
    small_scene), ValueError for a cut-out of another size, and ModelUnavailable.
    """
    check_pixels(pixels)
    check_art("scene", scene, (3, 4))
    canvas = _canvas(scene)
    height, width = canvas.shape[:2]
    if cutout is None:
        # Networks are loaded only where they are needed.
        from inference.tasks.portrait import cut_out

        cutout = cut_out(pixels)
    elif cutout.alpha.shape != pixels.shape[:2]:
        raise ValueError(f"expected a cut-out of {pixels.shape}, got {cutout.alpha.shape}")
    colours, alpha = _covering(cutout, width, height)
    _must_show_somebody(pixels, alpha)
    people = _cropped(colours, alpha)
    over(canvas, lit(people, canvas, light or Light(match=0.4, shadow=0)))
    _finish(canvas, foreground)
    return Composite(canvas, cutout.coverage, {})


def place_figure(
    figure: Rgba, scene: Rgba, place: Place, *, foreground: Rgba | None = None
) -> Composite:
    """The scene with a drawn figure at exactly its place, as high as `place.height` says.

    Unlike `compose`, which moves and sizes a figure by its head and by what hides its lower end.
    Raises BadTemplate (malformed, small_scene, no_place, empty_figure, hidden).
    """
    check_art("scene", scene, (3, 4))
    check_art("figure", figure)
    if not place.height:
        raise BadTemplate("no_place", "the figure's place has no height")
    canvas = _canvas(scene)
    height, width = canvas.shape[:2]
    tall = max(round(place.height * height), 1)
    layer = resized(figure, max(round(tall * figure.shape[1] / figure.shape[0]), 1), tall)
    coverage = float(layer.alpha.mean())
    if not coverage:
        raise BadTemplate("empty_figure", "the figure is all transparent")
    left = round(place.x * width - layer.alpha.shape[1] / 2)
    layer = Layer(layer.colours, layer.alpha, left, round(place.y * height) - tall)
    over(canvas, layer)
    front = _finish(canvas, foreground)
    if seen_share(layer, [front] if front else [], canvas.shape) < _SEEN:
        raise BadTemplate("hidden", "next to nothing of the figure is seen")
    return Composite(canvas, coverage, {})


def _canvas(scene: Rgba) -> Pixels:
    """A copy to paint on."""
    height, width = scene.shape[:2]
    if min(height, width) < _SMALLEST:
        raise BadTemplate("small_scene", f"{width}×{height} px")
    return np.array(scene[..., :3], np.uint8)


def _finish(canvas: Pixels, foreground: Rgba | None) -> Layer | None:
    """Returns the layer that it laid over the canvas."""
    if foreground is None:
        return None
    check_art("foreground", foreground)
    layer = resized(foreground, canvas.shape[1], canvas.shape[0])
    cover(canvas, layer)
    return layer


def _must_show_somebody(pixels: Pixels, alpha: Floats) -> None:
    solid = float((alpha > 0.5).mean())
    sure = float((alpha > 0.9).sum()) / max(float((alpha > 0.1).sum()), 1.0)
    if solid < _LEAST or sure < _CERTAIN:
        from inference.tasks.absence import why_nobody

        detail = f"{solid:.2%} of the picture is person, {sure:.0%} of that for sure"
        raise BadPhoto(why_nobody(pixels), detail)


def _cropped(colours: Pixels, alpha: Floats) -> Layer:
    """Only as large as the people: the rest need not be lit."""
    rows = np.flatnonzero(alpha.max(axis=1) > 0)
    columns = np.flatnonzero(alpha.max(axis=0) > 0)
    down, across = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    part = np.ascontiguousarray(colours[down, across]), np.ascontiguousarray(alpha[down, across])
    return Layer(*part, left=int(columns[0]), top=int(rows[0]))


def _covering(cutout: Cutout, width: int, height: int) -> tuple[Pixels, Floats]:
    """Colours and alpha of the middle part that covers the scene, at the scene's size."""
    own_height, own_width = cutout.alpha.shape
    scale = max(width / own_width, height / own_height)
    wide, tall = min(width / scale, own_width), min(height / scale, own_height)
    left, top = (own_width - wide) / 2, (own_height - tall) / 2
    rows = slice(round(top), round(top + tall))
    columns = slice(round(left), round(left + wide))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    colours = cv2.resize(cutout.colours[rows, columns], (width, height), interpolation=how)
    alpha = cv2.resize(cutout.alpha[rows, columns], (width, height), interpolation=how)
    return np.asarray(colours, np.uint8), np.asarray(alpha.clip(0, 1), np.float32)
