"""Draws what falls in the catch: `python -m deploy.catch`.

One picture each for canvas and worker, out of the SVG beside it, and the poster of the demo's
catch; run it after changing one of the drawings.
"""

import io
from collections.abc import Iterator

import numpy as np
from PIL import Image
from playwright.sync_api import Page, sync_playwright

import inference
from deploy.drawing import CHROMIUM
from deploy.run.paths import ROOT

FOLDER = ROOT / "static" / "plays" / "pose_catch"
POSTER = ROOT / "campaigns" / "demo" / "art" / "catch-poster.webp"
# Name → (width, height) of its picture.
SIZES = {
    "coin": (320, 320),
    "packet": (320, 320),
    "ingot": (320, 320),
    "bomb": (320, 320),
    "basket": (480, 310),
}
_FIGURE = ROOT / "static" / "plays" / "star_photo" / "figure-2.webp"
# What falls on the poster: its name, where, and how it is turned; behind and in front by turns.
_FALLING = (
    ("coin", (0.10, 0.08), -20),
    ("packet", (0.12, 0.16), 18),
    ("packet", (0.30, 0.05), 12),
    ("coin", (0.10, 0.50), -15),
    ("coin", (0.55, 0.02), 20),
    ("ingot", (0.62, 0.30), -10),
    ("packet", (0.88, 0.12), -18),
    ("packet", (0.97, 0.62), 15),
    ("coin", (0.72, 0.22), 8),
    ("coin", (0.03, 0.86), -20),
    ("coin", (0.93, 0.42), 14),
    ("packet", (0.99, 0.90), 22),
    ("ingot", (0.05, 0.33), -12),
    ("coin", (0.40, 0.20), 18),
)


def things(page: Page) -> Iterator[tuple[str, Image.Image]]:
    """Yield each name and its picture, RGBA."""
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        size = f"display: block; width: {width}px; height: {height}px"
        drawing = (FOLDER / f"{name}.svg").read_text()
        page.set_content(f"<style>body {{ margin: 0 }} svg {{ {size} }}</style>{drawing}")
        png = page.screenshot(omit_background=True)
        yield name, Image.open(io.BytesIO(png)).convert("RGBA")


def poster() -> Image.Image:
    """Return somebody in a shower of luck, 800 × 1000, from the pictures as they lie there."""
    figure = inference.read_picture(_FIGURE.read_bytes())
    pictures = {
        name: inference.read_picture((FOLDER / f"{name}.webp").read_bytes()) for name in SIZES
    }
    drops = [inference.Drop(pictures[name], place, turned) for name, place, turned in _FALLING]
    shown = Image.fromarray(np.asarray(inference.shower(figure, drops, "288")))
    return shown.resize((800, 1000), Image.Resampling.LANCZOS)


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, picture in things(browser.new_page()):
            picture.save(FOLDER / f"{name}.webp", quality=88, method=6)
        browser.close()
    poster().save(POSTER, quality=86, method=6)


if __name__ == "__main__":
    main()
