"""A person in the mirror of a card."""

import numpy as np

from inference.image.check import check_art, check_pixels
from inference.results import Cutout, Light, Pixels, Place, Rgba, Template
from inference.tasks.card.scene import (
    FOOT,
    HEIGHT,
    LEFT,
    PLATE,
    RIGHT,
    WIDTH,
    CardLook,
    front,
    ground,
)
from inference.tasks.card.words import CardWords, write
from inference.tasks.compose import compose
from inference.tasks.compose.company import in_company
from inference.tasks.compose.figure import of_photo

# The crown's row, a little out of the mirror.
_CROWN = 150
# How tall a head is, of the card's height; the taller the less of the body the photo shows.
_HEAD, _LARGEST = 0.3, 0.37


def draw_card(
    look: CardLook,
    words: CardWords,
    pixels: Pixels | None = None,
    cutout: Cutout | None = None,
    *,
    figure: Rgba | None = None,
) -> Pixels:
    """(1440, 1080, 3): the people of a photo, or a drawn figure with alpha, and the words.

    cutout: of the photo, where it is already known. The same input gives the same pixels.
    Raises what `compose` raises for a photo: BadPhoto (nobody, too_close, too_far, off_centre,
    several), BadTemplate (malformed) where backdrop or figure is no picture, ModelUnavailable.
    """
    if look.backdrop is not None:
        check_art("backdrop", look.backdrop)
    head = _HEAD
    if figure is None:
        check_pixels(pixels)
        assert pixels is not None
        # Networks are loaded only where they are needed: a drawn figure needs none.
        from inference.tasks.portrait import cut_out

        cutout = cutout or cut_out(pixels)
        head = _head(pixels, cutout)
    place = Place(
        x=(LEFT + RIGHT) / 2 / WIDTH,
        y=FOOT / HEIGHT,
        head=head,
        height=(FOOT - _CROWN) / HEIGHT,
    )
    template = Template(
        scene=ground(look),
        place=place,
        foreground=front(look),
        light=Light(match=0.25, shadow=0.35),
    )
    canvas = compose(template, pixels, cutout, figure=figure).image
    write(canvas, words, look)
    return canvas


def _head(pixels: Pixels, cutout: Cutout) -> float:
    """The size at which a head stands high in the mirror although its body ends soon."""
    from inference.tasks.face import find_faces

    player = of_photo(*in_company(pixels, cutout, find_faces(pixels)))
    if not (player.cuts.bottom and player.heads):
        return _HEAD
    own = player.heads[0]
    reach = (player.alpha.shape[0] - own.crown) / own.height
    return float(np.clip((PLATE[1] - _CROWN) / (reach * HEIGHT), _HEAD, _LARGEST))
