"""A screen's device: a browser on our own page, with the screen's cookie."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from campaigns.models import Release, Round, Screen
from campaigns.services import judging, screening
from tests.api.phone import Phone
from tests.cast import a_jpeg
from tests.services.screens import a_paired_screen


class Device(Phone):
    """`screen` is what it is paired as; a fresh device is nobody's."""

    screen: Screen

    @classmethod
    def paired(cls, release: Release | None = None) -> "Device":
        device = cls()
        device.screen, token = a_paired_screen(release)
        device.client.cookies[screening.COOKIE] = token
        return device

    def version(self, **extra: Any) -> Any:
        return self.client.get("/api/screen/state", **extra)

    def begin(self, **fields: Any) -> Any:
        return self.post("api-screen-start", body={"consent": True, "language": "en"} | fields)

    def begun(self) -> Round:
        return Round.objects.get(pk=self.begin().json()["round"])

    def shoot(self, played: Round, photo: bytes | None = None, token: str = "one") -> Any:
        file = SimpleUploadedFile("photo.jpg", a_jpeg() if photo is None else photo, "image/jpeg")
        url = f"/api/screen/rounds/{played.pk}/photo"
        return self.client.post(url, {"client_token": token, "photo": file})

    def look(self, played: Round, **extra: Any) -> Any:
        return self.client.get(f"/api/screen/rounds/{played.pk}", **extra)

    def shown(self) -> Round:
        """A round whose picture is on the screen."""
        played = self.begun()
        self.shoot(played)
        judging.judge(played.jobs.get().pk)
        played.refresh_from_db()
        return played
