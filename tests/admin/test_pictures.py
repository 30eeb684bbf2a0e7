"""Pictures come in through the same check as everywhere and are not edited."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from campaigns.models import Asset
from tests import cast
from tests.admin.world import World

ADD = "/admin/campaigns/asset/add/"


def send(desk: Client, ours: World, data: bytes, kind: str = "scene") -> object:
    file = SimpleUploadedFile("x.jpg", data)
    return desk.post(ADD, {"brand": ours.brand.pk, "kind": kind, "name": "Evening", "upload": file})


def test_a_picture_is_taken_in(desk: Client, ours: World) -> None:
    send(desk, ours, cast.a_jpeg(900, 1200))
    asset = Asset.objects.get(name="Evening")
    assert (asset.brand, asset.width, asset.height) == (ours.brand, 900, 1200)


def test_a_wrong_picture_is_said_beside_the_field(desk: Client, ours: World) -> None:
    answer = send(desk, ours, b"no picture")
    assert "upload" in answer.context["adminform"].form.errors  # type: ignore[attr-defined]
    assert not Asset.objects.filter(name="Evening").exists()


def test_a_picture_that_is_too_large_is_refused_before_it_is_read(
    desk: Client, ours: World
) -> None:
    answer = send(desk, ours, b"\xff\xd8\xff" + bytes(20_000_000))
    assert "20 MB" in str(answer.context["adminform"].form.errors["upload"])  # type: ignore[attr-defined]


def test_only_the_name_of_a_picture_changes(desk: Client, ours: World) -> None:
    asset = ours.rows[Asset]
    before = Asset.objects.get(pk=asset.pk)
    url = f"/admin/campaigns/asset/{asset.pk}/change/"
    assert desk.post(url, {"name": "Renamed", "kind": "logo", "sha256": "0"}).status_code == 302
    after = Asset.objects.get(pk=asset.pk)
    assert (after.name, after.kind, after.sha256) == ("Renamed", before.kind, before.sha256)
