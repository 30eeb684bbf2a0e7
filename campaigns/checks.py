"""System checks: a half-installed play or section stops the start instead of failing a player."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from campaigns.plays import registry as plays
from campaigns.sections import registry as sections


@register()
def every_play_has_its_page(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    names = [f"plays/{play.name}.html" for play in plays.PLAYS.values()]
    names += [section.template for section in sections.SECTIONS.values()]
    return [_missing(name) for name in names if not _exists(name)]


def _exists(template: str) -> bool:
    try:
        get_template(template)
    except TemplateDoesNotExist:
        return False
    return True


def _missing(template: str) -> CheckMessage:
    return Error(
        f"templates/{template} is missing",
        hint="A play and a section bring their template under their own name.",
        id="campaigns.E001",
    )
