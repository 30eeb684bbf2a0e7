"""What a phone and a screen do alike with a photo: parse, one service, say."""

from typing import Any

from django.urls import reverse
from rest_framework.request import Request

from campaigns.api.serializers import PhotoBody
from campaigns.models import Round
from campaigns.services import entering


def sent(played: Round, request: Request, prefix: str) -> dict[str, Any]:
    """Take a photo in. prefix: of the names of the routes."""
    body = PhotoBody(data=request.data)
    body.is_valid(raise_exception=True)
    said = body.validated_data
    upload = said.get("photo")
    photo = upload.read() if upload else None
    token, figure, choice = said["client_token"], said.get("figure"), said.get("choice")
    job = entering.submit(played, token, photo, figure, choice)
    return {"job": str(job.pk), "status_url": reverse(f"{prefix}-round", args=[played.pk])}
