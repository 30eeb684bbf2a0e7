"""A picture as it leaves the house: framed, with the brand's logo, a code and the mark of AI."""

from collections.abc import Collection

import numpy as np

from inference.image.check import check_art, check_pixels
from inference.results import AiLabel, Pixels, Rgba
from inference.tasks.compose.badges import Corner, draw_code, draw_label, draw_logo
from inference.tasks.compose.layers import cover, resized

# Where the label goes: the first of these corners that nothing else stands in.
_LABEL: tuple[Corner, ...] = ("bottom-left", "bottom-right", "top-left", "top-right")


def dress(
    pixels: Pixels,
    *,
    frame: Rgba | None = None,
    logo: Rgba | None = None,
    logo_corner: Corner = "bottom-right",
    code: Rgba | None = None,
    code_corner: Corner = "bottom-right",
    label: AiLabel | None = None,
) -> Pixels:
    """A copy of the picture under its frame (stretched to it), its logo, its code and its label.

    code: a QR code of one pixel a module, with its quiet zone. The label stands at the lower left,
    or in the next corner that is free. Raises BadPhoto where `pixels` is no picture, BadTemplate
    (malformed) where frame, logo or code is none, and ModelUnavailable (the label's font).
    """
    check_pixels(pixels)
    canvas = np.array(pixels, np.uint8)
    height, width = canvas.shape[:2]
    taken: set[Corner] = set()
    if frame is not None:
        check_art("frame", frame)
        cover(canvas, resized(frame, width, height))
    if logo is not None:
        check_art("logo", logo)
        draw_logo(canvas, logo, logo_corner)
        taken.add(logo_corner)
    if code is not None:
        check_art("code", code)
        draw_code(canvas, np.ascontiguousarray(code[..., :3]), code_corner)
        taken.add(code_corner)
    if label is not None:
        draw_label(canvas, label, _free(taken))
    return canvas


def _free(taken: Collection[Corner]) -> Corner:
    return next(corner for corner in _LABEL if corner not in taken)
