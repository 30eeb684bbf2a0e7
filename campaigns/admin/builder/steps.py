"""The steps of the builder, and how far a campaign has come in each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from campaigns.services.publishing import Problem

# In the order of work. `check` and `publish` look at all of the others.
STEPS: dict[str, str | Promise] = {
    "play": _("play"),
    "look": _("Look"),
    "prizes": _("Prizes"),
    "store": _("Store"),
    "places": _("Time and places"),
    "check": _("Check"),
    "publish": _("Publish"),
}
NAMES = list(STEPS)


@dataclass(frozen=True)
class StepState:
    """state: done, hint (could be better) or todo (must be mended)."""

    name: str
    number: int
    label: str | Promise
    state: str
    current: bool


def step_states(campaign: Campaign, found: Sequence[Problem], current: str) -> list[StepState]:
    states = _states(campaign, found)
    return [
        StepState(name, number, label, states[name], name == current)
        for number, (name, label) in enumerate(STEPS.items(), 1)
    ]


def after(step: str) -> str:
    """Return the name of the step that follows."""
    return NAMES[min(NAMES.index(step) + 1, len(NAMES) - 1)]


def _states(campaign: Campaign, found: Sequence[Problem]) -> dict[str, str]:
    levels = {"done": "done", "warning": "hint", "error": "todo"}
    states = {name: levels[_worst(found, name)] for name in NAMES}
    ready = "error" not in {problem.level for problem in found}
    states["check"] = "done" if ready else "todo"
    states["publish"] = "done" if campaign.release_id else "todo"
    return states


def _worst(found: Sequence[Problem], step: str) -> str:
    levels = {problem.level for problem in found if problem.step == step}
    return next((level for level in ("error", "warning") if level in levels), "done")
