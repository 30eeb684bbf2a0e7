"""Step prizes: what can be won, how many are left, codes from a list."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Count, ProtectedError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.admin.base import ModelForm
from campaigns.admin.builder.view import StepView
from campaigns.admin.widgets import Moment
from campaigns.models import Coupon, Prize
from campaigns.plays.registry import PLAYS
from campaigns.services import codes
from campaigns.services.codelist import MAX_BYTES
from campaigns.services.errors import Refusal

Kind = Prize.Kind


@dataclass(frozen=True)
class PrizeRow:
    """free: None is without end."""

    prize: Prize
    free: int | None
    given: int
    redeemed: int


class PrizeForm(ModelForm):
    chance = forms.DecimalField(
        label=gettext_lazy("chance (%)"),
        min_value=0,
        max_value=100,
        decimal_places=3,
        initial=100,
        help_text=gettext_lazy("100 wins always"),
    )

    class Meta:
        model = Prize
        fields = (
            "name",
            "terms",
            "kind",
            "shared_code",
            "stock",
            "tier",
            "per_player",
            "per_day",
            "spread",
            "valid_until",
        )
        widgets = {"kind": forms.RadioSelect, "valid_until": Moment}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["chance"] = f"{self.instance.odds * 100:g}"
            if self.instance.coupons.exists():
                # Codes that players hold keep their meaning.
                self.fields["kind"].disabled = True
                self.fields["kind"].help_text = gettext_lazy(
                    "This prize has codes already. To give others, make another prize."
                )
        play = PLAYS.get(self.instance.campaign.play)
        tiers = list(play.tiers.items()) if play else []
        self.fields["tier"] = forms.ChoiceField(
            label=gettext_lazy("won by"),
            required=False,
            choices=[("", gettext_lazy("every result")), *tiers],
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        if kind == Kind.SHARED and not cleaned.get("shared_code", "").strip():
            self.add_error("shared_code", _("Type the code that everybody gets."))
        if kind == Kind.POOL:
            cleaned["stock"] = None
        if kind != Kind.SHARED:
            cleaned["shared_code"] = ""
        return cleaned

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        self.instance.odds = float(self.cleaned_data["chance"] / 100)
        with transaction.atomic():
            prize = super().save(commit)
            codes.make_codes(prize)
        return prize


class CodesForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("list of codes"),
        help_text=gettext_lazy("CSV or text, one code a line, to 10 MB"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )


class PrizesStep(StepView):
    step = "prizes"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self.page(rows=[_row(prize) for prize in self.campaign.prizes.all()])

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Move a prize: up:<id> or down:<id>. The first one that is won is given."""
        what, _colon, key = request.POST.get("do", "").partition(":")
        order = list(self.campaign.prizes.all())
        place = next((n for n, prize in enumerate(order) if str(prize.pk) == key), None)
        step = {"up": -1, "down": 1}.get(what, 0)
        if place is not None and 0 <= place + step < len(order):
            order.insert(place + step, order.pop(place))
            _renumber(order)
        return self.saved()


class PrizeView(StepView):
    """One prize: its form, its codes and the reports of their imports."""

    step = "prizes"
    template = "admin/builder/prize.html"

    def get(self, request: HttpRequest, prize: int | None = None) -> HttpResponseBase:
        found = self._prize(prize)
        return self._page(PrizeForm(instance=found), CodesForm())

    def post(self, request: HttpRequest, prize: int | None = None) -> HttpResponseBase:
        found = self._prize(prize)
        what = request.POST.get("do", "save")
        if what == "delete" and found.pk:
            return self._delete(found)
        if what == "import" and found.pk:
            return self._import(found, request)
        form = PrizeForm(request.POST, instance=found)
        if not form.is_valid():
            return self._page(form, CodesForm(), status=422)
        kept = form.save()
        self.note(_("Prize “%(name)s”") % {"name": kept.name})
        if kept.kind == Kind.POOL and prize is None:
            return self.saved(_("Saved. Now bring in its codes."), url=self._url(kept))
        return self.saved()

    def _url(self, prize: Prize) -> str:
        return reverse("admin:campaigns_prize", args=[self.campaign.pk, prize.pk])

    def _prize(self, pk: int | None) -> Prize:
        if pk is None:
            last = self.campaign.prizes.last()
            return Prize(campaign=self.campaign, position=last.position + 1 if last else 0)
        return get_object_or_404(self.campaign.prizes, pk=pk)

    def _delete(self, prize: Prize) -> HttpResponseBase:
        """Only as long as nobody has one: what players won stays theirs."""
        try:
            with transaction.atomic():
                prize.coupons.filter(state=Coupon.State.FREE).delete()
                prize.delete()
        except ProtectedError:
            form = PrizeForm(instance=prize)
            words = _("Players have this prize already. Set how many there are to 0 instead.")
            return self._page(form, CodesForm(), status=409, refused=words)
        self.note(_("Prize “%(name)s” deleted") % {"name": prize.name})
        return self.saved(_("Deleted."))

    def _import(self, prize: Prize, request: HttpRequest) -> HttpResponseBase:
        form = CodesForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                done = codes.import_codes(prize, file.read(MAX_BYTES + 1), file.name, self.user)
            except Refusal as refusal:
                form.add_error("file", str(refusal.words))
            else:
                self.note(_("Codes of “%(name)s”") % {"name": prize.name})
                words = _("%(count)d codes are new.") % {"count": done.accepted}
                return self.saved(words, url=self._url(prize), anchor="#codes")
        return self._page(PrizeForm(instance=prize), form, status=422)

    def _page(self, form: PrizeForm, upload: CodesForm, **context: Any) -> HttpResponseBase:
        prize = form.instance
        kept = Prize.objects.filter(pk=prize.pk).first()
        return self.page(
            form=form,
            upload=upload,
            prize=prize,
            row=kept and _row(kept),
            imports=kept.imports.order_by("-pk")[:5] if kept else [],
            pool=kept is not None and kept.kind == Kind.POOL,
            **context,
        )


def _row(prize: Prize) -> PrizeRow:
    counted = prize.coupons.values_list("state").annotate(number=Count("pk")).order_by()
    number = dict(counted)
    redeemed = number.get(Coupon.State.REDEEMED, 0)
    given = number.get(Coupon.State.CLAIMED, 0) + redeemed
    return PrizeRow(prize, codes.free_count(prize), given, redeemed)


def _renumber(prizes: list[Prize]) -> None:
    for position, prize in enumerate(prizes):
        prize.position = position
    Prize.objects.bulk_update(prizes, ["position"])
