"""What can go wrong, by who can mend it: the player, the operator, or us."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a photo cannot be used. A code for programs; callers put it into the player's words."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    DAMAGED = "damaged"
    TOO_SMALL = "too_small"
    NOBODY = "nobody"
    TOO_FAR = "too_far"
    TOO_CLOSE = "too_close"
    OFF_CENTRE = "off_centre"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    BLURRED = "blurred"
    COVERED = "covered"
    TURNED = "turned"
    SEVERAL = "several"
    TOO_MANY = "too_many"
    NO_HAND = "no_hand"


class BadPhoto(Exception):  # noqa: N818 - a bad photo is an answer, not our failure
    """A photo the player can take better. `detail` is English, for logs only."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail


class BadTemplate(ValueError):  # noqa: N818 - named for whose it is, like BadPhoto
    """A template the operator can mend. `code` names the fault; `detail` is English, for logs."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class ModelUnavailable(Exception):  # noqa: N818 - states a condition of this machine
    """A network is not on this machine; whoever runs it must build the models."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the model {name!r} is not built here: run `make models`")
        self.name = name
