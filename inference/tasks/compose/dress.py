"""A picture as it leaves the house: framed, with the brand's logo and the mark of AI."""

import numpy as np

from inference.image.check import check_art, check_pixels
from inference.results import AiLabel, Pixels, Rgba
from inference.tasks.compose.badges import Corner, draw_label, draw_logo
from inference.tasks.compose.layers import cover, resized


def dress(
    pixels: Pixels,
    *,
    frame: Rgba | None = None,
    logo: Rgba | None = None,
    logo_corner: Corner = "bottom-right",
    label: AiLabel | None = None,
) -> Pixels:
    """A copy of the picture under its frame (stretched to it), then its logo, then its label.

    Raises BadPhoto where `pixels` is no picture, BadTemplate (malformed) where frame or logo is
    none, and ModelUnavailable (the label's font).
    """
    check_pixels(pixels)
    canvas = np.array(pixels, np.uint8)
    height, width = canvas.shape[:2]
    if frame is not None:
        check_art("frame", frame)
        cover(canvas, resized(frame, width, height))
    if logo is not None:
        check_art("logo", logo)
        draw_logo(canvas, logo, logo_corner)
    if label is not None:
        draw_label(canvas, label)
    return canvas
