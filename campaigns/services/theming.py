"""A page's colours: four that the brand chooses, and those that follow from them.

Roles: `paper` is the ground of the page, `ink` the words on it, `accent` the one button that
matters, `glow` light and decoration. `on-accent` and `muted` are worked out, never chosen.
Whatever comes in, every pair that carries words comes out with a contrast of 4.5 or more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.services.colours import READABLE, VISIBLE, contrast, is_colour, mix, readable_on

CHOSEN = ("paper", "ink", "accent", "glow")
ROLES = (*CHOSEN, "on-accent", "muted")


@dataclass(frozen=True)
class Preset:
    name: str
    label: str | Promise
    colours: Mapping[str, str]


def _preset(name: str, label: str | Promise, *colours: str) -> Preset:
    return Preset(name, label, dict(zip(CHOSEN, colours, strict=True)))


PRESETS = (
    _preset("night", gettext_lazy("Night marquee"), "#16131f", "#fff3df", "#ff6f5b", "#ffcb57"),
    _preset("paper", gettext_lazy("Warm paper"), "#fff8ec", "#2a2018", "#c9402f", "#f4b63f"),
    _preset("festival", gettext_lazy("Festival red"), "#8f1420", "#fff1d6", "#ffd166", "#ffb238"),
    _preset("spring", gettext_lazy("Spring tea"), "#f1f6ec", "#1d2b20", "#2f7a4d", "#c3d86b"),
    _preset("sea", gettext_lazy("Clear sea"), "#eef6fb", "#102a3c", "#0b6e99", "#7fd1e8"),
    _preset("plum", gettext_lazy("Plum evening"), "#2a1533", "#fbeaf6", "#f48fb1", "#c9a4ff"),
)
DEFAULT = PRESETS[0].colours


def palette(theme: Mapping[str, Any]) -> dict[str, str]:
    """Return a colour for each of ROLES.

    A missing or unreadable role takes the default theme's; ink that cannot be read on its paper
    is moved towards black or white just as far as it must be.
    """
    chosen = {role: _stored(theme, role) for role in CHOSEN}
    paper, ink = chosen["paper"], chosen["ink"]
    ink = _until_readable(ink, readable_on(paper), paper)
    return {
        **chosen,
        "ink": ink,
        "on-accent": _words_on_accent(paper, ink, chosen["accent"]),
        "muted": _softest(ink, paper),
    }


def warnings(theme: Mapping[str, Any]) -> list[str]:
    """Return, worded for the operator, what `palette` had to mend and what is hard to see."""
    paper, ink, accent = (_stored(theme, role) for role in ("paper", "ink", "accent"))
    found = []
    if contrast(ink, paper) < READABLE:
        found.append(
            _("The words are hard to read on the ground (%(ratio).1f, wanted 4.5 or more).")
            % {"ratio": contrast(ink, paper)}
        )
    if contrast(accent, paper) < VISIBLE:
        found.append(
            _("The button hardly stands out from the ground (%(ratio).1f, wanted 3 or more).")
            % {"ratio": contrast(accent, paper)}
        )
    return found


def stylesheet(colours: Mapping[str, str]) -> str:
    """Return the palette as CSS custom properties."""
    lines = "".join(f"--{role}:{colours[role]};" for role in ROLES)
    return f":root{{{lines}}}\n"


def _stored(theme: Mapping[str, Any], role: str) -> str:
    value = theme.get(role)
    return str(value) if is_colour(value) else DEFAULT[role]


def _words_on_accent(paper: str, ink: str, accent: str) -> str:
    """The page's own two colours where one of them can be read, else black or white."""
    own = max(paper, ink, key=lambda words: contrast(words, accent))
    return own if contrast(own, accent) >= READABLE else readable_on(accent)


def _until_readable(words: str, towards: str, ground: str) -> str:
    """Move `words` towards a colour that is readable, in hundredths, until they are."""
    steps = (mix(words, towards, share / 100) for share in range(101))
    return next(step for step in steps if contrast(step, ground) >= READABLE)


def _softest(ink: str, paper: str) -> str:
    """Return ink with as much paper in it (at most 45 %) as still reads."""
    steps = (mix(ink, paper, share / 100) for share in range(45, -1, -1))
    return next(step for step in steps if contrast(step, paper) >= READABLE)
