"""The frozen values that go into and come out of this package.

Pictures are arrays of uint8, rows first, RGB order, upright. Points and boxes are in pixels of the
picture they were asked about, x to the right, y down, (0, 0) at the top left corner.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from inference.errors import Reason

Pixels = NDArray[np.uint8]
"""(H, W, 3) RGB."""
Rgba = NDArray[np.uint8]
"""(H, W, 4) RGB with straight (not premultiplied) alpha."""
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Cutout:
    """The people of a picture, parted from what was behind them.

    alpha: (H, W) float32, 0 background … 1 person.
    colours: (H, W, 3) uint8, the person's own colours, cleaned of the old background; they are
        defined everywhere alpha > 0, so `alpha*colours + (1-alpha)*scene` shows no halo.
    coverage: mean of alpha, 0 … 1. About 0 for an empty room.
    """

    alpha: Floats
    colours: Pixels
    coverage: float


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A face found: box (x0, y0, x1, y1), score 0 … 1 and six points.

    keypoints: (6, 2): right eye, left eye, nose tip, mouth, right ear, left ear (the person's
    own right and left).
    """

    box: tuple[float, float, float, float]
    score: float
    keypoints: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """The surface of one face: points (468, 3); z in pixels too, smaller is nearer.

    With irises (478, 3): five points each of the person's own right and left iris at the end,
    the middle first.

    presence: 0 … 1, how sure the network is that it looked at a face.
    """

    points: Floats
    presence: float


@dataclass(frozen=True, slots=True)
class HeadPose:
    """Where a head looks, in degrees; all 0 towards the camera.

    yaw: towards the picture's right. pitch: up. roll: tilted clockwise on the picture.
    """

    yaw: float
    pitch: float
    roll: float


@dataclass(frozen=True, slots=True)
class FaceShape:
    """Measures of a face's surface, whatever its size and turn.

    Of its width at the cheekbones: length (hairline to chin), forehead, jaw, between the eyes,
    nose (its width), mouth. Of the opening's own width: open right and left eye, open mouth (the
    person's own right and left).
    """

    length: float
    forehead: float
    jaw: float
    eyes_apart: float
    nose: float
    mouth: float
    right_eye_open: float
    left_eye_open: float
    mouth_open: float


@dataclass(frozen=True, slots=True)
class FaceQuality:
    """Whether a face can be worked with; reasons: what the player should mend, () where nothing.

    width: of the face, in pixels of the picture. light: 0 black … 1 white, mean of the face.
    highlights: the same, what one pixel in twenty is lighter than. sharpness: 0 … 1, near 0 for a
    blurred face. presence: 0 … 1, low where it is covered.
    """

    width: float
    light: float
    highlights: float
    sharpness: float
    presence: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Attributes:
    """How old somebody looks, and whether like a woman or a man: a guess from one photo, for fun.

    age: (from, to) in years; gender: "female" or "male"; either None where the photo does not
    tell. Confidences, 0 … 1: the share of such answers that were right on photos of other people.
    """

    age: tuple[int, int] | None
    age_confidence: float
    gender: Literal["female", "male"] | None
    gender_confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class Hand:
    """A hand found: points (21, 3) in pixels, z too (smaller is nearer, 0 at the wrist).

    Order: wrist, then thumb, index, middle, ring and little finger, four each, root to tip.
    world: (21, 3) in metres from the middle of the hand, along the picture's axes.
    right: 0 … 1, how likely it is the person's own right hand, the picture not being mirrored.
    presence: 0 … 1, how sure the network is that it looked at a hand.
    """

    points: Floats
    world: Floats
    right: float
    presence: float


@dataclass(frozen=True, slots=True, eq=False)
class Gesture:
    """What a raised hand shows: "rock", "paper", "scissors", "other", or "none" without one.

    confidence: the chance that `name` is right, measured on photos of other people.
    chances: of all five names; they sum to 1. hand: the one that was read; also given for "none"
    where a hand was seen but hangs down.
    """

    name: str
    confidence: float
    chances: Mapping[str, float]
    hand: Hand | None


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """A body found: points (33, 3) in pixels, z too (smaller is nearer, 0 between the hips).

    Order: nose; left eye (inner, middle, outer), right eye; ears; mouth corners; shoulders;
    elbows; wrists; little fingers; index fingers; thumbs; hips; knees; ankles; heels; toes. The
    person's own left first; also points outside the picture are given.
    world: (33, 3) in metres from the middle between the hips, along the picture's axes.
    visibility: (33,) 0 … 1, how likely each point is inside the picture and not hidden.
    presence: 0 … 1, how sure the network is that it looked at a body.
    circle: (2, 2), the middle between the hips, and a point on the rim of the circle around the
        whole body in the direction of the head: where to look for it in the next frame.
    """

    points: Floats
    world: Floats
    visibility: Floats
    presence: float
    circle: Floats


@dataclass(frozen=True, slots=True)
class Place:
    """Where and how large a figure stands, as fractions of the scene (so art can be re-exported).

    x, y: the bottom centre of the figure (the feet of a whole person, where the scene may also
        cut them off), of the scene's width and height.
    head: height of the head, chin to crown, of the scene's height; `height`: of the whole figure.
        Give at least one; where both are given the head decides as long as a head is seen.
    max_width: of the scene's width. z: the order of figures; higher is nearer to the viewer.
    """

    x: float
    y: float
    head: float | None = None
    height: float | None = None
    max_width: float = 1.0
    z: int = 1


@dataclass(frozen=True, slots=True)
class Light:
    """How the scene is lit, where its pixels do not say it by themselves.

    angle: degrees on the picture from which the light falls: 0 right, 90 above, 180 left.
    match: 0 … 1, how far the player's colours are pulled to the scene's.
    shadow: 0 … 1, darkness of the contact shadow.
    """

    angle: float = 90.0
    match: float = 0.6
    shadow: float = 0.5


@dataclass(frozen=True, slots=True)
class AiLabel:
    """The visible mark that the picture was made with AI.

    ink: (R, G, B) of its letters; plate: of what they stand on.
    """

    text: str
    lang: str = "en"
    ink: tuple[int, int, int] = (251, 243, 226)
    plate: tuple[int, int, int] = (20, 18, 31)


@dataclass(frozen=True, slots=True, eq=False)
class Star:
    """The celebrity's cut-out and where it stands."""

    picture: Rgba
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """Everything a composed picture is made of, except the player.

    scene (H, W, 3 or 4) sets the size of the result. foreground and frame cover the whole scene
    and are stretched to it; the foreground lies over the player, the frame over everything but
    logo and label.
    """

    scene: NDArray[np.uint8]
    place: Place
    foreground: Rgba | None = None
    star: Star | None = None
    frame: Rgba | None = None
    logo: Rgba | None = None
    logo_corner: Literal["top-left", "top-right", "bottom-left", "bottom-right"] = "bottom-right"
    light: Light = field(default_factory=Light)
    label: AiLabel | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Composite:
    """A composed picture, how much of the player's photo was person, and ms by step."""

    image: Pixels
    coverage: float
    steps: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Readiness:
    """Which networks are built on this machine, by name."""

    models: Mapping[str, bool]

    @property
    def ready(self) -> bool:
        return all(self.models.values())
