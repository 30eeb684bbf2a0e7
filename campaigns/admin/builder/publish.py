"""Steps check and publish: what is missing, what is live, and the way back."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.admin.builder.view import StepView
from campaigns.services import publishing
from campaigns.services.freezing import digest, freeze


class CheckStep(StepView):
    step = "check"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self.page()

    def post(self, request: HttpRequest) -> HttpResponseBase:
        return self.saved(_("Checked."))


class PublishStep(StepView):
    step = "publish"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self._page()

    def post(self, request: HttpRequest) -> HttpResponseBase:
        what, _colon, key = request.POST.get("do", "publish").partition(":")
        if what == "pause":
            publishing.pause(self.campaign)
            return self._done(_("Paused. Players are asked to come back soon."))
        if what == "resume":
            publishing.resume(self.campaign)
            return self._done(_("It goes on."))
        if what == "back":
            return self._roll_back(key)
        return self._publish(request.POST.get("note", "")[:200])

    def _publish(self, note: str) -> HttpResponseBase:
        try:
            release = publishing.publish(self.campaign, self.user, note)
        except publishing.NotReady as refusal:
            messages.error(self.request, str(refusal.words))
            return self._page(status=refusal.status)
        return self._done(_("Release #%(number)d is live.") % {"number": release.number})

    def _roll_back(self, number: str) -> HttpResponseBase:
        wanted = int(number) if number.isdecimal() and len(number) < 10 else 0
        old = get_object_or_404(self.campaign.releases, number=wanted, trial=False)
        release = publishing.roll_back(self.campaign, old, self.user)
        words = _("Players meet #%(old)d again, as #%(number)d.")
        return self._done(words % {"old": old.number, "number": release.number})

    def _done(self, words: str) -> HttpResponseBase:
        self.note(words)
        return self.saved(words)

    def _page(self, status: int = 200) -> HttpResponseBase:
        live = self.campaign.release
        releases = self.campaign.releases.filter(trial=False).select_related("published_by")
        return self.page(
            status=status,
            live=live,
            changed=live is None or live.sha256 != digest(freeze(self.campaign)),
            releases=releases[:20],
            address=settings.BASE_URL + reverse("page", args=[self.campaign.slug]),
        )
