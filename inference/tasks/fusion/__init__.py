"""The player in the template's world: its hair, clothes and light, the player's face."""

from time import perf_counter

from inference.errors import BadPhoto, BadTemplate, Reason
from inference.results import Pixels
from inference.tasks.compose.badges import draw_label
from inference.tasks.fusion.load import load_fusion_template
from inference.tasks.fusion.placing import place
from inference.tasks.fusion.player import facing, find_players
from inference.tasks.fusion.preview import fusion_preview, number_faces
from inference.tasks.fusion.seat import take_seat
from inference.tasks.fusion.template import fusion_template, scene_faces, template_faces
from inference.tasks.fusion.values import (
    Comparison,
    Fusion,
    FusionFace,
    FusionScene,
    FusionTemplate,
    SceneFace,
    Seated,
)

__all__ = [
    "Comparison",
    "Fusion",
    "FusionFace",
    "FusionScene",
    "FusionTemplate",
    "SceneFace",
    "Seated",
    "fuse",
    "fusion_preview",
    "fusion_template",
    "load_fusion_template",
    "number_faces",
    "scene_faces",
    "template_faces",
]


def fuse(
    template: FusionTemplate,
    *photos: Pixels,
    strength: float | None = None,
    compare: bool = False,
) -> Fusion:
    """One picture of the scene's size; the same input gives the same pixels.

    The people of the photos, photo by photo and from left to right, take as many of the template's
    first seats, from left to right too unless their heads are turned more alike another way; other
    faces stay as they are. strength: instead of the
    template's own. compare: also keep what the result is measured against (Seated.compared).

    Raises BadPhoto: nobody, several (people for one seat), too_many (people for several seats),
    turned, too_far, too_close, too_dark, too_bright, blurred, covered; BadTemplate (strength);
    ModelUnavailable.
    """
    power = template.strength if strength is None else strength
    if not 0 <= power <= 1:
        raise BadTemplate("strength", f"{power} is not within 0 … 1")
    if not photos:
        raise BadPhoto(Reason.NOBODY, "no photo was given")
    clock = _Clock()
    players = find_players(photos, template.seats)
    # All are checked before the first is fused.
    number, faces = place(template, players)
    scene = template.scenes[number]
    ready = [facing(each, face) for each, face in zip(players, faces, strict=True)]
    clock.lap("find")
    canvas = scene.pixels.copy()
    seated = tuple(
        take_seat(canvas, face, player, power, compare=compare, lap=clock.lap)
        for player, face in zip(ready, faces, strict=True)
    )
    if template.label is not None:
        draw_label(canvas, template.label)
    return Fusion(canvas, number, seated, clock.laps)


class _Clock:
    """Milliseconds by step, summed over the faces."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._since = perf_counter()

    def lap(self, name: str) -> None:
        now = perf_counter()
        self.laps[name] = self.laps.get(name, 0.0) + (now - self._since) * 1000
        self._since = now
