"""Publishing freezes: what players meet is a Release, and a Release never changes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.db.models import Max
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Release
from campaigns.services.checking import Problem, problems
from campaigns.services.errors import BadLink, Closed, NotFound, NotYours, Refusal
from campaigns.services.freezing import Snapshot, digest, freeze

__all__ = [
    "NotReady",
    "Problem",
    "Snapshot",
    "live_release",
    "open_for_play",
    "pause",
    "preview_token",
    "problems",
    "publish",
    "read_preview",
    "release_for",
    "resume",
    "roll_back",
    "trial",
]

PREVIEW_LIFETIME = timedelta(days=7)
# A page that was opened before a new release may still be played for so long.
GRACE = timedelta(hours=1)
_SALT = "campaigns.preview"


class NotReady(Refusal):
    code = "not_ready"
    status = 409
    words = _("This campaign is not ready to be published yet.")

    def __init__(self, found: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = found


def publish(campaign: Campaign, by: User | None, note: str = "") -> Release:
    """Freeze the draft and make it what players meet. Raises NotReady.

    Publishing a draft that has not changed since returns the release that is live already, so a
    double click publishes once.
    """
    found = [problem for problem in problems(campaign) if problem.level == "error"]
    if found:
        raise NotReady(found)
    with transaction.atomic():
        locked = _locked(campaign)
        return _go_live(locked, freeze(locked), by, note)


def roll_back(campaign: Campaign, release: Release, by: User | None) -> Release:
    """Make an earlier release what players meet again, under a new number."""
    if release.campaign_id != campaign.pk or release.trial:
        raise NotYours
    note = _("Rolled back to #%(number)d") % {"number": release.number}
    with transaction.atomic():
        return _go_live(_locked(campaign), release.snapshot, by, str(note))


def trial(campaign: Campaign, by: User | None) -> Release:
    """Freeze the draft for its preview only; an unchanged draft is the same trial."""
    with transaction.atomic():
        locked = _locked(campaign)
        snapshot = freeze(locked)
        newest = locked.releases.filter(trial=True).first()
        if newest is not None and newest.sha256 == digest(snapshot):
            return newest
        return _freeze_as(locked, snapshot, by, trial=True)


def pause(campaign: Campaign) -> None:
    """Players are asked to come back in a while; rounds that have begun go on."""
    _set_paused(campaign, paused=True)


def resume(campaign: Campaign) -> None:
    _set_paused(campaign, paused=False)


def live_release(slug: str) -> Release:
    """Return what players of /c/<slug> meet. Raises NotFound or Closed."""
    campaign = Campaign.objects.select_related("release").filter(slug=slug).first()
    if campaign is None:
        raise NotFound
    if campaign.release is None:
        raise Closed("unpublished")
    return campaign.release


def release_for(release_id: int, key: str) -> Release:
    """Return the release that a page names; a trial only for the `key` of its preview.

    Raises NotFound or BadLink.
    """
    release = Release.objects.select_related("campaign").filter(pk=release_id).first()
    if release is None or (release.trial and read_preview(key).pk != release.campaign_id):
        raise NotFound
    return release


def open_for_play(release: Release, now: datetime) -> None:
    """Raise Closed where a round may not start. A trial may be played at any time."""
    if release.trial:
        return
    campaign = Campaign.objects.select_related("release").get(pk=release.campaign_id)
    if campaign.release is None:
        raise Closed("unpublished")
    if campaign.paused:
        raise Closed("paused")
    if campaign.release_id != release.pk and now - campaign.release.published_at > GRACE:
        raise Closed("replaced")
    # The live release's dates count: a new end holds for pages that were opened before.
    when = campaign.release.snapshot["campaign"]
    if now < (parse_datetime(when["starts_at"] or "") or now):
        raise Closed("not_yet")
    if now >= (parse_datetime(when["ends_at"] or "") or datetime.max.replace(tzinfo=now.tzinfo)):
        raise Closed("ended")


def preview_token(campaign: Campaign) -> str:
    """Return the signed text that opens the draft's preview for a week."""
    return signing.dumps(campaign.pk, salt=_SALT)


def read_preview(token: str) -> Campaign:
    """Return the campaign that a preview token opens. Raises BadLink."""
    try:
        key = signing.loads(token, salt=_SALT, max_age=PREVIEW_LIFETIME)
    except signing.SignatureExpired as error:
        raise BadLink.too_old() from error
    except signing.BadSignature as error:
        raise BadLink from error
    campaign = Campaign.objects.filter(pk=key).first()
    if campaign is None:
        raise BadLink
    return campaign


def _locked(campaign: Campaign) -> Campaign:
    """The draft as it is stored now; whoever publishes it too has to wait."""
    return Campaign.objects.select_for_update().get(pk=campaign.pk)


def _go_live(campaign: Campaign, snapshot: Snapshot, by: User | None, note: str) -> Release:
    live = campaign.release
    if live is not None and live.sha256 == digest(snapshot):
        return live
    last = campaign.releases.aggregate(number=Max("number"))["number"] or 0
    release = _freeze_as(campaign, snapshot, by, number=last + 1, note=note[:200])
    Campaign.objects.filter(pk=campaign.pk).update(release=release)
    return release


def _freeze_as(campaign: Campaign, snapshot: Snapshot, by: User | None, **fields: Any) -> Release:
    return Release.objects.create(
        campaign=campaign,
        snapshot=snapshot,
        sha256=digest(snapshot),
        published_by=by,
        **fields,
    )


def _set_paused(campaign: Campaign, *, paused: bool) -> None:
    campaign.paused = paused
    campaign.save(update_fields=["paused", "updated_at"])
