"""The turns of a round, for plays that go move by move, and the frames that prove the moves."""

from django.db import models
from django.db.models import Q

from campaigns.models.campaign import Campaign
from campaigns.models.keys import secret_token
from campaigns.models.photo import Photo
from campaigns.models.round import Round

_UNANSWERED = Q(move="", answer="", answered_at=None)
_ANSWERED = Q(void=False, answered_at__isnull=False) & ~Q(move="") & ~Q(answer="")


class Turn(models.Model):
    """One opening of one turn. Opened again before it was answered, the earlier one is void.

    The database itself keeps an answer from standing beside no move, and a second one away.
    """

    class By(models.TextChoices):
        CAMERA = "camera"
        TOUCH = "touch"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="turns")
    # 1, 2, 3 … in the order in which they are played.
    number = models.PositiveSmallIntegerField()
    # Sent back with the move; used once.
    nonce = models.CharField(max_length=32, unique=True, default=secret_token)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    void = models.BooleanField(default=False)
    # Plain words, checked against the play: a new play needs no migration.
    move = models.CharField(max_length=16, blank=True)
    by = models.CharField(max_length=8, choices=By, blank=True)
    # SHA-256 of move, by and frames as sent: the same again is a retry, anything else is not.
    content_sha256 = models.CharField(max_length=64, blank=True)
    answer = models.CharField(max_length=16, blank=True)
    answered_at = models.DateTimeField(null=True)
    # Which opening of its number this is, from 1: a play of traces is dealt anew with each.
    opening = models.PositiveSmallIntegerField(default=1)
    # Of a play of traces: the tracks as they were sent, and the times of the frames. The answer
    # is then the points that they score.
    trace = models.JSONField(null=True)

    class Meta:
        ordering = ["round", "number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"], condition=Q(void=False), name="one_turn_a_number"
            ),
            models.CheckConstraint(
                condition=_UNANSWERED | _ANSWERED, name="no_answer_without_a_move"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.number}"


class Frame(models.Model):
    """A frame of a turn; no frame may serve twice in a campaign. The file is the Photo's."""

    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="frames")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    photo = models.OneToOneField(Photo, on_delete=models.CASCADE, related_name="+")
    # Its place among the turn's frames, from 0.
    place = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["turn", "place"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "sha256"], name="one_frame_a_campaign")
        ]

    def __str__(self) -> str:
        return f"{self.turn_id} {self.place}"
