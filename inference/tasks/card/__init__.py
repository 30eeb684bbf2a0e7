"""A card of somebody: cut out, in a mirror with bulbs around it, on a plate of words."""

from inference.tasks.card.drawing import draw_card
from inference.tasks.card.scene import MOTIFS, CardLook
from inference.tasks.card.words import CardWords

__all__ = ["MOTIFS", "CardLook", "CardWords", "draw_card"]
