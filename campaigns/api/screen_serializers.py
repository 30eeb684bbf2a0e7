"""What a big screen sends and what it is told; its photo is as a player's."""

from typing import Any

from django.conf import settings
from rest_framework import serializers


class HelloAnswer(serializers.Serializer[Any]):
    paired = serializers.BooleanField()
    code = serializers.CharField(help_text="Six characters to show; empty once paired.")
    seconds = serializers.IntegerField(help_text="After so many the code is a new one.")


class StateAsked(serializers.Serializer[Any]):
    blind = serializers.BooleanField(
        default=False, help_text="It shall look for a raised hand, and its camera or eye is away."
    )


class StateAnswer(serializers.Serializer[Any]):
    version = serializers.CharField(help_text="Another one: load the page anew.")


class ScreenStartBody(serializers.Serializer[Any]):
    """Sent when somebody in front of the screen has agreed."""

    consent = serializers.BooleanField()
    language = serializers.ChoiceField(choices=settings.LANGUAGES)


class ScreenStartAnswer(serializers.Serializer[Any]):
    round = serializers.UUIDField()
    photo_url = serializers.CharField()
    status_url = serializers.CharField()
    erase_url = serializers.CharField()
    open_turn_url = serializers.CharField(help_text="This and the next: for plays of turns.")
    turn_url = serializers.CharField()
    trace_url = serializers.CharField(help_text="For plays that are scored by a trace.")
    seed_url = serializers.CharField()
    seed_hash = serializers.CharField(help_text="SHA-256 of the luck that the round is drawn with.")


class ScreenRoundAnswer(serializers.Serializer[Any]):
    step = serializers.CharField(help_text="Of a waiting one: queued or running.")
    state = serializers.ChoiceField(
        choices=["open", "waiting", "retake", "done", "failed", "erased"]
    )
    reason = serializers.CharField()
    message = serializers.CharField(help_text="The same in words, with what to do.")
    picture = serializers.CharField(required=False, help_text="Its address for an hour, once done.")
    qr = serializers.CharField(
        required=False, help_text="The code to scan as a data: address; empty once taken."
    )
    taken = serializers.BooleanField(required=False)
    words = serializers.CharField(
        required=False, help_text="What the play tells beside the picture; may be empty."
    )
    easel = serializers.DictField(
        required=False, help_text="Where the picture may be made anew: what the play says of it."
    )
