"""The contract of a page block: a class, templates/sections/<name>.html, a registry line."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise

from campaigns.plays.base import AssetCard, AssetField


class SectionForm(forms.Form):
    """What the operator may say in the block. Cleaned values must be JSON as they stand."""

    def __init__(self, *args: Any, shelf: Sequence[AssetCard] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for form_field in self.fields.values():
            if isinstance(form_field, AssetField):
                form_field.offer(shelf)


class Section:
    name: ClassVar[str]
    label: ClassVar[str | Promise]
    summary: ClassVar[str | Promise]
    Form: ClassVar[type[SectionForm]] = SectionForm
    # At most one of it on a page, and it cannot be taken away.
    required: ClassVar[bool] = False

    @property
    def template(self) -> str:
        return f"sections/{self.name}.html"

    @classmethod
    def defaults(cls) -> dict[str, Any]:
        return {name: f.initial for name, f in cls.Form.base_fields.items()}

    @classmethod
    def asset_names(cls) -> list[str]:
        """Return the names of the fields that hold an asset's id."""
        return [name for name, f in cls.Form.base_fields.items() if isinstance(f, AssetField)]
