"""Words that an operator may replace; while nobody has, players read ours in their language."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings as project
from django.utils.translation import override

from campaigns.plays.base.contract import PlaySettings


def told(form: type[PlaySettings], settings: Mapping[str, Any], name: str) -> str:
    """Return the words of a setting, in the active language where they are ours or were taken away.

    form: the play's Settings, whose `initial` holds our words.
    """
    # A text area sends its lines with both ends.
    stored = str(settings.get(name) or "").replace("\r\n", "\n").strip()
    ours = form.base_fields[name].initial
    return str(ours) if not stored or stored in _ours(form, name) else stored


@cache
def _ours(form: type[PlaySettings], name: str) -> frozenset[str]:
    """Our words for a setting in every language."""
    found = set()
    for code, _language in project.LANGUAGES:
        with override(code):
            found.add(str(form.base_fields[name].initial))
    return frozenset(found)
