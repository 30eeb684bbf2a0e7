"""Photos of people for the camera of the browser tests; they are not part of the repository."""

import pytest

from tests.inference.photos import DATA, needs_photos

# One person, head and shoulders, upright, in front of an uncluttered background.
PERSON = DATA / "faces" / "portraits" / "11f2b039b293758398b1a7a8afa64bb2.jpg"

__all__ = ["DATA", "PERSON", "needs_photos", "require_person"]


def require_person() -> None:
    if not PERSON.is_file():
        pytest.skip(f"needs a photo of a person at {PERSON} (MARQUEE_DATA names another folder)")
