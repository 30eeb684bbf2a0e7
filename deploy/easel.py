"""Paints what the painted portrait shows before it is played: `python -m deploy.easel`.

The drawn sitters for players without a photo, a sample of every style there is, and the poster of
the demo; run it after training a style or changing one of the drawings.
"""

from collections.abc import Iterator

import numpy as np
from PIL import Image

import inference
from deploy.run.paths import ROOT

FOLDER = ROOT / "static" / "plays" / "style_portrait"
POSTER = ROOT / "campaigns" / "demo" / "art" / "brush-poster.webp"
_SITTERS = ROOT / "static" / "plays" / "face_scan"
_SCENES = ROOT / "campaigns" / "demo" / "art"
# Who sits before what, by the names of their drawings.
SITTERS = {1: ("figure-2", "lotus"), 2: ("figure-3", "garden"), 3: ("figure-6", "moon")}
_PLACE = inference.Place(x=0.5, y=1.0, head=0.3, height=0.86)
_SIZE = (720, 960)
# The face of the first sitter, and how large a sample is: twice the px of the page.
_FACE = (150, 160, 610, 620)
_SAMPLE = 192
# The poster, from its left edge to its right: the boldest brush, the finest.
_BOLD, _FINE = 1.0, 0.1


def sitter(number: int) -> inference.Pixels:
    """Return a drawn sitter before a scene, 720 × 960."""
    name, scene = SITTERS[number]
    figure = inference.read_picture((_SITTERS / f"{name}.webp").read_bytes())
    ground = inference.read_picture((_SCENES / f"{scene}-scene.webp").read_bytes())
    return inference.fit(inference.place_figure(figure, ground, _PLACE).image, *_SIZE)


def sample(style: str) -> Image.Image:
    """Return the first sitter's face in a style, 192 × 192."""
    painted = inference.stylize(sitter(1), style, 0.5)
    face = Image.fromarray(painted).crop(_FACE)
    return face.resize((_SAMPLE, _SAMPLE), Image.Resampling.LANCZOS)


def poster() -> Image.Image:
    """Return one sitter in slanting strips, a style each, the brush growing finer, 800 × 1000."""
    scene = np.asarray(Image.fromarray(sitter(1)).crop((0, 30, 720, 930)).resize((800, 1000)))
    brush = np.linspace(_BOLD, _FINE, 40, dtype=np.float32)[None, :].repeat(50, axis=0)
    styles = [style for style in ("mosaic", "oil", "ink") if style in inference.styles()]
    rows, columns = np.indices(scene.shape[:2])
    at = (columns / 800 + (rows / 1000 - 0.5) * 0.22) * len(styles)
    shown = scene.copy()
    for number, style in enumerate(styles):
        painted = inference.stylize(scene, style, brush)
        strip = at >= number if number else at < 1
        shown[strip] = painted[strip]
    rim = np.abs(at - np.rint(at)) < 0.012
    shown[rim & (np.rint(at) > 0) & (np.rint(at) < len(styles))] = (255, 250, 240)
    return Image.fromarray(shown)


def pictures() -> Iterator[tuple[str, Image.Image]]:
    """Yield the name of each picture that the page shows, and the picture."""
    for number in SITTERS:
        yield f"figure-{number}", Image.fromarray(sitter(number))
    for style in inference.styles():
        yield f"sample-{style}", sample(style)


def main() -> None:
    for name, picture in pictures():
        picture.save(FOLDER / f"{name}.webp", quality=84, method=6)
    poster().save(POSTER, quality=86, method=6)


if __name__ == "__main__":
    main()
