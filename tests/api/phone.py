"""A phone: a browser on one of our own pages, with its cookies."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from campaigns.models import Release, Round
from tests.cast import a_jpeg


class Phone:
    def __init__(self) -> None:
        self.client = Client(headers={"sec-fetch-site": "same-origin"})

    def post(self, name: str, *args: Any, body: Any = None, **extra: Any) -> Any:
        """Post JSON to a route by its name."""
        return self.client.post(
            reverse(name, args=args), body, content_type="application/json", **extra
        )

    def start(self, release: Release, /, **fields: Any) -> Any:
        body = {"release": release.pk, "language": "en", "consent": True, "placement": ""}
        return self.post("api-start", body=body | fields)

    def started(self, release: Release) -> Round:
        return Round.objects.get(pk=self.start(release).json()["round"])

    def photo(self, played: Round, token: str = "one", photo: bytes | None = None) -> Any:
        file = SimpleUploadedFile("photo.jpg", a_jpeg() if photo is None else photo, "image/jpeg")
        return self.form(played, client_token=token, photo=file)

    def form(self, played: Round, **fields: Any) -> Any:
        return self.client.post(reverse("api-photo", args=[played.pk]), fields)

    def state(self, played: Round, **extra: Any) -> Any:
        return self.client.get(reverse("api-round", args=[played.pk]), **extra)

    def erase(self, played: Round) -> Any:
        return self.post("api-erase", played.pk)


def said(response: Any, status: int) -> str:
    """The code of a refusal, which must have that status and words for a person."""
    assert response.status_code == status, response.content
    body = response.json()
    assert body["message"]
    return str(body["error"])
