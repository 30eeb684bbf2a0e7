"""What the pages of a play of turns send and are told: a phone's and a screen's alike."""

from typing import Any

from rest_framework import serializers

from campaigns.models import Turn
from campaigns.services.turning import FRAMES_A_TURN


class OpenTurnBody(serializers.Serializer[Any]):
    number = serializers.IntegerField(min_value=1, max_value=99)


class OpenTurnAnswer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    nonce = serializers.CharField(help_text="To be sent with the move; good for one turn.")
    closes_in = serializers.IntegerField(help_text="Seconds in which the turn must be sent.")


class TurnBody(serializers.Serializer[Any]):
    """A move, and the frames it was seen in. The same again (a retry) gets the same answer."""

    number = serializers.IntegerField(min_value=1, max_value=99)
    nonce = serializers.CharField(max_length=32)
    move = serializers.CharField(max_length=16)
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


class SeedAnswer(serializers.Serializer[Any]):
    """Move k: of the sum of the odds, the part that the first 64 bits of HMAC-SHA256(seed,
    "star/k") are of 2**64, rounded down, falls into one move's share, in the order given."""

    seed = serializers.CharField(help_text="Hexadecimal.")
    seed_hash = serializers.CharField(help_text="Its SHA-256, as told at the start.")
    moves = serializers.ListField(child=serializers.CharField())
    odds = serializers.DictField(child=serializers.IntegerField())
