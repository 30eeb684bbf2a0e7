"""The contract of a play.

A play is four files of one name (campaigns/plays/x.py, templates/plays/x.html, static/plays/x.js,
tests/plays/test_x.py) and one line in campaigns/plays/registry.py.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from django import forms
from django.utils.functional import Promise


@dataclass(frozen=True)
class AssetCard:
    """What a form may know of a brand's picture."""

    id: int
    kind: str
    name: str
    url: str
    width: int
    height: int


class AssetField(forms.TypedChoiceField):
    """A choice among the brand's pictures of one kind; cleans to the asset's id or None."""

    def __init__(self, *, kind: str, required: bool = True, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, required=required, **kwargs)
        self.kind = kind
        self.cards: Sequence[AssetCard] = ()

    def offer(self, shelf: Sequence[AssetCard]) -> None:
        """Limit the choice to those cards of `shelf` that are of the field's kind."""
        self.cards = [card for card in shelf if card.kind == self.kind]
        empty = [] if self.required and self.cards else [("", "—")]
        self.choices = [*empty, *((card.id, card.name) for card in self.cards)]


class PlaySettings(forms.Form):
    """Base of each play's `Settings`: defaults, validation, help text and panel in one.

    Cleaned values must be JSON as they stand (numbers, text, booleans, None, asset ids).
    """

    def __init__(self, *args: Any, shelf: Sequence[AssetCard] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for form_field in self.fields.values():
            if isinstance(form_field, AssetField):
                form_field.offer(shelf)

    @classmethod
    def defaults(cls) -> dict[str, Any]:
        """Return what a new campaign starts with."""
        return {name: f.initial for name, f in cls.base_fields.items()}

    @classmethod
    def asset_names(cls) -> list[str]:
        """Return the names of the settings that hold an asset's id."""
        return [name for name, f in cls.base_fields.items() if isinstance(f, AssetField)]


class Assets(Protocol):
    """Reads the frozen pictures of a release; the worker's side of AssetField."""

    def __call__(self, asset_id: int) -> bytes: ...


@dataclass(frozen=True)
class Shot:
    """What the player sent: a photo's bytes as they came, or the number of a drawn figure."""

    photo: bytes | None
    figure: int | None = None


@dataclass(frozen=True)
class Verdict:
    """What the worker found and made. `facts` is JSON and holds nothing that identifies a face."""

    picture: bytes
    width: int
    height: int
    facts: Mapping[str, Any] = field(default_factory=dict)
    milliseconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Scene:
    """The release's words and marks that a play may draw into its picture."""

    language: str
    brand_name: str
    logo: bytes | None


class Play(ABC):
    name: ClassVar[str]
    label: ClassVar[str | Promise]
    # One sentence for the operator who chooses among plays.
    summary: ClassVar[str | Promise]
    Settings: ClassVar[type[PlaySettings]]
    # Every tier that `outcome` may return, with the operator's word for it.
    tiers: ClassVar[Mapping[str, str | Promise]]

    @abstractmethod
    def judge(
        self, shot: Shot, settings: Mapping[str, Any], assets: Assets, scene: Scene
    ) -> Verdict:
        """Make the player's picture. Runs on a worker; the only place that asks `inference`.

        Raises inference.BadPhoto (the player can mend it), inference.BadTemplate (the operator
        can) or inference.ModelUnavailable (the platform must).
        """

    @abstractmethod
    def outcome(self, verdict: Verdict, settings: Mapping[str, Any]) -> str:
        """Return the tier won. Pure: no luck, no stock, no request, no model, no query."""

    def check(self, settings: Mapping[str, Any], assets: Assets) -> list[str]:
        """Return what keeps these settings from being published, worded for the operator."""
        return []

    def page_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the page's script is told. Nothing secret."""
        return {}
