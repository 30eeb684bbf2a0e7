"""What a screen hangs out while nobody plays: the release's own words and pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from campaigns.models import Release
from campaigns.plays.registry import PLAYS
from campaigns.sections.registry import SECTIONS


@dataclass(frozen=True)
class Poster:
    """Addresses of pictures; empty where the release has none of that kind."""

    title: str
    line: str
    scene: str
    star: str
    logo: str


def poster(release: Release) -> Poster:
    """Return the poster of a release. The play may be any that has a scene, a star, or neither."""
    snapshot = release.snapshot
    pictures = dict(_pictures(release))
    hero = _opening(release)
    return Poster(
        title=hero.get("title") or snapshot["campaign"]["name"],
        line=hero.get("line") or "",
        scene=pictures.get("scene") or pictures.get("picture") or "",
        star=pictures.get("star", ""),
        logo=_address(release, snapshot["brand"]["logo"]),
    )


def _pictures(release: Release) -> Iterator[tuple[str, str]]:
    """Yield (kind, address) of the opening's and then of the play's pictures, by their fields."""
    play = release.snapshot["play"]
    for names, values in (
        (SECTIONS["hero"].asset_names(), _opening(release)),
        (PLAYS[play["name"]].Settings.asset_names(), play["settings"]),
    ):
        for name in names:
            if address := _address(release, values.get(name)):
                yield name, address


def _opening(release: Release) -> dict[str, Any]:
    blocks = release.snapshot["sections"]
    return next((block["data"] for block in blocks if block["name"] == "hero"), {})


def _address(release: Release, asset_id: int | None) -> str:
    meta = release.snapshot["assets"].get(str(asset_id))
    return str(meta["url"]) if meta else ""
