"""Random names that are shown, scanned or typed by people."""

import secrets

# No 0/O, 1/I/L, no U (reads as V): typed from a screen two metres away.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def short_code(length: int = 8) -> str:
    """Return `length` characters that a person can read aloud; 8 of them hold 39 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def pairing_code() -> str:
    """Return the six characters that a screen shows while it waits to be paired."""
    return short_code(6)


def secret_token() -> str:
    """Return 128 random bits, safe in a URL."""
    return secrets.token_urlsafe(16)
