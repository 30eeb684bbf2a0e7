"""The frozen values that go into and come out of face fusion.

Pictures, points and frames are those of inference.results.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from inference.results import AiLabel, Floats, HeadPose, Pixels
from inference.tasks.fusion.skin import Skin
from inference.tasks.fusion.warp import Part


@dataclass(frozen=True, slots=True, eq=False)
class FusionFace:
    """A face of a template that a player's can take the place of.

    points: (478, 3) its surface with irises, in pixels of its picture (z too, smaller is nearer).
    width: of the face's outline, in pixels. part: the rectangle of the picture that `skin` covers.
    others: (n, 2) around the other faces of the picture, which stay where they are.
    towards_neck: (2,) what a* and b* of a new face change by so that it agrees with the neck.
    """

    points: Floats
    width: float
    pose: HeadPose
    part: Part
    skin: Skin
    others: Floats
    towards_neck: Floats


@dataclass(frozen=True, slots=True, eq=False)
class SceneFace:
    """Any face that a template's picture shows. box: left, top, right, bottom in pixels. fault: why
    no player can take its place, a code of BadTemplate; "" where one can."""

    box: tuple[float, float, float, float]
    fault: str


@dataclass(frozen=True, slots=True, eq=False)
class FusionScene:
    """One picture of a template; faces: those that players take, in the order of the seats."""

    pixels: Pixels
    faces: tuple[FusionFace, ...]

    def seats_for(self, players: int) -> tuple[FusionFace, ...]:
        """The first so many seats, from left to right, as people stand on a photo."""
        taken = self.faces[:players]
        return tuple(sorted(taken, key=lambda face: float(face.points[:, 0].mean())))


@dataclass(frozen=True, slots=True, eq=False)
class FusionTemplate:
    """What players are fused into.

    scenes: the same scene at different angles of the head; each has a face for every seat.
    strength: 0 the template as it is … 1 the player's features and face shape.
    label: drawn on every result, where there is one.
    """

    scenes: tuple[FusionScene, ...]
    strength: float = 1.0
    label: AiLabel | None = None

    @property
    def seats(self) -> int:
        """How many players it takes at most."""
        return len(self.scenes[0].faces)


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What a result is measured against, both (H, W, 3).

    bare: the scene, reshaped, with its own face. pasted: the player's face laid on that as it
    came, without any work on its colours.
    """

    bare: Pixels
    pasted: Pixels


@dataclass(frozen=True, slots=True, eq=False)
class Seated:
    """What became of one player's face.

    player: (478, 3) its surface in pixels of the photo, mirrored where `mirrored` says that the
    mirror image looked more like the template's head. shape: (478, 2) where its points lie on the
    result. mask: (H, W) float32 of the result, 0 template … 1 player's skin.
    compared: None unless it was asked for.
    """

    player: Floats
    mirrored: bool
    shape: Floats
    mask: Floats
    compared: Comparison | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Fusion:
    """A finished picture of the scene's size.

    scene: which of the template's it is. seated: in the order of the players. steps: ms by step.
    """

    image: Pixels
    scene: int
    seated: tuple[Seated, ...]
    steps: Mapping[str, float]
