"""What a player is told: why a photo cannot be used and what to do, and what they agree to."""

import re
from collections.abc import Mapping
from itertools import pairwise
from math import ceil
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from campaigns.plays.base import RemakePlay
from campaigns.plays.registry import PLAYS
from inference import Reason

_REASONS: dict[str, str | Promise] = {
    Reason.EMPTY: _("No photo arrived. Please take it again."),
    Reason.TOO_LARGE: _("This photo is too large. Take a new one, or choose a smaller one."),
    Reason.UNSUPPORTED: _("This is not a photo that we can read. Use JPEG, PNG, WebP or HEIC."),
    Reason.DAMAGED: _("This photo is damaged. Please take it again."),
    Reason.TOO_SMALL: _("This photo is too small. Please take a new one with the camera."),
    Reason.NOBODY: _("We see nobody clearly. Step in front of the camera and try again."),
    Reason.TOO_FAR: _("You are a little far away. Come closer and try again."),
    Reason.TOO_CLOSE: _("You are a little close. Step back and try again."),
    Reason.OFF_CENTRE: _(
        "Part of a face is outside the picture. Step into the middle and try again."
    ),
    Reason.TOO_DARK: _("It is too dark. Turn towards the light and try again."),
    Reason.TOO_BRIGHT: _("It is too bright. Turn a little away from the light and try again."),
    Reason.BLURRED: _("The photo is blurred. Hold still for a moment and try again."),
    Reason.COVERED: _(
        "We cannot see your face clearly. Take off what covers it, and try again in good light."
    ),
    Reason.TURNED: _("Your face is turned away. Look into the camera and try again."),
    Reason.SEVERAL: _("There are several people. One at a time, please: try again alone."),
    Reason.TOO_MANY: _("There are more of you than places in the picture. Try again with fewer."),
    Reason.NO_HAND: _("We could not see your hand. Hold it up in good light and play again."),
}
# Why a job ended without a picture although the player did nothing wrong.
_ENDINGS: dict[str, str | Promise] = {
    "erased": _("This picture has been erased, as promised."),
    "late": _("It took us too long, and your photo has been erased. Please take a new one."),
    "failed": _("Sorry, that is our fault: the picture was not made. Please try once more."),
}
# Up to so many letters of a code are read at a glance.
_GLANCE = 7
_STATES: dict[str, str | Promise] = {
    "waiting": _("Your picture is being made …"),
    "done": _("Your picture is ready!"),
    "open": "",
}


def reason_words(code: str) -> str:
    """Return what to tell the player for a code of inference.Reason or of a job's end."""
    return str(_REASONS.get(code) or _ENDINGS.get(code) or _ENDINGS["failed"])


def state_words(state: str) -> str:
    """Return what to tell a player whose round is in a state without a reason."""
    return str(_STATES[state])


def consent_words(photo_hours: int) -> str:
    """Return what the player agrees to before the camera opens, in the active language."""
    return ngettext(
        "The photos that you take here are used to make your picture, by a program on our own "
        "server, and for nothing else. They are erased as soon as the picture is made. The "
        "finished picture is erased after %(hours)d hour, or at once when you say so.",
        "The photos that you take here are used to make your picture, by a program on our own "
        "server, and for nothing else. They are erased as soon as the picture is made. The "
        "finished picture is erased after %(hours)d hours, or at once when you say so.",
        photo_hours,
    ) % {"hours": photo_hours}


def consent_of(snapshot: Mapping[str, Any]) -> str:
    """Return the same for a release's snapshot, by what its play does with the photo."""
    hours = snapshot["campaign"]["photo_hours"]
    if not isinstance(PLAYS.get(snapshot["play"]["name"]), RemakePlay):
        return consent_words(hours)
    return ngettext(
        "The photo that you take here is used to make your picture, by a program on our own "
        "server, and for nothing else. So that you can change the picture as you like, the photo "
        "is kept as long as the picture: both are erased after %(hours)d hour, or at once when you "
        "say so.",
        "The photo that you take here is used to make your picture, by a program on our own "
        "server, and for nothing else. So that you can change the picture as you like, the photo "
        "is kept as long as the picture: both are erased after %(hours)d hours, or at once when "
        "you say so.",
        hours,
    ) % {"hours": hours}


def code_parts(code: str) -> list[str]:
    """Return a coupon's code in parts of three or four letters, as people read and type it.

    A short code is one part. A hyphen ends a part. Together the parts are the code as it is.
    """
    return [part for word in re.findall(r"[^-]*-+|[^-]+", code) for part in _parts(word)]


def _parts(word: str) -> list[str]:
    letters = len(word.rstrip("-"))
    count = ceil(letters / 4) if letters > _GLANCE else 1
    ends = [ceil(letters * part / count) for part in range(count)] + [len(word)]
    return [word[start:end] for start, end in pairwise(ends)]
