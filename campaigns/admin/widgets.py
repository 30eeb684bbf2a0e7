"""Inputs that show what they mean: pictures to choose from, sliders, dates, colours."""

from collections.abc import Iterable
from typing import Any

from django import forms

from campaigns.plays.base import AssetCard, AssetField


class PicturePicker(forms.RadioSelect):
    """Thumbnails to choose one from, with an upload in place where `upload_url` is given."""

    template_name = "admin/widgets/pictures.html"

    def __init__(self, cards: Iterable[AssetCard], kind: str = "", upload_url: str = "") -> None:
        super().__init__()
        self.cards = {str(card.id): card for card in cards}
        self.kind, self.upload_url = kind, upload_url

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        return option | {"card": self.cards.get(str(option["value"]))}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return context | {"kind": self.kind, "upload_url": self.upload_url}


class Slider(forms.NumberInput):
    """A number between two ends; its value is shown beside it."""

    input_type = "range"
    template_name = "admin/widgets/slider.html"


class Moment(forms.DateTimeInput):
    """The browser's own calendar and clock."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class Colour(forms.TextInput):
    input_type = "color"


def dress(form: forms.BaseForm, upload_url: str) -> None:
    """Give a play's or a block's form the desk's inputs; what it accepts stays the same."""
    for field in form.fields.values():
        if isinstance(field, AssetField):
            choices = field.choices
            field.widget = PicturePicker(field.cards, field.kind, upload_url)
            field.widget.is_required, field.widget.choices = field.required, choices
        elif (
            isinstance(field, forms.IntegerField) and field.required and field.max_value is not None
        ):
            field.widget = Slider(attrs={"min": field.min_value or 0, "max": field.max_value})
        elif isinstance(field.widget, forms.Textarea):
            field.widget.attrs |= {"rows": 4}
