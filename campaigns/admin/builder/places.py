"""Step places: when it runs, where its codes hang, which big screens show it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.admin.base import ModelForm
from campaigns.admin.builder.view import StepView
from campaigns.admin.screen import online
from campaigns.admin.widgets import Moment
from campaigns.models import Campaign, Event, Placement, Round, Screen
from campaigns.services import screening
from campaigns.services.errors import Refusal


class TimeForm(ModelForm):
    class Meta:
        model = Campaign
        fields = ("starts_at", "ends_at", "photo_hours")
        widgets = {"starts_at": Moment, "ends_at": Moment}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hours = self.fields["photo_hours"]
        hours.widget.attrs |= {"min": 1, "max": 720}

    def clean_photo_hours(self) -> int:
        hours = int(self.cleaned_data["photo_hours"])
        if not 1 <= hours <= 720:
            raise ValidationError(_("Between 1 and 720 hours (30 days)."))
        return hours

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("The end must come after the start."))
        return cleaned


class PlaceForm(ModelForm):
    class Meta:
        model = Placement
        fields = ("name",)


class ScreenForm(ModelForm):
    class Meta:
        model = Screen
        fields = ("name", "placement")

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["placement"] = forms.ModelChoiceField(
            campaign.placements.all(), label=gettext_lazy("place"), empty_label=None
        )


@dataclass(frozen=True)
class PlaceRow:
    """A place with its address; `removable` as long as nothing has happened there."""

    place: Placement
    address: str
    removable: bool
    style: str = ""


class PlacesStep(StepView):
    step = "places"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self._page()

    def post(self, request: HttpRequest) -> HttpResponseBase:
        what, _colon, key = request.POST.get("do", "").partition(":")
        verbs = {
            "": self._time,
            "place": self._add_place,
            "screen": self._add_screen,
            "remove": self._remove,
            "pair": self._pair,
            "unpair": self._unpair,
            "move": self._move,
        }
        return verbs.get(what, self._time)(key)

    def _time(self, _key: str) -> HttpResponseBase:
        form = TimeForm(self.request.POST, instance=self.campaign)
        if not form.is_valid():
            self.campaign.refresh_from_db()
            return self._page(form=form)
        self.keep(*form.Meta.fields)
        return self.saved()

    def _add_place(self, _key: str) -> HttpResponseBase:
        place = Placement(campaign=self.campaign)
        form = PlaceForm(self.request.POST, instance=place, prefix="place")
        if not form.is_valid():
            return self._page(place_form=form)
        self.note(form.save())
        return self.saved(_("The place has its QR code."), anchor="#places")

    def _remove(self, key: str) -> HttpResponseBase:
        place = self.campaign.placements.filter(pk=_number(key)).first()
        if place is None or not _removable(place):
            return self._page(refused=_("This place has been used: its code keeps its meaning."))
        self.note(place)
        place.delete()
        return self.saved(_("Deleted."), anchor="#places")

    def _add_screen(self, _key: str) -> HttpResponseBase:
        screen = Screen(brand=self.campaign.brand)
        form = ScreenForm(
            self.request.POST, instance=screen, prefix="screen", campaign=self.campaign
        )
        if not form.is_valid():
            return self._page(screen_form=form)
        self.note(form.save())
        words = _("Open the screen's page on the device and type the code that it shows.")
        return self.saved(words, anchor="#screens")

    def _pair(self, key: str) -> HttpResponseBase:
        screen = self._screen(key)
        if screen is None:
            return self._gone()
        try:
            screening.pair(self.request.POST.get(f"code-{key}", ""), screen)
        except Refusal as refusal:
            return self._page(pairing_errors={screen.pk: str(refusal.words)})
        self.note(screen)
        return self.saved(_("The screen is paired."), anchor="#screens")

    def _unpair(self, key: str) -> HttpResponseBase:
        screen = self._screen(key)
        if screen is None:
            return self._gone()
        screening.unpair(screen)
        self.note(screen)
        return self.saved(_("The screen is set free."), anchor="#screens")

    def _move(self, key: str) -> HttpResponseBase:
        """Let a screen of the brand stand for a place of this campaign."""
        screen = self._screen(key)
        place = self.campaign.placements.filter(
            pk=_number(self.request.POST.get(f"at-{key}", ""))
        ).first()
        if screen is None or place is None:
            return self._gone()
        screen.placement = place
        screen.save(update_fields=["placement"])
        self.note(screen)
        return self.saved(anchor="#screens")

    def _screen(self, key: str) -> Screen | None:
        return self.campaign.brand.screens.filter(pk=_number(key)).first()

    def _gone(self) -> HttpResponseBase:
        """A button of a page that was open for long."""
        return self._page(refused=_("That is not here any more."))

    def _page(self, **context: Any) -> HttpResponseBase:
        places = list(self.campaign.placements.all())
        forms_ = {
            "form": TimeForm(instance=self.campaign),
            "place_form": PlaceForm(prefix="place"),
            "screen_form": ScreenForm(prefix="screen", campaign=self.campaign),
        }
        screens = self.campaign.brand.screens.select_related("placement__campaign")
        return self.page(
            status=422 if context else 200,
            places=[PlaceRow(p, address(p), _removable(p)) for p in places],
            screens=[(screen, online(screen)) for screen in screens],
            zone=timezone.get_current_timezone_name(),
            logo="logo=1" if self.campaign.brand.logo_id else "",
            screen_url=settings.BASE_URL + reverse("screen"),
            **forms_ | context,
        )


def address(place: Placement) -> str:
    """Return what the QR code of a place says."""
    return f"{settings.BASE_URL}{reverse('scan', args=[place.code])}"


def _removable(place: Placement) -> bool:
    used = (
        Round.objects.filter(placement=place),
        Event.objects.filter(placement=place),
        place.screens.all(),
    )
    return not any(rows.exists() for rows in used)


def _number(text: str) -> int:
    """Return the id that a button named; 0, which nobody has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
