"""Step play: which play, and its settings; figures are placed on a sketch of the scene."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from campaigns.admin.builder.sight import sights
from campaigns.admin.builder.view import StepView
from campaigns.admin.widgets import dress
from campaigns.plays.base import AssetField, PlaySettings
from campaigns.plays.registry import PLAYS
from campaigns.services.assets import shelf
from campaigns.services.drafting import first_settings

_PLACE = ("x", "bottom", "height")


@dataclass(frozen=True)
class Figure:
    """Somebody who stands in the scene: the settings `<name>_…`, in percent of the scene.

    `_x`, `_bottom` and `_height` are always there; `_head`, where there is one and it is set, says
    how tall the head is. `picture` is the setting that holds the figure's picture, if it has one;
    others are drawn as a silhouette.
    """

    name: str
    fields: list[forms.BoundField]
    picture: forms.BoundField | None


class PlayStep(StepView):
    step = "play"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self._page(self._form())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        if "choose" in request.POST:
            return self._choose(request.POST["choose"])
        form = self._form(request.POST)
        if form is None or not form.is_valid():
            return self._page(form, status=422)
        self.campaign.settings = form.cleaned_data
        self.keep("settings")
        return self.saved()

    def _choose(self, name: str) -> HttpResponseBase:
        if name not in PLAYS:
            return self._page(self._form(), status=422)
        form, cards = PLAYS[name].Settings, shelf(self.campaign.brand)
        self.campaign.play = name
        self.campaign.settings = first_settings(form, cards, self.campaign.settings)
        self.keep("play", "settings")
        return self.saved(_("The play is changed."))

    def _form(self, data: Mapping[str, Any] | None = None) -> PlaySettings | None:
        play = PLAYS.get(self.campaign.play)
        if play is None:
            return None
        initial = play.Settings.defaults() | self.campaign.settings
        form = play.Settings(data, initial=initial, shelf=shelf(self.campaign.brand))
        dress(form, self.upload_url())
        return form

    def _page(self, form: PlaySettings | None, status: int = 200) -> HttpResponseBase:
        figures = _figures(form) if form else []
        placed = {field.name for figure in figures for field in figure.fields}
        groups = _groups(form) if form else []
        folded = {field.name for _label, members in groups for field in members}
        fields = [field for field in form or [] if field.name not in folded]
        return self.page(
            status=status,
            form=form,
            plays=PLAYS.values(),
            figures=figures,
            groups=groups,
            sights=sights(self.campaign),
            scene=_field(form, "scene") if form else None,
            pictures=[field for field in fields if isinstance(field.field, AssetField)],
            others=[
                field
                for field in fields
                if field.name not in placed and not isinstance(field.field, AssetField)
            ],
        )


def _figures(form: forms.BaseForm) -> list[Figure]:
    names = [name.removesuffix("_x") for name in form.fields if name.endswith("_x")]
    return [
        Figure(name, [f for f in form if f.name.startswith(f"{name}_")], _field(form, name))
        for name in names
        if all(f"{name}_{part}" in form.fields for part in _PLACE)
    ]


def _groups(form: PlaySettings) -> list[tuple[str, list[forms.BoundField]]]:
    """What the form folds away together: what it is, and its fields."""
    return [(label, [form[name] for name in names]) for label, names in form.groups()]


def _field(form: forms.BaseForm, name: str) -> forms.BoundField | None:
    return form[name] if name in form.fields else None
