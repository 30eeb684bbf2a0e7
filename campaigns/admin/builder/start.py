"""A new campaign: choose a play, give it a name; everything else has a good beginning."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from campaigns.admin.builder.view import step_url
from campaigns.models import Brand, Campaign
from campaigns.plays.registry import PLAYS
from campaigns.services.deskaccess import brands_for
from campaigns.services.drafting import draft


class StartForm(forms.Form):
    play = forms.ChoiceField(label=gettext_lazy("play"), widget=forms.RadioSelect)
    name = forms.CharField(label=gettext_lazy("name"), max_length=80)
    language = forms.ChoiceField(
        label=gettext_lazy("language of the page"), choices=settings.LANGUAGES
    )
    brand = forms.ModelChoiceField(
        Brand.objects.none(), label=gettext_lazy("brand"), empty_label=None
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        play, brand = self.fields["play"], self.fields["brand"]
        assert isinstance(play, forms.ChoiceField)
        assert isinstance(brand, forms.ModelChoiceField)
        play.choices = [(play.name, play.label) for play in PLAYS.values()]
        play.initial = next(iter(PLAYS))
        self.fields["language"].initial = get_language()
        brand.queryset = brands_for(user)
        own = list(brands_for(user)[:2])
        if len(own) == 1:
            brand.initial, brand.widget = own[0].pk, forms.HiddenInput()


def start(owner: "ModelAdmin[Campaign]", request: HttpRequest) -> HttpResponseBase:
    """Answer the page where a campaign begins. Raises PermissionDenied."""
    if not owner.has_add_permission(request):
        raise PermissionDenied
    form = StartForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        campaign = draft(chosen["brand"], chosen["play"], chosen["name"], chosen["language"])
        owner.log_addition(request, campaign, str(_("Started")))
        return HttpResponseRedirect(step_url(campaign, "play"))
    context = {
        **owner.admin_site.each_context(request),
        "title": _("New campaign"),
        "form": form,
        "plays": PLAYS.values(),
        "chosen": form["play"].value(),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "admin/builder/start.html", context, status=status)
