"""What the pages of a play of turns send and are told: a phone's and a screen's alike."""

import json
from typing import Any

from rest_framework import serializers

from campaigns.models import Turn
from campaigns.services.tracing import FRAMES_A_TRACE, TRACE_MAX_BYTES
from campaigns.services.turning import FRAMES_A_TURN


class OpenTurnBody(serializers.Serializer[Any]):
    number = serializers.IntegerField(min_value=1, max_value=99)


class OpenTurnAnswer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    nonce = serializers.CharField(help_text="To be sent with the move; good for one turn.")
    closes_in = serializers.IntegerField(help_text="Seconds in which the turn must be sent.")
    deal = serializers.CharField(
        required=False, help_text="Hexadecimal: what a game of traces is dealt from."
    )
    best = serializers.IntegerField(
        required=False, allow_null=True, help_text="Today's best score in such a game."
    )


class TurnBody(serializers.Serializer[Any]):
    """A move, and the frames it was seen in. The same again (a retry) gets the same answer.

    Without a move the frames are read by the server, and the answer is to be asked for.
    """

    number = serializers.IntegerField(min_value=1, max_value=99)
    nonce = serializers.CharField(max_length=32)
    move = serializers.CharField(
        max_length=16, allow_blank=True, help_text="Empty where the page cannot read its frames."
    )
    by = serializers.ChoiceField(choices=Turn.By.values)
    frame = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True, max_length=255),
        max_length=FRAMES_A_TURN,
        required=False,
        default=list,
        help_text="JPEGs of at most 200 KB; one or more where the move was made to a camera.",
    )


class ScoreAnswer(serializers.Serializer[Any]):
    you = serializers.IntegerField()
    star = serializers.IntegerField()


class TurnAnswer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    move = serializers.CharField()
    answer = serializers.CharField(help_text="The star's move, fixed before the round began.")
    result = serializers.ChoiceField(choices=["win", "lose", "draw"])
    score = ScoreAnswer()
    over = serializers.BooleanField(help_text="The last turn: now the picture can be asked for.")


class ReadingAnswer(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=["reading"])


class Track(serializers.JSONField):
    """JSON as text, of a form's field."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or len(data) > TRACE_MAX_BYTES:
            self.fail("invalid")
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            self.fail("invalid")


class TraceBody(serializers.Serializer[Any]):
    """A game's trace. The same again (a retry) gets the same answer."""

    nonce = serializers.CharField(max_length=32)
    by = serializers.ChoiceField(choices=Turn.By.values)
    tracks = Track(
        help_text="Of each thing that moved its rows [ms, x, y]; [ms] where it was lost."
    )
    at = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=600_000),
        max_length=FRAMES_A_TRACE,
        required=False,
        default=list,
        help_text="Milliseconds from the game's start to each frame.",
    )
    frame = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True, max_length=255),
        max_length=FRAMES_A_TRACE,
        required=False,
        default=list,
        help_text="JPEGs of at most 200 KB, in the order of `at`.",
    )


class TraceAnswer(serializers.Serializer[Any]):
    points = serializers.IntegerField(help_text="As the server has counted them.")
    best = serializers.IntegerField(allow_null=True, help_text="Today's best score before it.")


class FallAnswer(serializers.Serializer[Any]):
    """Of the sum of the odds, the part that the first 64 bits of HMAC-SHA256(seed, of) are of
    2**64, rounded down, falls into one thing's share, in the order given."""

    of = serializers.CharField(help_text="“star/<turn>”, “sign/rarity”, “sign/text”.")
    odds = serializers.DictField(child=serializers.IntegerField())
    fell = serializers.CharField()


class SeedAnswer(serializers.Serializer[Any]):
    """A game's deal: HMAC-SHA256(seed, "deal/<opening>")."""

    seed = serializers.CharField(help_text="Hexadecimal.")
    seed_hash = serializers.CharField(help_text="Its SHA-256, as told at the start.")
    falls = FallAnswer(many=True, help_text="The star's moves, or what else was drawn.")
    deal = serializers.CharField(help_text="Hexadecimal; empty where nothing is dealt.")
    opening = serializers.IntegerField(help_text="Which of its openings the game was, from 1.")
