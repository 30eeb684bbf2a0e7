"""Films come in whole, playable by every phone, and silent about who took them."""

import re
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.models import Asset
from campaigns.services import assets
from campaigns.services.errors import BadUpload, NotFound
from campaigns.services.films import MAX_BYTES, read_film
from campaigns.services.renditions import rendition
from tests import cast
from tests.support.mp4 import WHERE, a_film, nested


@pytest.mark.parametrize("long", [False, True])
def test_a_film_is_as_large_as_it_is_seen(*, long: bool) -> None:
    assert (read_film(a_film(long=long)).width, read_film(a_film(long=long)).height) == (720, 960)
    turned = read_film(a_film(size=(960, 720), turned=True, long=long))
    assert (turned.width, turned.height) == (720, 960)


def test_nothing_tells_where_a_film_was_taken_and_nothing_else_moved() -> None:
    film = a_film()
    kept = read_film(film).data
    assert WHERE in film
    assert WHERE not in kept
    assert b"somebody" not in kept
    # A player finds the frames by their place in the file.
    assert kept.index(b"mdat") == film.index(b"mdat")
    assert len(kept) == len(film)
    assert not re.search(rb"udta|meta|uuid", kept)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (cast.a_jpeg(), "unsupported"),
        (b"\x1a\x45\xdf\xa3webm and so on", "unsupported"),
        (a_film()[:-3], "damaged"),
        (a_film()[:200], "damaged"),
        (a_film().replace(b"mdat", b"free"), "damaged"),
        (nested(7), "damaged"),
        (nested(50_000), "damaged"),
        (a_film(handler=b"soun"), "no_picture"),
        (a_film(b"hvc1"), "codec"),
        (a_film(b"mp4v"), "codec"),
        (a_film(size=(100, 100)), "size"),
        (a_film(size=(3840, 2160)), "size"),
        (a_film() + bytes(MAX_BYTES), "too_large"),
    ],
)
def test_a_film_that_phones_could_not_play_is_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(BadUpload) as refused:
        read_film(data)
    assert refused.value.code == code
    assert str(refused.value.words).endswith(".")


@given(st.integers(0, len(a_film()) - 1), st.binary(min_size=1, max_size=4))
def test_no_broken_film_breaks_the_desk(at: int, junk: bytes) -> None:
    film = a_film()
    broken = film[:at] + junk + film[at + len(junk) :]
    try:
        kept = read_film(broken)
    except BadUpload:
        return
    assert len(kept.data) == len(broken)
    assert struct.unpack_from(">I", kept.data)[0] == 24


@pytest.mark.django_db
def test_a_film_is_kept_under_its_contents_name_and_has_no_smaller_pictures() -> None:
    asset = assets.take_in(cast.a_brand(), Asset.Kind.FILM, "waves.mp4", a_film())
    assert (asset.width, asset.height, asset.mime) == (720, 960, "video/mp4")
    assert assets.card(asset).url == f"/asset/{asset.sha256}.mp4"
    with pytest.raises(NotFound):
        rendition(asset.sha256, 320, "webp")
