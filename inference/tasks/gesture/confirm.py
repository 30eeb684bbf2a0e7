"""What the frames of a throw show, and whether a claimed gesture can be believed by them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from inference.errors import BadPhoto
from inference.image import read_photo
from inference.results import Gesture, Pixels
from inference.tasks.gesture import read_gesture, vote

# A claim is denied where the frames together are this sure of another gesture, and leave the
# claimed one less than this.
_SURE, _LEFT = 0.8, 0.1
_LONGEST = 640


@dataclass(frozen=True, slots=True, eq=False)
class Confirmation:
    """verdict: "seen" in a frame; "doubtful": a hand that might show it; "denied": one that surely
    shows something else; "missing": no hand in any frame.

    frame: the picture to show, (H, W, 3), None where none could be read. hand: (x, y), the middle
    of the hand in it, 0 … 1; of the whole picture where there is none.
    """

    verdict: Literal["seen", "doubtful", "denied", "missing"]
    frame: Pixels | None
    hand: tuple[float, float] = (0.5, 0.5)


def confirm_gesture(frames: Sequence[bytes], name: str) -> Confirmation:
    """Look for rock, paper or scissors, as `name` says, in frames of one moment (files as sent).

    A frame that cannot be read proves nothing. Stops at the first frame that shows the gesture.
    Raises ModelUnavailable.
    """
    readings: list[tuple[Pixels, Gesture]] = []
    for data in frames:
        pixels = _read(data)
        if pixels is None:
            continue
        gesture = read_gesture(pixels, throw=True)
        if gesture.name == name:
            return Confirmation("seen", pixels, _middle(pixels, gesture))
        readings.append((pixels, gesture))
    shown = [(pixels, gesture) for pixels, gesture in readings if gesture.name != "none"]
    if not shown:
        return Confirmation("missing", readings[0][0] if readings else None)
    together = vote([gesture for _pixels, gesture in shown])
    denied = together.confidence >= _SURE and together.chances[name] < _LEFT
    return Confirmation("denied" if denied else "doubtful", shown[0][0], _middle(*shown[0]))


def read_throw(frames: Sequence[bytes]) -> str:
    """What was thrown in frames of one moment (files as sent): "rock", "paper" or "scissors"; or
    "none" where no frame shows a raised hand.

    A frame that cannot be read shows nothing. Raises ModelUnavailable.
    """
    pictures = [pixels for data in frames if (pixels := _read(data)) is not None]
    gestures = [read_gesture(pixels, throw=True) for pixels in pictures]
    shown = [gesture for gesture in gestures if gesture.name != "none"]
    return vote(shown).name if shown else "none"


def _read(data: bytes) -> Pixels | None:
    try:
        return read_photo(data, longest=_LONGEST)
    except BadPhoto:
        return None


def _middle(pixels: Pixels, gesture: Gesture) -> tuple[float, float]:
    if gesture.hand is None:
        return 0.5, 0.5
    x, y = gesture.hand.points[:, :2].mean(axis=0)
    height, width = pixels.shape[:2]
    return float(x) / width, float(y) / height
