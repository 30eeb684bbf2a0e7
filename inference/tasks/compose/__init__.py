"""The player beside the star, in one picture."""

from collections.abc import Callable
from time import perf_counter

import numpy as np

from inference.errors import BadPhoto, BadTemplate, Reason
from inference.image.check import check_art, check_pixels
from inference.results import Composite, Cutout, Pixels, Rgba, Template
from inference.tasks.compose.badges import draw_label, draw_logo
from inference.tasks.compose.figure import Figure, of_drawing, of_photo
from inference.tasks.compose.hiding import seen_share
from inference.tasks.compose.layers import Layer, cover, over
from inference.tasks.compose.light import lit
from inference.tasks.compose.load import load_template
from inference.tasks.compose.placement import find_spot
from inference.tasks.compose.shadow import cast
from inference.tasks.compose.spot import Spot
from inference.tasks.compose.stage import Stage, set_stage

__all__ = ["compose", "load_template"]

# The least share of a player that no layer in front hides: of who lies, hardly any is seen behind
# flowers; of a head in a mirror's frame, a seventh and more.
_SEEN = 0.06
_ABSENT = {Reason.NOBODY, Reason.TOO_CLOSE}


def compose(
    template: Template,
    pixels: Pixels | None = None,
    cutout: Cutout | None = None,
    *,
    figure: Rgba | None = None,
) -> Composite:
    """One picture of the scene's size; the same input gives the same pixels.

    The player is either the people of a photo (`pixels`, with `cutout` where it is already
    known) or a drawn `figure` with alpha, for players without a camera. All people of a photo
    stay together as a group, but for bystanders whom its edge cuts.

    Raises BadTemplate for a template whose layers are no pictures, that has no place for the
    player or that hides them, BadPhoto for what is no photo or one that cannot stand there
    (too_close, too_far, off_centre, several, and what `why_nobody` answers), ValueError for a
    cut-out of another size, and ModelUnavailable.
    """
    clock = _Clock()
    stage = set_stage(template)
    clock.lap("stage")
    player, coverage = _player(pixels, cutout, figure, clock)
    spot = find_spot(player, template.place, stage)
    clock.lap("place")
    canvas = stage.scene.copy()
    _people(canvas, template, stage, player, spot, drawn=figure is not None)
    clock.lap("blend")
    for layer in (stage.foreground, stage.frame):
        if layer is not None:
            cover(canvas, layer)
    if template.logo is not None:
        draw_logo(canvas, template.logo, template.logo_corner)
    if template.label is not None:
        draw_label(canvas, template.label)
    clock.lap("dress")
    return Composite(canvas, coverage, clock.laps)


def _player(
    pixels: Pixels | None, cutout: Cutout | None, figure: Rgba | None, clock: "_Clock"
) -> tuple[Figure, float]:
    if figure is not None:
        check_art("figure", figure)
        return of_drawing(figure), float(np.mean(figure[..., 3])) / 255
    if pixels is None:
        raise BadTemplate("no_player", "neither a photo nor a figure was given")
    check_pixels(pixels)
    if cutout is None:
        # Networks are loaded only where they are needed: a drawn figure needs none.
        from inference.tasks.portrait import cut_out

        cutout = cut_out(pixels)
        clock.lap("cut_out")
    elif cutout.alpha.shape != pixels.shape[:2]:
        raise ValueError(f"expected a cut-out of {pixels.shape}, got {cutout.alpha.shape}")
    player = _of_people(pixels, cutout)
    clock.lap("faces")
    return player, cutout.coverage


def _of_people(pixels: Pixels, cutout: Cutout) -> Figure:
    from inference.tasks.absence import why_nobody
    from inference.tasks.compose.company import in_company
    from inference.tasks.face import find_faces

    faces = find_faces(pixels)
    try:
        return of_photo(*in_company(pixels, cutout, faces))
    except BadPhoto as bad:
        # Without a face nobody is too close: it is an animal or a thing that fills the photo.
        if faces or bad.reason not in _ABSENT:
            raise
        raise BadPhoto(why_nobody(pixels), bad.detail) from bad


def _people(
    canvas: Pixels,
    template: Template,
    stage: Stage,
    player: Figure,
    spot: Spot,
    *,
    drawn: bool,
) -> None:
    """Star and player, the farther first, each with its shadow on what stands behind it."""

    def draw_star() -> None:
        if stage.star is not None:
            cast(canvas, stage.star, template.light)
            over(canvas, stage.star)

    layer = Layer(*spot.cut_to_scene(player), spot.left, spot.top)

    def draw_player() -> None:
        cast(canvas, layer, template.light, on_ground=spot.on_ground)
        over(canvas, lit(layer, canvas, template.light))

    star_in_front = spot.behind_star or (
        template.star is not None and template.star.place.z > template.place.z
    )
    before = [each for each in (stage.foreground, stage.frame) if each is not None]
    share = seen_share(layer, before, canvas.shape)
    if share < _SEEN and drawn:
        raise BadTemplate("hidden", f"{share:.0%} of a player would be seen")
    if share < _SEEN:
        raise BadPhoto(Reason.NOBODY, f"{share:.0%} of the player would be seen")
    order: list[Callable[[], None]] = [draw_star, draw_player]
    for draw in reversed(order) if star_in_front else order:
        draw()


class _Clock:
    """Milliseconds by step."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._since = perf_counter()

    def lap(self, name: str) -> None:
        now = perf_counter()
        self.laps[name] = (now - self._since) * 1000
        self._since = now
