"""What the player's page sends and what it is told."""

from math import isfinite
from typing import Any

from django.conf import settings
from rest_framework import serializers

from campaigns.models import PhotoJob
from campaigns.services.recording import MOST_EVENTS


class StartBody(serializers.Serializer[Any]):
    """Sent when the player has agreed. key: the preview's token, where the release is a trial."""

    release = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    key = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    placement = serializers.CharField(max_length=16, required=False, allow_blank=True, default="")
    language = serializers.ChoiceField(choices=settings.LANGUAGES)
    consent = serializers.BooleanField()


class StartAnswer(serializers.Serializer[Any]):
    round = serializers.UUIDField()
    photo_url = serializers.CharField()
    status_url = serializers.CharField()
    result_url = serializers.CharField()
    erase_url = serializers.CharField()
    open_turn_url = serializers.CharField(help_text="This and the next: for plays of turns.")
    turn_url = serializers.CharField()
    trace_url = serializers.CharField(help_text="For plays that are scored by a trace.")
    seed_url = serializers.CharField()
    seed_hash = serializers.CharField(help_text="SHA-256 of the luck that the round is drawn with.")


class PhotoBody(serializers.Serializer[Any]):
    """A photo, or the number of a drawn figure. The same client_token is the same job."""

    client_token = serializers.CharField(max_length=64)
    photo = serializers.FileField(required=False, allow_empty_file=True, max_length=255)
    figure = serializers.IntegerField(required=False, min_value=0, max_value=99)
    choice = serializers.IntegerField(
        required=False, min_value=1, max_value=99, help_text="Among what the play offers."
    )


class PhotoAnswer(serializers.Serializer[Any]):
    job = serializers.UUIDField()
    status_url = serializers.CharField()


class RoundAnswer(serializers.Serializer[Any]):
    state = serializers.ChoiceField(
        choices=["open", "waiting", "retake", "done", "failed", "erased"]
    )
    reason = serializers.CharField(help_text="A code: why a photo is asked for again, or the end.")
    message = serializers.CharField(help_text="The same in the player's words, with what to do.")
    ahead = serializers.IntegerField(help_text="How many pictures are made before this one.")
    step = serializers.ChoiceField(choices=["queued", "running"], required=False)
    result_url = serializers.CharField(required=False)


class _Share(serializers.FloatField):
    """0 … 1. What is no number (NaN passes every comparison) is none."""

    def to_internal_value(self, data: Any) -> float:
        value = super().to_internal_value(data)
        if isinstance(data, bool) or not isfinite(value):
            self.fail("invalid")
        return value


class RemakeBody(serializers.Serializer[Any]):
    """How the picture is to be made anew. The same client_token is the same wish."""

    client_token = serializers.CharField(max_length=64)
    choice = serializers.IntegerField(min_value=1, max_value=99)
    brush = _Share(min_value=0, max_value=1, help_text="0 the finest … 1 the boldest.")
    size = serializers.ChoiceField(
        choices=PhotoJob.Remake.values, help_text="full: in the place of the round's picture."
    )


class RemakeAnswer(serializers.Serializer[Any]):
    remake = serializers.UUIDField()
    status_url = serializers.CharField()


class RemakeStateAnswer(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=["waiting", "done", "failed", "erased"])
    message = serializers.CharField(help_text="The same in the player's words.")
    picture = serializers.CharField(required=False, help_text="Its address, once it is done.")
    width = serializers.IntegerField(required=False)
    height = serializers.IntegerField(required=False)


class ErasedAnswer(serializers.Serializer[Any]):
    state = serializers.CharField(help_text="Always `erased`.")


class SeenBody(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField(max_length=12)
    at = serializers.DateTimeField()


class EventsBody(serializers.Serializer[Any]):
    release = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    placement = serializers.CharField(max_length=16, required=False, allow_blank=True, default="")
    visitor = serializers.UUIDField()
    events = serializers.ListField(child=SeenBody(), max_length=MOST_EVENTS)


class EventsAnswer(serializers.Serializer[Any]):
    accepted = serializers.IntegerField()


class ErrorAnswer(serializers.Serializer[Any]):
    """Every answer of 400 and above."""

    error = serializers.CharField()
    message = serializers.CharField()
