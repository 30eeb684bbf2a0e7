"""The New-Year doll: a player's head, drawn, on a doll that holds a sign."""

from inference.tasks.doll.head import DollHead, doll_head, drawn_head
from inference.tasks.doll.poster import (
    DOLL_BOX,
    SIGN_BOX,
    DollArt,
    DollColours,
    SignWords,
    draw_doll,
)

__all__ = [
    "DOLL_BOX",
    "SIGN_BOX",
    "DollArt",
    "DollColours",
    "DollHead",
    "SignWords",
    "doll_head",
    "draw_doll",
    "drawn_head",
]
