"""Frames that came without a move, read on a worker: for pages that cannot see by themselves.

The turn's row is the truth: sent, with frames and without an answer, it waits to be read. The page
asks how it stands, and rings again where the bell was lost.
"""

import logging
from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q

from campaigns.models import Frame, Round, Turn
from campaigns.services import bell, media, standing
from campaigns.services.errors import Gone

# A turn is read in half a second; so much later the bell has been lost, or its worker has.
RING_AFTER = 3
_WAITS = Q(answer="", void=False) & ~Q(content_sha256="")
_logger = logging.getLogger(__name__)


def ring(turn: Turn) -> None:
    """Ring for a turn that waits; of many who ask within a few seconds only the first is heard."""
    if cache.add(f"turn/{turn.pk}", 1, RING_AFTER):
        bell.ring_for_turn(turn.pk)


def read(turn_id: int) -> None:
    """Read what the frames of a turn show, and answer it with the star's move.

    Where they show none of the moves the turn is void, and may be opened anew. Rung twice, or for
    a turn that was opened anew meanwhile: nothing.
    """
    waiting = Turn.objects.filter(_WAITS, pk=turn_id).select_related("round__release")
    turn = waiting.first()
    if turn is None:
        return
    frames = list(Frame.objects.filter(turn=turn).select_related("photo").order_by("place"))
    try:
        move = standing.play_of(turn.round).read([media.content(each.photo) for each in frames])
    except Gone:
        move = ""
    _logger.info("turn %s shows %s", turn_id, move or "nothing")
    if move:
        _answer(turn, move, min(frame.photo.created_at for frame in frames))
    else:
        Turn.objects.filter(_WAITS, pk=turn_id).update(void=True)


@transaction.atomic
def _answer(turn: Turn, move: str, sent_at: datetime) -> None:
    """As it would have been had the move come with its frames: at the time at which they came."""
    played = turn.round
    Round.objects.select_for_update(no_key=True).get(pk=played.pk)
    play, settings = standing.play_of(played), standing.settings_of(played)
    Turn.objects.filter(_WAITS, pk=turn.pk).update(
        move=move,
        answer=play.answer(bytes(played.seed), turn.number, settings),
        answered_at=min(sent_at, turn.closes_at),
    )
