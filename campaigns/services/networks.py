"""The vision networks that the plays rest on: what is known of each, and loading them ahead."""

import inference


def cards() -> "tuple[inference.ModelCard, ...]":
    """All of them by name, as `python -m inference models` tells them."""
    return inference.model_cards()


def warm() -> None:
    """Load all that are built. For workers: a web process never loads one."""
    inference.warm(name for name, ready in inference.readiness().models.items() if ready)
    inference.warm_styles(inference.styles())
