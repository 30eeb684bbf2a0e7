"""What a star photo costs, by step, in CPU milliseconds on one core; medians.

CPU time is told, not wall time: a worker's core is what an installation pays for.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image

from inference.bench.report import Row
from inference.bench.timing import cpu_ms
from inference.image import encode_jpeg, read_photo
from inference.results import AiLabel, Light, Pixels, Place, Star, Template
from inference.tasks.compose import compose
from inference.tasks.face import find_faces
from inference.tasks.people import people
from inference.tasks.portrait import cut_out

_WORKING_SIDE = 640
_CLEAR_REFS, _STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class StarPhoto:
    """steps: of a whole star photo from 12 megapixels. peak_mb: memory of the process at its most
    while it made them. intake_to_decode: reading ÷ OpenCV's plain decode of the same file.
    """

    steps: Sequence[Row]
    peak_mb: float
    intake_to_decode: float

    def as_dict(self) -> dict[str, Any]:
        return {
            "steps": [row.as_dict() for row in self.steps],
            "peak_mb": self.peak_mb,
            "intake_to_decode": self.intake_to_decode,
        }


def star_photo(photo: bytes, *, rounds: int = 7) -> StarPhoto:
    """Measures on a photo of a person."""
    data = _twelve_megapixels(photo)
    _forget_peak()
    steps = _steps(data, rounds)
    peak = _peak_mb()
    return StarPhoto(steps, peak, round(steps[0].ratio or 0.0, 2))


def _steps(data: bytes, rounds: int) -> tuple[Row, ...]:
    """intake's peer is OpenCV's plain decode, with libjpeg-turbo, of the same file."""
    pixels = read_photo(data)
    cutout = cut_out(pixels)
    template = _template()
    made = compose(template, pixels, cutout).image
    label = template.label
    network = cpu_ms(lambda: _ask_networks(pixels), rounds)
    whole_cutout = cpu_ms(lambda: cut_out(pixels), rounds)
    raw = np.frombuffer(data, np.uint8)
    plain = cpu_ms(lambda: cv2.imdecode(raw, cv2.IMREAD_COLOR), rounds)

    def whole() -> None:
        picture = read_photo(data)
        encode_jpeg(compose(template, picture, cut_out(picture)).image, label=label)

    return (
        Row("intake", cpu_ms(lambda: read_photo(data), rounds), plain),
        Row("network", network),
        Row("refine", round(max(whole_cutout - network, 0), 2)),
        Row("compose", cpu_ms(lambda: compose(template, pixels, cutout), rounds)),
        Row("encode", cpu_ms(lambda: encode_jpeg(made, label=label), rounds)),
        Row("whole star photo", cpu_ms(whole, rounds)),
    )


def _ask_networks(pixels: Pixels) -> None:
    height, width = pixels.shape[:2]
    scale = min(_WORKING_SIDE / max(height, width), 1)
    people(pixels, find_faces(pixels), (round(height * scale), round(width * scale)))


def _forget_peak() -> None:
    """Making the test photo took more memory than working on it (Linux: proc(5), clear_refs)."""
    if _CLEAR_REFS.exists():
        _CLEAR_REFS.write_text("5")


def _peak_mb() -> float:
    """The most memory this process held since then; 0 where the system does not tell."""
    told = _STATUS.read_text() if _STATUS.exists() else ""
    peaks = [line.split()[1] for line in told.splitlines() if line.startswith("VmHWM:")]
    return round(int(peaks[0]) / 1024, 1) if peaks else 0.0


def _twelve_megapixels(photo: bytes) -> bytes:
    """The photo as a phone would have taken it: 4000 px long, with a sensor's grain."""
    pixels = read_photo(photo)
    scale = 4000 / max(pixels.shape[:2])
    large = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    grain = np.random.default_rng(1).normal(0, 4, large.shape)
    file = io.BytesIO()
    Image.fromarray(np.clip(large + grain, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=90)
    return file.getvalue()


def _template() -> Template:
    """960×1280 with every layer that a template can have."""
    height, width = 1280, 960
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    scene = np.stack([x / width, y / height, (x + y) / (height + width)], axis=-1) * 255
    front = np.zeros((height, width, 4), np.uint8)
    front[1100:] = (90, 20, 40, 255)
    frame = np.zeros_like(front)
    frame[:30] = frame[-90:] = frame[:, :30] = frame[:, -30:] = (250, 240, 220, 255)
    star = np.full((800, 400, 4), 255, np.uint8)
    return Template(
        scene=scene.astype(np.uint8),
        place=Place(0.7, 0.88, head=0.17, height=0.6, z=2),
        foreground=front,
        star=Star(star, Place(0.3, 0.9, height=0.6)),
        frame=frame,
        logo=np.full((60, 200, 4), 255, np.uint8),
        light=Light(),
        label=AiLabel("AI 合成", "zh"),
    )
