"""The vision networks that the plays rest on: what is known of each, without loading any."""

import inference


def cards() -> "tuple[inference.ModelCard, ...]":
    """All of them by name, as `python -m inference models` tells them."""
    return inference.model_cards()
