"""What the networks find against a draft: a worker looks once, its answer is kept by content.

Web processes never load a network, so whoever asks first only rings, and asks again. The row is
the truth: a lost bell is made good by the next who asks.
"""

import hashlib
import json
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Inspection
from campaigns.plays.base import Play
from campaigns.plays.registry import PLAYS
from campaigns.services import assets, bell
from campaigns.services.errors import NotFound
from campaigns.services.freezing import Snapshot

State = Inspection.State
# Looking takes a second or two. Who asks later than that about a row that waits rings again.
RING_AGAIN = timedelta(seconds=15)
# What was seen is kept so long, pictures of faces among it. Who asks later has it looked at anew.
KEPT = timedelta(days=30)
_AT_ONCE = 100
_logger = logging.getLogger(__name__)


def findings(snapshot: Snapshot) -> list[str] | None:
    """Return what a worker found against the play's settings, in the active language.

    None while no worker has looked yet; one is rung for. The play must be known.
    """
    play = PLAYS[snapshot["play"]["name"]]
    if not play.inspected:
        return []
    now = timezone.now()
    subject = _subject(play, snapshot)
    row, new = Inspection.objects.get_or_create(
        play=play.name,
        sha256=_digest(play, subject),
        defaults={"subject": subject, "rung_at": now},
    )
    if row.state == State.DONE:
        return [_worded(play, name, code) for name, code in row.faults.items()]
    if new or _lost(row, now):
        transaction.on_commit(partial(bell.ring_for_inspection, row.pk))
    return None


def sights(snapshot: Snapshot) -> list[str]:
    """Return the names of the pictures that a worker has made of what it saw, in the play's order.

    The play must be known.
    """
    play = PLAYS[snapshot["play"]["name"]]
    if not play.sights:
        return []
    digest = _digest(play, _subject(play, snapshot))
    return [name for name in play.sights if default_storage.exists(_file(play, digest, name))]


def sight(snapshot: Snapshot, name: str) -> bytes:
    """Return one of `sights`, a JPEG. Raises NotFound."""
    play = PLAYS.get(snapshot["play"]["name"])
    if play is None or name not in play.sights:
        raise NotFound
    path = _file(play, _digest(play, _subject(play, snapshot)), name)
    try:
        with default_storage.open(path) as file:
            return bytes(file.read())
    except FileNotFoundError as error:
        raise NotFound from error


def inspect(inspection_id: int) -> None:
    """Look, on a worker, and keep what is seen for the operator.

    Rung twice it finds the same twice; of what is done or gone, nothing.
    A fault of ours is logged and leaves the row waiting, so that nothing is published unseen.
    """
    row = Inspection.objects.filter(pk=inspection_id, state=State.WAITING).first()
    if row is None:
        return
    play, reader = PLAYS[row.play], assets.reader_of(row.subject["assets"])
    try:
        faults = play.inspect(row.subject["settings"], reader)
        for name, picture in play.show(row.subject["settings"], reader).items():
            _keep(_file(play, row.sha256, name), picture)
    # Whatever a play raises is ours to mend: the operator's faults come back as codes.
    except Exception:
        _logger.exception("inspection %s (%s) still waits", row.pk, row.play)
        return
    Inspection.objects.filter(pk=row.pk).update(state=State.DONE, faults=dict(faults))


def look_now(snapshot: Snapshot) -> None:
    """Look at once, where nobody wants to wait for a worker. For commands: it loads networks."""
    if findings(snapshot) is None:
        play = PLAYS[snapshot["play"]["name"]]
        digest = _digest(play, _subject(play, snapshot))
        inspect(Inspection.objects.get(play=play.name, sha256=digest).pk)


def forget_old(now: datetime) -> int:
    """Delete what was seen long ago, pictures and answers. Return how many contents that were.

    What cannot be deleted now is deleted by the next call.
    """
    forgotten = 0
    for row in Inspection.objects.filter(created_at__lte=now - KEPT).order_by("pk")[:_AT_ONCE]:
        try:
            for name in PLAYS[row.play].sights if row.play in PLAYS else ():
                default_storage.delete(_file(PLAYS[row.play], row.sha256, name))
        # Storage raises what it likes: the row stays, so that its files are not forgotten.
        except Exception:
            _logger.exception("inspection %s (%s) is not forgotten yet", row.pk, row.play)
            continue
        row.delete()
        forgotten += 1
    return forgotten


def _keep(file: str, picture: bytes) -> None:
    if not default_storage.exists(file):
        default_storage.save(file, ContentFile(picture))


def _file(play: Play, digest: str, name: str) -> str:
    return f"inspections/{play.name}/{digest}-{name}.jpg"


def _subject(play: Play, snapshot: Snapshot) -> dict[str, Any]:
    settings = {name: snapshot["play"]["settings"][name] for name in play.inspected}
    pictures = {str(settings[name]) for name in _pictures(play) if settings[name]}
    return {"settings": settings, "assets": {key: snapshot["assets"][key] for key in pictures}}


def _digest(play: Play, subject: Mapping[str, Any]) -> str:
    """The same pictures under other ids are the same content."""
    named = dict(subject["settings"])
    for name in _pictures(play):
        if named[name]:
            named[name] = subject["assets"][str(named[name])]["sha256"]
    return hashlib.sha256(json.dumps(named, sort_keys=True).encode()).hexdigest()


def _pictures(play: Play) -> set[str]:
    return set(play.inspected) & set(play.Settings.asset_names())


def _lost(row: Inspection, now: datetime) -> bool:
    """Whether the bell must have been lost; of many who ask at once, one is told so."""
    silent = Inspection.objects.filter(pk=row.pk, rung_at__lte=now - RING_AGAIN)
    return bool(silent.update(rung_at=now))


def _worded(play: Play, setting: str, code: str) -> str:
    field = play.Settings.base_fields[setting]
    return f"{field.label}: {play.faults.get(code) or _('This cannot be used here.')}"
