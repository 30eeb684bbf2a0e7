"""Alpha in the unknown band, by the matting Laplacian.

Levin, Lischinski and Weiss, "A Closed-Form Solution to Natural Image Matting" (PAMI 2008): alpha
is the smoothest function that is linear in colour within every window and agrees with what is
known. The Laplacian is never built: its product with a vector is `v - guided_filter(v)`, as He,
Sun and Tang, "Fast Matting Using Large Kernel Matting Laplacian Matrices" (CVPR 2010) found.
"""

from inference.matting.guided import GuidedFilter
from inference.results import Floats

_CONVERGED = 1e-6


def solve(smooth: GuidedFilter, guess: Floats, trust: Floats, start: Floats, steps: int) -> Floats:
    """Minimises vᵀ(1 - smooth)v + Σ trust·(v - guess)², from `start`, by conjugate gradients.

    All arrays (H, W) float32. trust: how much each pixel's guess binds, ≥ 0.
    """
    alpha = start.copy()
    residual = trust * (guess - alpha) - alpha + smooth(alpha)
    direction = residual.copy()
    size = float((residual * residual).sum())
    for _ in range(steps):
        if size < _CONVERGED * alpha.size:
            break
        image = direction - smooth(direction) + trust * direction
        step = size / float((direction * image).sum())
        alpha += step * direction
        residual -= step * image
        size, before = float((residual * residual).sum()), size
        direction = residual + (size / before) * direction
    return alpha
