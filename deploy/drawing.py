"""Draws the duel's star as pictures: `python -m deploy.drawing`.

One a pose for the worker's result card, and the poster of the demo's duel. The drawing is the
page's own (its SVG and style sheet), seen in Chromium; run it after changing either.
"""

import io
from collections.abc import Iterator

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from deploy.run.paths import ROOT

SIDE = 830
CHROMIUM = "/usr/bin/chromium"
_SVG = ROOT / "templates" / "plays" / "gesture_duel" / "star.svg"
_FOLDER = ROOT / "static" / "plays" / "gesture_duel"
_POSTER = ROOT / "campaigns" / "demo" / "art" / "duel-poster.webp"
_STILL = """
  body { margin: 0 }
  * { animation: none !important }
  i, b, u { position: absolute; display: block }
  i { inset: 0 }
  b { inset: 10px auto auto 60px; width: 720px; height: 720px }
  u { inset: 560px auto auto 40px; width: 460px; rotate: 14deg; scale: -1 1 }
  u svg { overflow: visible }
"""
# Picture → (mood, what the hand shows), as static/plays/gesture_duel/star.css knows them.
POSES = {
    "rock": ("shoot", "rock"),
    "paper": ("shoot", "paper"),
    "scissors": ("shoot", "scissors"),
    "wins": ("wins", "thumb"),
    "loses": ("loses", "thumb"),
    "draw": ("draw", "shrug"),
}


def poses(page: Page) -> Iterator[tuple[str, Image.Image]]:
    """Yield each pose's name and its picture, SIDE × SIDE, RGBA."""
    page.set_viewport_size({"width": SIDE, "height": SIDE})
    for name, (mood, move) in POSES.items():
        page.set_content(_styled(_star(mood, move)))
        yield name, _seen(page)


def poster(page: Page) -> Image.Image:
    """Return the duel in one picture, 800 × 1000: the star's scissors, and the fist against it."""
    page.set_viewport_size({"width": 800, "height": 1000})
    ray = '<path d="M400 420L270 -700H530Z"'
    rays = "".join(f'{ray} transform="rotate({turn} 400 420)"/>' for turn in range(0, 360, 24))
    sky = (
        '<svg viewBox="0 0 800 1000"><defs><radialGradient id="glow">'
        '<stop offset="0" stop-color="#ffd98a" stop-opacity=".75"/>'
        '<stop offset="1" stop-color="#ffd98a" stop-opacity="0"/></radialGradient></defs>'
        f'<rect width="800" height="1000" fill="#3b1c4f"/><g fill="#7c2d5e">{rays}</g>'
        '<circle cx="400" cy="420" r="470" fill="url(#glow)"/></svg>'
    )
    fist = (
        '<svg viewBox="-200 -230 400 460" fill="none" stroke-linecap="round"'
        ' stroke-linejoin="round"><path d="M0 190V420" stroke="#1a1320" stroke-width="128"/>'
        '<path d="M0 190V420" stroke="#7fd0ff" stroke-width="100"/><use href="#star-rock"/></svg>'
    )
    layers = f"<i>{sky}</i><b>{_star('shoot', 'scissors')}</b><u>{fist}</u>"
    page.set_content(_styled(layers))
    return _seen(page).convert("RGB")


def _star(mood: str, move: str) -> str:
    return f'<div class="duel-star" data-mood="{mood}" data-move="{move}">{_SVG.read_text()}</div>'


def _styled(body: str) -> str:
    return f"<style>{(_FOLDER / 'star.css').read_text()} {_STILL}</style>{body}"


def _seen(page: Page) -> Image.Image:
    png = page.screenshot(omit_background=True, animations="disabled")
    return Image.open(io.BytesIO(png)).convert("RGBA")


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        for name, picture in poses(page):
            picture.save(_FOLDER / f"star-{name}.webp", quality=88, method=6)
        poster(page).save(_POSTER, quality=86, method=6)
        browser.close()


if __name__ == "__main__":
    main()
