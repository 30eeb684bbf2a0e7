"""What a phone and a screen do alike to have a picture made anew: parse, one service, say."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from rest_framework.request import Request

from campaigns.api.serializers import RemakeBody
from campaigns.models import PhotoJob, Round
from campaigns.plays.base import Wish
from campaigns.services import remaking


def asked(played: Round, request: Request, prefix: str) -> dict[str, Any]:
    """Take a wish. prefix: of the names of the routes."""
    body = RemakeBody(data=request.data)
    body.is_valid(raise_exception=True)
    said = body.validated_data
    draft = said["size"] == PhotoJob.Remake.DRAFT
    wish = Wish(said["choice"], said["brush"], draft=draft)
    job = remaking.ask(played, said["client_token"], wish)
    status_url = reverse(f"{prefix}-remake", args=[played.pk, job.pk])
    return {"remake": str(job.pk), "status_url": status_url}


def told(played: Round, job_id: UUID) -> dict[str, Any]:
    """Tell how a wish stands; once done also where its picture is."""
    now = remaking.state_of(played, job_id)
    said: dict[str, Any] = {"state": now.state, "message": now.words}
    if now.picture:
        said |= {"picture": now.picture, "width": now.width, "height": now.height}
    return said
