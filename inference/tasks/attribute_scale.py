"""What the network's looks at a face are worth, learned from faces whose age and gender are known.

By itself it spreads ages too widely, and takes some women for men.
"""

import json
import math
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from inference.results import Attributes

WEIGHTS = Path(__file__).parents[1] / "weights" / "attributes.json"
# Half of the range that is told, in years; looks that lie further apart than this tell nothing.
_HALF, _SPREAD = 8, 8.0
_YOUNGEST, _OLDEST = 18, 90
# A gender is told from this confidence on, and never with more than this: it was learned from few.
_LEAST, _MOST = 0.8, 0.98


@dataclass(frozen=True, slots=True)
class Looks:
    """What several looks at one face said: years and how far they spread, and log odds of a man."""

    years: float
    spread: float
    male: float


@dataclass(frozen=True, slots=True)
class Scale:
    """age: years by slope and offset over the network's; male: log odds likewise.

    age_right: the share of ranges that were right on faces that the scale was not learned from.
    """

    age: tuple[float, float]
    male: tuple[float, float]
    age_right: float

    def guess(self, looks: Looks) -> Attributes:
        """Tells what can be told."""
        age = self._range(looks)
        male = 1 / (1 + math.exp(-(self.male[0] * looks.male + self.male[1])))
        confidence = max(male, 1 - male)
        sure = confidence >= _LEAST
        return Attributes(
            age=age,
            age_confidence=self.age_right if age else 0.0,
            gender=("male" if male > 0.5 else "female") if sure else None,
            gender_confidence=min(confidence, _MOST) if sure else 0.0,
        )

    def _range(self, looks: Looks) -> tuple[int, int] | None:
        if looks.spread > _SPREAD:
            return None
        middle = round(self.age[0] * looks.years + self.age[1])
        middle = min(max(middle, _YOUNGEST), _OLDEST)
        return max(middle - _HALF, _YOUNGEST), middle + _HALF


@cache
def learned() -> Scale:
    """The scale in use."""
    said = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Scale(tuple(said["age"]), tuple(said["male"]), said["age_right"])


def save(scale: Scale, path: Path) -> None:
    path.write_text(f"{json.dumps(asdict(scale))}\n", encoding="utf-8")
