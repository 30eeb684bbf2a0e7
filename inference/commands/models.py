"""`models [--build] [--json]`: the card of every network, and whether it is on this machine."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inference.cards import ModelCard

NAME = "models"
HELP = "list the networks with their source, licence, size, speed and accuracy; build them"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--build", action="store_true", help="build what is missing first")
    parser.add_argument("--json", action="store_true", help="machine-readable: a list")


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference.build.__main__ import main as build
    from inference.cards import model_cards

    if options.build and build():
        return 1
    cards = model_cards()
    if options.json:
        tell(json.dumps([asdict(card) for card in cards], indent=2, ensure_ascii=False))
    else:
        tell("\n\n".join(_lines(card) for card in cards))
    return 0 if all(card.built for card in cards) else 1


def _lines(card: "ModelCard") -> str:
    size = f"{card.kilobytes} KB" if card.kilobytes else "size unknown"
    speed = f"{card.ms:.2f} ms on one thread ({card.measured_on})" if card.ms else "not measured"
    lines = [
        f"{card.name} · {'built' if card.built else 'missing'}",
        f"  source    {card.source}: {', '.join(card.files)}; {card.licence}",
        f"  input     {card.input}; {size}",
        f"  speed     {speed}",
    ]
    if card.parity is not None:
        lines.append(f"  parity    within {card.parity:.0e} of the original's own runtime")
    if card.figures:
        told = ", ".join(_figure(card, name) for name in card.figures)
        lines.append(f"  accuracy  {card.question}: {told} ({card.index})")
    return "\n".join(lines)


def _figure(card: "ModelCard", name: str) -> str:
    """A share that is not one of all the photos says of how many it is."""
    count = card.counts.get(name)
    return f"{name} {card.figures[name]:g}" + ("" if count is None else f" (of {count})")
