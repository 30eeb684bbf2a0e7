"""What a test does with an eye: opens it in a page, shows it pictures, reads what it says."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import override_settings
from playwright.sync_api import Page

from campaigns.services import eyesight
from inference.results import Floats, Pixels

_HASHED = {"staticfiles": {"BACKEND": "campaigns.staticfiles.HashedStatic"}}

_OPEN = """async ([script, vision, see, bodies]) => {
  const { openEye } = await import(script);
  const told = [];
  const progress = (loaded, total) => told.push([loaded, total]);
  window.eye = await openEye(vision, { see, bodies, progress }).catch((error) => {
    throw new Error(`${error.code}: ${error.message}`);
  });
  return { backend: window.eye.backend, told };
}"""
# As JSON takes it: typed arrays as lists.
_PLAIN = """(reading) => ({
  ...reading,
  landmarks: (reading.landmarks ?? []).map((hand) => [...hand]),
  bodies: (reading.bodies ?? []).map((body) => ({ ...body, landmarks: [...body.landmarks] })),
  mask: reading.mask ? { ...reading.mask, data: [...reading.mask.data] } : null,
})"""
_SEE = f"""async ([picture, part]) => {{
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  const frame = await createImageBitmap(new Blob([bytes], {{ type: "image/png" }}));
  return ({_PLAIN})(await window.eye.see(frame, part ?? undefined));
}}"""

# The picture as a camera would bring it: in a video's stream.
_WATCH = f"""async ([picture, part]) => {{
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  const still = await createImageBitmap(new Blob([bytes], {{ type: "image/png" }}));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [still.width, still.height];
  const brush = canvas.getContext("2d");
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = canvas.captureStream();
  const drawing = setInterval(() => brush.drawImage(still, 0, 0), 30);
  await video.play();
  const reading = await window.eye.see(video, part ?? undefined);
  clearInterval(drawing);
  video.srcObject.getTracks().forEach((track) => track.stop());
  return ({_PLAIN})(reading);
}}"""


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """points: (33, 4) of x, y, z and visibility."""

    id: int
    points: Floats
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """As static/vision/eye.js gives it; what was not asked for is empty.

    points: (21, 3), None without a hand. mask: (h, w), 0 … 1.
    """

    gesture: str
    confidence: float
    chances: Mapping[str, float]
    points: Floats | None
    right: float | None
    bodies: Sequence[Body]
    mask: Floats | None
    ms: float


def addresses(see: Sequence[str] = ("hands",)) -> Mapping[str, Any]:
    """What a page that wants to see this is told, under the names of the collected files."""
    with override_settings(STORAGES={**settings.STORAGES, **_HASHED}):
        found = eyesight.addresses(see)
    assert found is not None
    return {"vision": found, "eye": collected("vision/eye.js"), "vote": collected("vision/vote.js")}


def collected(name: str) -> str:
    """The address of a static file under its hashed name."""
    with override_settings(STORAGES={**settings.STORAGES, **_HASHED}):
        return str(staticfiles_storage.url(name))


class Lab:
    """A page with an eye."""

    def __init__(self, page: Page, told: Mapping[str, Any]) -> None:
        self.page = page
        self.told = told
        self.console: list[str] = []
        page.on("console", lambda message: self.console.append(message.text))

    def open(
        self, *, see: Sequence[str] = ("hands",), bodies: int = 1, whole: bool = True
    ) -> Mapping[str, Any]:
        """Opens the eye and answers its backend and progress; whole: with all that comes later.

        Raises playwright's Error with the eye's own code and message.
        """
        vision = addresses(see)["vision"]
        wanted = [self.told["eye"], vision, list(see), bodies]
        opened: Mapping[str, Any] = self.page.evaluate(_OPEN, wanted)
        if whole:
            self.page.evaluate("() => window.eye.whole")
        return opened

    def see(self, *pictures: Pixels) -> Sequence[Reading]:
        """What the eye says of each picture in turn, as of the frames of a camera."""
        return [_reading(self.page.evaluate(_SEE, [_png(picture), None])) for picture in pictures]

    def see_part(self, picture: Pixels, part: Mapping[str, int]) -> Reading:
        """The same of a part: its x, y, width and height in pixels of the picture."""
        return _reading(self.page.evaluate(_SEE, [_png(picture), part]))

    def watch(self, picture: Pixels, part: Mapping[str, int] | None = None) -> Reading:
        """The same of a video that shows the picture, whole or a part of it."""
        return _reading(self.page.evaluate(_WATCH, [_png(picture), part]))


def _reading(raw: Mapping[str, Any]) -> Reading:
    hands = [np.array(hand, np.float32).reshape(21, 3) for hand in raw["landmarks"]]
    return Reading(
        raw.get("gesture", ""),
        raw.get("confidence", 0.0),
        raw.get("chances", {}),
        hands[0] if hands else None,
        raw["handedness"][0] if hands else None,
        [_body(body) for body in raw["bodies"]],
        _mask(raw["mask"]) if raw["mask"] else None,
        raw["ms"],
    )


def _body(raw: Mapping[str, Any]) -> Body:
    return Body(raw["id"], np.array(raw["landmarks"], np.float32).reshape(33, 4), raw["score"])


def _mask(raw: Mapping[str, Any]) -> Floats:
    values = np.array(raw["data"], np.float32) / 255
    return np.asarray(values.reshape(raw["height"], raw["width"]), np.float32)


def _png(pixels: Pixels) -> str:
    done, data = cv2.imencode(".png", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR))
    assert done
    return base64.b64encode(data.tobytes()).decode()
