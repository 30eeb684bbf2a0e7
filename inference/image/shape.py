"""What a reader is asked for."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["RGB", "RGBA"]


@dataclass(frozen=True, slots=True)
class Shape:
    """Channels, and the longer side in px (a smaller picture stays as it is)."""

    mode: Mode
    longest: int
