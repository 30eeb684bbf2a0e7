"""A new campaign: a draft with words, colours and a page that can be shown at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from campaigns.models import Brand, Campaign, Placement
from campaigns.models.keys import short_code
from campaigns.plays.base import AssetCard, AssetField, PlaySettings
from campaigns.plays.registry import PLAYS
from campaigns.sections.registry import SECTIONS
from campaigns.services.assets import shelf
from campaigns.services.theming import DEFAULT

_SLUG_LENGTH = 40


@transaction.atomic
def draft(brand: Brand, play: str, name: str, language: str) -> Campaign:
    """Make a campaign of that play, worded in `language`, with a first place for its QR code."""
    with translation.override(language):
        campaign = Campaign.objects.create(
            brand=brand,
            name=name,
            slug=free_slug(name),
            play=play,
            language=language,
            settings=first_settings(PLAYS[play].Settings, shelf(brand)),
            theme=dict(brand.theme or DEFAULT),
            sections=first_sections(name),
            rules=_(
                "Everybody may take part. One coupon for each person, as long as there are any. "
                "Show the coupon in the store before it expires."
            ),
        )
        campaign.links.set(brand.links.all())
        Placement.objects.create(campaign=campaign, name=_("Entrance"))
    return campaign


def first_settings(
    form: type[PlaySettings], cards: Sequence[AssetCard], kept: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the play's defaults; a picture that it cannot do without is the brand's newest.

    Settings of the same name in `kept` stay as they are.
    """
    values = form.defaults()
    for name, field in form.base_fields.items():
        if isinstance(field, AssetField) and field.required:
            values[name] = next((card.id for card in cards if card.kind == field.kind), None)
    return values | {name: value for name, value in (kept or {}).items() if name in values}


def first_sections(name: str) -> list[dict[str, Any]]:
    """Return a page worded in the active language; blocks without a word of ours stay away."""
    words: dict[str, dict[str, str]] = {
        "hero": {"title": name[:40], "line": _("One picture, one minute, one coupon.")},
        "play": {"button": _("Start"), "note": _("You need a camera, or a photo of yourself.")},
        "prizes": {"title": _("What you can win")},
        "products": {"title": _("Picked for you")},
        "follow": {"title": _("Follow our store")},
        "share": {"words": _("I was there! Your turn:")},
        "rules": {},
    }
    return [
        {"name": section.name, "data": section.defaults() | words[section.name]}
        for section in SECTIONS.values()
        if section.name in words
    ]


def free_slug(name: str) -> str:
    """Return an address that nobody has: from the name where it has Latin letters, else random."""
    slug = slugify(name)[:_SLUG_LENGTH].strip("-")
    if len(slug) < 3:
        return short_code().lower()
    if Campaign.objects.filter(slug=slug).exists():
        return f"{slug}-{short_code(4).lower()}"
    return slug
