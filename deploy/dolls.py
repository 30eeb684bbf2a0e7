"""Draws the New-Year dolls as pictures: `python -m deploy.dolls`.

The layers of the worker's poster, the drawn heads, and the poster of the demo. The drawings are the
page's own (SVG), seen in Chromium; run it after changing them.

A layer is drawn twice, its main colour black and white: every pixel lies on the line between the
two, so any colour can be given to it later (see inference.DollArt).
"""

import io
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page, sync_playwright

import inference
from deploy.drawing import CHROMIUM
from deploy.run.paths import ROOT
from inference.tasks.doll import DOLL_BOX, SIGN_BOX

FOLDER = ROOT / "static" / "plays" / "fortune_sign"
_DRAWINGS = ROOT / "templates" / "plays" / "fortune_sign"
_POSTER = ROOT / "campaigns" / "demo" / "art" / "fortune-poster.webp"
_GROUND = (0, 0, 1080, 1440)
_HEAD = (0, 0, 720, 720)
_SHOWN = 300
_FINE = Image.Resampling.LANCZOS

Box = tuple[int, int, int, int]


def layers(page: Page) -> Iterator[tuple[str, Image.Image]]:
    """Yield each layer's name and its picture, twice as high as what it shows, RGBA."""
    yield "ground", _layer(page, _read("ground"), _GROUND)
    yield "sign", _layer(page, _read("sign"), SIGN_BOX)
    for name in (*_named("*-back"), *_named("*-front")):
        yield name, _layer(page, _read(name), DOLL_BOX)


def heads(page: Page) -> Iterator[tuple[str, Image.Image]]:
    """Yield each drawn head's number and its picture, 720 × 720, RGBA."""
    for name in _named("head-*"):
        seen = _seen(page, _rimmed(_read(name)), _HEAD, "#000")
        yield name.removeprefix("head-"), Image.fromarray(seen.astype(np.uint8))


def poster() -> Image.Image:
    """Return the demo's poster, 800 × 1000: one of the dolls, with a sign in its hand."""
    ground, back, front, sign, head = (
        inference.read_picture((FOLDER / f"{name}.webp").read_bytes())
        for name in ("ground", "cat-back", "cat-front", "sign", "head-1")
    )
    words = inference.SignWords("", "上上签", "春风得意", "一路花开，遇见的都是好消息")
    art = inference.DollArt(ground, back, front, sign)
    whole = inference.draw_doll(inference.drawn_head(head), art, words)
    return Image.fromarray(whole).crop((0, 45, 1080, 1395)).resize((800, 1000), _FINE)


def _named(pattern: str) -> list[str]:
    return sorted(path.stem for path in _DRAWINGS.glob(f"{pattern}.svg"))


def _read(name: str) -> str:
    return (_DRAWINGS / f"{name}.svg").read_text()


def _rimmed(head: str) -> str:
    """The head on a rim of ink and one of paper, as brushed photos have."""
    rim = '<g style="filter:url(#rim)">'
    morphology = (
        '<filter id="rim" x="-10%" y="-10%" width="120%" height="120%">'
        '<feMorphology in="SourceAlpha" operator="dilate" radius="9" result="wide"/>'
        '<feGaussianBlur in="wide" stdDeviation="1" result="soft"/>'
        '<feFlood flood-color="#fff8ea"/><feComposite in2="soft" operator="in" result="paper"/>'
        '<feMerge><feMergeNode in="paper"/><feMergeNode in="SourceGraphic"/></feMerge></filter>'
    )
    return f"{morphology}{rim}{head}</g>"


def _layer(page: Page, drawing: str, box: Box) -> Image.Image:
    low, high = (_seen(page, drawing, box, colour) for colour in ("#000", "#fff"))
    share = (high[..., :3] - low[..., :3]).clip(0, 255).mean(axis=2).round()
    below = np.dstack([share, share, share, low[..., 3]])
    # Where nothing is drawn its colour is no matter, and zeros are small.
    both = np.concatenate([low, below]) * (np.tile(low[..., 3:], (2, 1, 1)) > 0)
    return Image.fromarray(both.astype(np.uint8))


def _seen(page: Page, drawing: str, box: Box, colour: str) -> NDArray[np.int16]:
    left, top, width, height = box
    page.set_viewport_size({"width": width, "height": height})
    page.set_content(
        f'<style>body{{margin:0}}svg{{display:block}}</style><svg width="{width}"'
        f' height="{height}" viewBox="{left} {top} {width} {height}" color="{colour}">'
        f"{drawing}</svg>"
    )
    png = page.screenshot(omit_background=True, animations="disabled")
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"), np.int16)


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        for name, picture in layers(page):
            picture.save(FOLDER / f"{name}.webp", quality=86, alpha_quality=100, method=6)
        for number, picture in heads(page):
            picture.save(FOLDER / f"head-{number}.webp", quality=88, method=6)
            small = picture.crop((110, 100, 610, 600)).resize((_SHOWN, _SHOWN), _FINE)
            small.save(FOLDER / f"figure-{number}.webp", quality=86, method=6)
        poster().save(_POSTER, quality=86, method=6)
        browser.close()


if __name__ == "__main__":
    main()
