"""Step look: name, language, colours, blocks and rules of the page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.admin.base import ModelForm
from campaigns.admin.builder.blocks import Block, Workbench, addable, rearranged
from campaigns.admin.builder.view import StepView
from campaigns.admin.widgets import Colour
from campaigns.models import Campaign
from campaigns.services import theming
from campaigns.services.assets import shelf
from campaigns.services.colours import contrast, is_colour


class WordsForm(ModelForm):
    class Meta:
        model = Campaign
        fields = ("name", "slug", "language", "rules")
        widgets = {"rules": forms.Textarea(attrs={"rows": 6})}

    def clean_slug(self) -> str:
        """An address that was printed keeps its meaning."""
        slug = str(self.cleaned_data["slug"])
        if self.instance.release_id and slug != self.initial.get("slug"):
            raise ValidationError(_("The address is in use and stays as it is."))
        return slug


def _colour_field(label: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=Colour())


class ColoursForm(forms.Form):
    paper = _colour_field(gettext_lazy("ground"))
    ink = _colour_field(gettext_lazy("words"))
    accent = _colour_field(gettext_lazy("button"))
    glow = _colour_field(gettext_lazy("light"))

    def clean(self) -> dict[str, str]:
        cleaned = {role: value.lower() for role, value in self.cleaned_data.items()}
        for role, value in cleaned.items():
            if not is_colour(value):
                self.add_error(role, _("A colour looks like #ff6f5b."))
        return cleaned


class LookStep(StepView):
    step = "look"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self._page(
            WordsForm(instance=self.campaign),
            ColoursForm(initial=self._colours()),
            self._bench().saved(self.campaign.sections),
        )

    def post(self, request: HttpRequest) -> HttpResponseBase:
        bench = self._bench()
        words = WordsForm(request.POST, instance=self.campaign)
        colours = ColoursForm(request.POST)
        blocks = rearranged(bench.posted(request.POST), request.POST.get("do", ""), bench)
        sent = [block.form for block in blocks if block.form.is_bound]
        # All of them are asked, so that every error is shown at once.
        valid = [form.is_valid() for form in (words, colours, *sent)]
        if not all(valid):
            self.campaign.refresh_from_db()
            return self._page(words, colours, blocks, status=422)
        self._keep(words, colours, blocks)
        return self.saved(anchor="#blocks" if "do" in request.POST else "")

    def _keep(self, words: Any, colours: ColoursForm, blocks: list[Block]) -> None:
        self.campaign.theme = colours.cleaned_data
        self.campaign.sections = [_stored(block) for block in blocks]
        self.keep(*words.Meta.fields, "theme", "sections")

    def _bench(self) -> Workbench:
        return Workbench(shelf(self.campaign.brand), self.upload_url())

    def _colours(self) -> dict[str, str]:
        complete = theming.DEFAULT | self.campaign.brand.theme | self.campaign.theme
        return {role: complete[role] for role in theming.CHOSEN}

    def _page(
        self, words: Any, colours: ColoursForm, blocks: list[Block], status: int = 200
    ) -> HttpResponseBase:
        return self.page(
            status=status,
            form=words,
            colours=colours,
            blocks=blocks,
            addable=addable(blocks),
            presets=theming.PRESETS,
        )


def _stored(block: Block) -> dict[str, Any]:
    """A block that was added just now holds its defaults."""
    if block.form.is_bound:
        return block.stored()
    return {"name": block.section.name, "data": block.section.defaults()}


class PaletteView(StepView):
    """What follows from four colours, for the preview while they are chosen."""

    step = "look"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        theme = {role: request.GET.get(role, "").lower() for role in theming.CHOSEN}
        colours = theming.palette(theme)
        pairs = [("ink", "paper"), ("on-accent", "accent"), ("muted", "paper")]
        return JsonResponse(
            {
                "colours": colours,
                "warnings": theming.warnings(theme),
                "contrast": {
                    words: f"{contrast(colours[words], colours[on]):.1f}" for words, on in pairs
                },
            }
        )
