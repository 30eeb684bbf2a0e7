"""The counter, where a cashier redeems a coupon, and the way out to the store."""

import uuid
from datetime import timedelta

from django import forms
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.models import Coupon, Placement, Redemption, Release, Round, Store
from campaigns.services import following, players, redeeming
from campaigns.services.deskaccess import Role, brands_for
from campaigns.services.errors import NotYours, Refusal
from campaigns.web import language
from campaigns.web.refusals import friendly

# So soon after one's own redemption a second one is most likely a second tap.
_A_MOMENT = timedelta(minutes=1)


@never_cache
@login_required
@friendly
@require_http_methods(["GET", "POST"])
def redeem(request: HttpRequest) -> HttpResponse:
    """POST `code` shows the coupon, POST `coupon` and `store` redeems it."""
    user = request.user
    assert isinstance(user, User)
    if not brands_for(user, Role.CASHIER).exists():
        raise NotYours(_("Only people of a brand redeem coupons. Ask its owner to add you."))
    if request.method == "GET":
        return _page(request, "ask")
    try:
        return _redeem(request, user) if "coupon" in request.POST else _show(request, user)
    except redeeming.AlreadyRedeemed as refusal:
        return _used(request, refusal)
    except Refusal as refusal:
        return _page(request, "refused", refusal.status, words=refusal.words)


@friendly
@require_safe
def go(request: HttpRequest, token: str) -> HttpResponse:
    """Redirect to the operator's address and count it, unless a browser only looks ahead."""
    if request.method == "HEAD" or _looks_ahead(request):
        url = following.target(token)
    else:
        player = players.read(request.COOKIES.get(players.COOKIE))
        where = (_round(request), _release(request), _placement(request))
        url = following.leave(token, player, *where)
    return HttpResponseRedirect(url, headers={"Cache-Control": "no-store"})


def _show(request: HttpRequest, user: User) -> HttpResponse:
    coupon = redeeming.look_up(request.POST.get("code", "")[:200], user)
    if coupon.state == Coupon.State.REDEEMED:
        raise redeeming.AlreadyRedeemed(coupon.redemption)
    until = coupon.prize.valid_until
    if until and until <= timezone.now():
        raise redeeming.Expired(until)
    form = _Redeem(coupon, initial={"store": request.session.get("store")})
    return _page(request, "ready", coupon=coupon, form=form)


def _redeem(request: HttpRequest, user: User) -> HttpResponse:
    number = request.POST["coupon"]
    coupons = Coupon.objects.select_related("prize__campaign__brand")
    coupon = coupons.filter(pk=number).first() if number.isdecimal() else None
    if coupon is None:
        raise redeeming.UnknownCode
    form = _Redeem(coupon, request.POST)
    # A store that is not the brand's is as good as none.
    store = form.cleaned_data.get("store") if form.is_valid() else None
    redemption = redeeming.redeem(coupon, store, user)
    request.session["store"] = store and store.pk
    return _page(request, "done", redemption=redemption)


def _used(request: HttpRequest, refusal: redeeming.AlreadyRedeemed) -> HttpResponse:
    redemption: Redemption = refusal.redemption
    age = timezone.now() - redemption.redeemed_at
    again = redemption.redeemed_by == request.user and age < _A_MOMENT
    context = {"words": refusal.words, "redemption": redemption, "again": again}
    return _page(request, "used", refusal.status, **context)


def _page(request: HttpRequest, state: str, status: int = 200, **context: object) -> HttpResponse:
    """`state` is ask, ready, done, used or refused: the page shows one of them large."""
    typed = request.POST.get("code", "")[:200]
    known = {"state": state, "typed": typed, "tag": language.tag(get_language() or "en")}
    return render(request, "store/redeem.html", known | context, status=status)


class _Redeem(forms.Form):
    def __init__(self, coupon: Coupon, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        stores = Store.objects.filter(brand=coupon.prize.campaign.brand)
        self.fields["store"] = forms.ModelChoiceField(
            stores, label=_("Where"), required=False, empty_label=_("No particular store")
        )
        if not self.initial.get("store") and len(stores) == 1:
            self.initial["store"] = stores[0]


def _looks_ahead(request: HttpRequest) -> bool:
    names = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
    return any(
        word in request.headers.get(name, "").lower()
        for name in names
        for word in ("prefetch", "preview")
    )


def _round(request: HttpRequest) -> Round | None:
    try:
        key = uuid.UUID(request.GET.get("r", ""))
    except ValueError:
        return None
    rounds = Round.objects.select_related("player", "placement", "release__campaign")
    return rounds.defer("release__snapshot").filter(pk=key).first()


def _release(request: HttpRequest) -> Release | None:
    key = request.GET.get("c", "")
    if not key.isdecimal() or len(key) > 18:
        return None
    releases = Release.objects.select_related("campaign").defer("snapshot")
    return releases.filter(pk=key).first()


def _placement(request: HttpRequest) -> Placement | None:
    code = request.GET.get("p", "")
    if not code.isalnum():
        return None
    return Placement.objects.select_related("campaign").filter(code=code).first()
