"""Made-up people and scenes whose measures are known to the pixel."""

import cv2
import numpy as np

from inference.results import Cutout, Face, Place, Rgba, Star, Template

HEAD = 100
"""Height in px of a made-up head, chin to crown."""
SKIN, SHIRT = (214, 160, 128), (60, 120, 190)


def person(width: int = 400, height: int = 700, *, x: int = 200, tall: int = 640) -> Cutout:
    """A head and a body; `tall` px from the crown down, cut by the photo's edge where longer."""
    alpha = np.zeros((height, width), np.uint8)
    colours = np.empty((height, width, 3), np.uint8)
    colours[:] = SHIRT
    top = 40
    cv2.ellipse(alpha, (x, top + HEAD // 2), (36, HEAD // 2), 0, 0, 360, 255, -1)
    cv2.rectangle(alpha, (x - 14, top + HEAD - 8), (x + 14, top + HEAD + 20), 255, -1)
    cv2.rectangle(alpha, (x - 90, top + HEAD + 20), (x + 90, top + tall), 255, -1)
    colours[: top + HEAD] = SKIN
    soft = cv2.GaussianBlur(alpha, (0, 0), 1).astype(np.float32) / np.float32(255)
    return Cutout(soft, colours, float(soft.mean()))


def face(x: float = 200, top: float = 40) -> Face:
    """The face that a detector finds in that head."""
    side = HEAD / 1.57
    eyes = top + 0.85 * side
    box = (x - side / 2, eyes - 0.4 * side, x + side / 2, eyes + 0.6 * side)
    points = [(-12, 0), (12, 0), (0, 12), (0, 26), (-30, 5), (30, 5)]
    return Face(box, 0.95, np.array([(x + dx, eyes + dy) for dx, dy in points], np.float32))


def drawn(cutout: Cutout) -> Rgba:
    alpha = np.rint(cutout.alpha * 255).astype(np.uint8)
    return np.dstack([cutout.colours, alpha]).astype(np.uint8)


def template(place: Place | None = None, **layers: object) -> Template:
    """600×800, grey, with an opaque foreground from row 700 down."""
    foreground = np.zeros((800, 600, 4), np.uint8)
    foreground[700:] = (90, 30, 50, 255)
    layers = {"foreground": foreground} | layers
    scene = np.full((800, 600, 3), 128, np.uint8)
    return Template(scene, place or Place(0.7, 0.9, head=0.15, height=0.6, z=2), **layers)  # type: ignore[arg-type]


def star(x: float = 0.3, width: float = 0.5) -> Star:
    """A solid block as star."""
    picture = np.full((400, 200, 4), 255, np.uint8)
    picture[..., :3] = (250, 200, 60)
    return Star(picture, Place(x, 0.9, height=0.7, max_width=width))
