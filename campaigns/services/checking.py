"""What keeps a draft from being published, and what the operator should look at once more."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Campaign, Prize, StoreLink
from campaigns.plays.base import AssetCard, Play
from campaigns.plays.registry import PLAYS
from campaigns.sections.registry import SECTIONS
from campaigns.services import assets, codes, inspecting, theming
from campaigns.services.errors import Refusal
from campaigns.services.freezing import Snapshot, freeze, section_form, settings_form

Level = Literal["error", "warning"]
Step = Literal["play", "look", "prizes", "store", "places"]


@dataclass(frozen=True)
class Problem:
    """One sentence for the operator, and the step of the builder where it can be mended."""

    level: Level
    step: Step
    text: str


def problems(campaign: Campaign) -> list[Problem]:
    """Return everything found, errors before warnings. A draft with an error stays a draft."""
    checks: tuple[Callable[[Campaign], Iterable[Problem]], ...] = (
        _play,
        _dates,
        _blocks,
        _colours,
        _prizes,
        _store,
        _places,
    )
    found = [problem for check in checks for problem in check(campaign)]
    return sorted(found, key=lambda problem: problem.level)


def _play(campaign: Campaign) -> Iterator[Problem]:
    play = PLAYS.get(campaign.play)
    if play is None:
        yield Problem("error", "play", _("Choose a play."))
        return
    form = settings_form(campaign, assets.shelf(campaign.brand))
    if form.is_valid():
        yield from (Problem("error", "play", text) for text in _own_check(play, campaign))
    else:
        yield from _form_errors(form, "play")


def _own_check(play: Play, campaign: Campaign) -> list[str]:
    """What the play itself finds, what a worker does, and pictures whose file is gone."""
    snapshot: Snapshot = freeze(campaign)
    reader = assets.reader_of(snapshot["assets"])
    try:
        for asset_id in snapshot["assets"]:
            reader(int(asset_id))
        found = play.check(snapshot["play"]["settings"], reader)
    except Refusal as refusal:
        return [str(refusal.words)]
    return found or _inspection(snapshot)


def _inspection(snapshot: Snapshot) -> list[str]:
    found = inspecting.findings(snapshot)
    if found is None:
        return [_("The template is being looked at. Load this page again in a moment.")]
    return found


def _form_errors(form: forms.Form, step: Step, where: str = "") -> Iterator[Problem]:
    for name, errors in form.errors.items():
        label = str(form.fields[name].label or name) if name in form.fields else ""
        start = " · ".join(part for part in (where, label) if part)
        for error in errors:
            yield Problem("error", step, f"{start}: {error}" if start else str(error))


def _dates(campaign: Campaign) -> Iterator[Problem]:
    starts, ends = campaign.starts_at, campaign.ends_at
    if starts and ends and ends <= starts:
        yield Problem("error", "places", _("The campaign ends before it starts."))
    elif ends and ends <= timezone.now():
        yield Problem("error", "places", _("The campaign's end has already passed."))
    if campaign.photo_hours < 1:
        text = _("Keep photos for at least one hour, or nobody will see theirs.")
        yield Problem("error", "places", text)


def _blocks(campaign: Campaign) -> Iterator[Problem]:
    shelf = assets.shelf(campaign.brand)
    names = [str(block.get("name")) for block in campaign.sections]
    for name in sorted(set(names) - set(SECTIONS)):
        text = _("The page has a block that is not known here: “%(name)s”.") % {"name": name}
        yield Problem("error", "look", text)
    for block in campaign.sections:
        if block.get("name") in SECTIONS:
            yield from _block(block, shelf)
    for name, section in SECTIONS.items():
        if section.required and names.count(name) != 1:
            text = _("The page needs the block “%(label)s” exactly once.")
            yield Problem("error", "look", text % {"label": section.label})
    if not campaign.rules.strip():
        yield Problem("warning", "look", _("The campaign has no rules yet."))


def _block(block: dict[str, object], shelf: list[AssetCard]) -> Iterator[Problem]:
    form = section_form(block, shelf)
    if not form.is_valid():
        yield from _form_errors(form, "look", str(SECTIONS[str(block["name"])].label))


def _colours(campaign: Campaign) -> Iterator[Problem]:
    theme = campaign.brand.theme | campaign.theme
    yield from (Problem("warning", "look", text) for text in theming.warnings(theme))


def _prizes(campaign: Campaign) -> Iterator[Problem]:
    prizes = list(campaign.prizes.all())
    if not prizes:
        yield Problem("warning", "prizes", _("There is nothing to win yet."))
        return
    tiers = PLAYS[campaign.play].tiers if campaign.play in PLAYS else {}
    for prize in prizes:
        for text in _one_prize(prize, campaign):
            yield Problem("error", "prizes", f"{prize.name}: {text}")
        if tiers and prize.tier and prize.tier not in tiers:
            text = _("nobody can win this: the play has no such result.")
            yield Problem("error", "prizes", f"{prize.name}: {text}")
    won = {prize.tier for prize in prizes}
    for tier, label in tiers.items():
        if "" not in won and tier not in won:
            text = _("“%(tier)s” wins nothing.") % {"tier": label}
            yield Problem("warning", "prizes", text)


def _one_prize(prize: Prize, campaign: Campaign) -> Iterator[str]:
    if prize.kind == Prize.Kind.SHARED and not prize.shared_code.strip():
        yield _("the code is missing.")
    if prize.kind == Prize.Kind.POOL and not prize.coupons.exists():
        yield _("no codes have been brought in yet.")
    elif codes.free_count(prize) == 0:
        yield _("none are left: import codes, or raise how many there are.")
    if prize.valid_until and prize.valid_until <= timezone.now():
        yield _("it is no longer valid.")
    elif prize.valid_until and campaign.starts_at and prize.valid_until <= campaign.starts_at:
        yield _("it ends before the campaign starts.")


def _store(campaign: Campaign) -> Iterator[Problem]:
    if not campaign.links.filter(kind=StoreLink.Kind.FOLLOW).exists():
        yield Problem("warning", "store", _("There is no link to follow the store."))


def _places(campaign: Campaign) -> Iterator[Problem]:
    if not campaign.placements.exists():
        yield Problem("warning", "places", _("There is no place yet, so there is no QR code."))
