"""What the product says no to. A Refusal is an answer for a person, never a fault of ours.

It becomes a page in `campaigns.web.refusals` and JSON in `campaigns.api.errors`: one place each.
"""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Refusal(Exception):  # noqa: N818 - it is an answer
    """code: for programs. words: for the person, in their language. status: the HTTP status. slug:
    of the campaign where the person may go on instead, "" for none."""

    code: str = "refused"
    status: int = 400
    words: Words = _("That did not work. Please try again.")

    def __init__(self, words: Words = "", *, code: str = "", slug: str = "") -> None:
        self.words = words or self.words
        self.code = code or self.code
        self.slug = slug
        super().__init__(self.code)


class NotFound(Refusal):
    code = "not_found"
    status = 404
    words = _("There is nothing here. Please check the link, or scan the code again.")


class NotYours(Refusal):
    code = "not_yours"
    status = 403
    words = _("This belongs to somebody else. Open it on the phone that it was made with.")


class TooMany(Refusal):
    code = "too_many"
    status = 429
    words = _("That was a lot of rounds for one day. Come back tomorrow!")


class Gone(Refusal):
    code = "erased"
    status = 410
    words = _("This picture has been erased, as promised.")


class AlreadyTaken(Refusal):
    code = "already_taken"
    status = 409
    words = _("Somebody else has already taken this picture with their phone.")


class Finished(Refusal):
    code = "finished"
    status = 409
    words = _("This round is over: your picture is ready. Start another one to play again.")


class NoConsent(Refusal):
    code = "no_consent"
    words = _("Please agree to the use of your photo first.")


class BadLink(Refusal):
    """A signed link that was changed (`broken_link`) or is too old (`old_link`)."""

    code = "broken_link"
    status = 404
    words = _("This link is not complete. Please open it again from where you found it.")

    @classmethod
    def too_old(cls) -> "BadLink":
        refusal = cls(_("This link is no longer valid. Please ask for a new one."), code="old_link")
        refusal.status = 410
        return refusal


class Closed(Refusal):
    """The campaign cannot be played now; `code` says why, one of `STATES`."""

    STATES: ClassVar[dict[str, tuple[int, Words]]] = {
        "not_yet": (403, _("It has not started yet. Come back soon!")),
        "ended": (410, _("This campaign is over. Thank you for playing!")),
        "paused": (403, _("We are taking a short break. Please try again in a little while.")),
        "unpublished": (404, _("This campaign is not open.")),
        "replaced": (409, _("There is something new here: please load the page again.")),
    }

    def __init__(self, code: str) -> None:
        self.status, words = self.STATES[code]
        super().__init__(words, code=code)


class BadUpload(Refusal):
    """An upload that cannot be used; `code` is that of inference.Reason."""

    def __init__(self, reason: str, words: Words) -> None:
        self.status = 413 if reason == "too_large" else 400
        super().__init__(words, code=reason)


class NoTurn(Refusal):
    """A turn of a duel, or what comes after the turns, that cannot be taken; `code` says why."""

    status = 409
    WHY: ClassVar[dict[str, Words]] = {
        "late": _("That came a little late. Show your hand again!"),
        "stale": _("This turn was opened anew in the meantime. Show your hand again!"),
        "replayed": _("This turn has been played already. Go on with the next one!"),
        "repeated": _("We have seen exactly this picture before. Show your hand again!"),
        "out_of_order": _("One turn after the other, please. Load the page again to go on."),
        "over": _("This duel is decided. Start another one to play again."),
        "not_over": _("This duel is not over yet. Play it to its end first."),
        "anew": _("This duel could not be counted. Please start another one."),
        "unknown_move": _("Rock, paper or scissors: choose one of them."),
        "unseen": _("We could not see your hand. Show it once more!"),
    }

    def __init__(self, code: str) -> None:
        super().__init__(self.WHY[code], code=code)


class NoTrace(NoTurn):
    """The same for a game that is scored by its trace."""

    WHY: ClassVar[dict[str, Words]] = {
        **NoTurn.WHY,
        "late": _("The game reached us too late to be counted. Play it again!"),
        "stale": _("This game was begun anew in the meantime. Play it again!"),
        "replayed": _("This game has been counted already."),
        "repeated": _("We have seen exactly this picture before. Play it again!"),
        "over": _("This game is over. Start another one to play again."),
        "not_over": _("This game is not over yet. Play it to its end first."),
        "anew": _("This game could not be counted. Please start another one."),
        "hasty": _("That was faster than the game lasts. Play it again, to its end!"),
        "malformed": _("The game did not arrive whole. Please play it again."),
        "unordered": _("The moves came out of order. Please play the game again."),
        "outside": _("Some moves were outside the game. Please play it again."),
        "too_fast": _("Nobody moves that fast! Please play the game again."),
        "too_long": _("The moves went on after the end. Please play the game again."),
        "unproven": _("Some pictures of the game are missing. Please play it again."),
    }
