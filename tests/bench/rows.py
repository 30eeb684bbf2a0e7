"""Rows to measure with, beside whatever the database holds already."""

from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from campaigns.models import Campaign


def a_campaign_apart() -> "Campaign":
    """A draft whose names no other run has taken."""
    from tests.cast import a_brand, a_campaign

    name = f"bench-{uuid4().hex[:12]}"
    return a_campaign(a_brand(slug=name), slug=name)
