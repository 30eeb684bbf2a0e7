"""The network while it learns, in PyTorch; `export` writes what of it is used.

After Jing et al., "Stroke Controllable Fast Style Transfer with Adaptive Receptive Fields" (2018):
one encoder, branches of growing receptive field whose features are blended by the brush, one
decoder. Ours works at a quarter of the picture's size, is told where strokes lie (`canvas`), and
has no instance norm, so that a picture in pieces is the same picture.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as f

from inference.tasks.stylize.canvas import CHANNELS, GROUNDS
from inference.train.style.painters.woodcut import INKS, PAPER

WIDTH = 48
STEP = 4
_FINE = 16


# Instead of a ground: what is painted is where a woodcut's blocks print.
PRINT = "print"
# How soon an ink is there or not: blocks know no half tones.
SURE = 4.0


class Block(nn.Module):  # type: ignore[misc]
    """Adds what two convolutions see; starts as nothing, so that a deep network learns at once."""

    def __init__(self, dilation: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(WIDTH, WIDTH, 3, padding=dilation, dilation=dilation)
        self.second = nn.Conv2d(WIDTH, WIDTH, 3, padding=1)
        nn.init.kaiming_normal_(self.first.weight)
        nn.init.zeros_(self.first.bias)
        nn.init.normal_(self.second.weight, std=0.01)
        nn.init.zeros_(self.second.bias)

    def forward(self, seen: Tensor) -> Tensor:
        added: Tensor = self.second(torch.relu(self.first(seen)))
        return seen + added


class Network(nn.Module):  # type: ignore[misc]
    """(n, 3, H, W) RGB 0 … 1, brush (n, 1, H/4, W/4) 0 … 1, canvas (n, CHANNELS, H/4, W/4) →
    (n, 3, H, W), not yet clipped to 0 … 1."""

    def __init__(self, ground: str) -> None:
        """ground: of GROUNDS, what the painting begins with; or PRINT: inks on paper, no more."""
        super().__init__()
        self.ground = None if ground == PRINT else slice(GROUNDS[ground], GROUNDS[ground] + 12)
        self.stem = nn.Conv2d(3 * STEP**2 + CHANNELS + 1, WIDTH, 3, padding=1)
        self.shared = nn.ModuleList([Block(1), Block(1), Block(1)])
        self.wider = Block(2)
        self.widest = Block(3)
        self.coarse = nn.Conv2d(WIDTH, _FINE * 4, 3, padding=1)
        self.fine = nn.Conv2d(_FINE, (3 if self.ground else len(INKS)) * 4, 3, padding=1)
        nn.init.normal_(self.fine.weight, std=0.02)
        nn.init.zeros_(self.fine.bias)

    def forward(self, picture: Tensor, brush: Tensor, canvas: Tensor) -> Tensor:
        folded = f.pixel_unshuffle(picture - 0.5, STEP)
        seen = self.stem(torch.cat([folded, canvas, brush], 1))
        for block in self.shared:
            seen = block(seen)
        wider = self.wider(seen)
        widest = self.widest(wider)
        stroke = 2 * brush
        blended = (
            seen * (1 - stroke).clamp(0, 1)
            + wider * (1 - (stroke - 1).abs())
            + widest * (stroke - 1).clamp(0, 1)
        )
        halved = f.pixel_shuffle(torch.relu(self.coarse(torch.relu(blended))), 2)
        painted: Tensor = f.pixel_shuffle(self.fine(halved), 2)
        if not self.ground:
            return _printed(torch.sigmoid(painted * SURE))
        # Flat colours are there from the start; edges, light, line and grain must be painted.
        laid = f.pixel_shuffle(canvas[:, self.ground], 2)
        return painted + f.interpolate(laid, scale_factor=2, mode="bilinear") + 0.5


def _printed(stands: Tensor) -> Tensor:
    """Inks (n, 2, H, W), 0 … 1 each, one after the other on paper → (n, 3, H, W)."""
    sheet, *inks = (
        torch.tensor(colour, device=stands.device).reshape(1, 3, 1, 1) for colour in (PAPER, *INKS)
    )
    for number, ink in enumerate(inks):
        sheet = sheet + (ink - sheet) * stands[:, number : number + 1]
    return sheet
