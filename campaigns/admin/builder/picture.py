"""Upload in place: a picture for the campaign's brand, answered with its card or with words."""

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from campaigns.admin.builder.view import StepView
from campaigns.services import assets
from campaigns.services.artwork import MAX_BYTES
from campaigns.services.errors import Refusal


class PictureUpload(StepView):
    step = "play"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponseBase:
        file = request.FILES.get("picture")
        if file is None:
            return JsonResponse({"error": _("Choose a picture first.")}, status=400)
        kind = request.POST.get("kind", "")
        try:
            data = file.read(MAX_BYTES + 1)
            asset = assets.take_in(self.campaign.brand, kind, file.name or "", data)
        except Refusal as refusal:
            return JsonResponse({"error": str(refusal.words)}, status=refusal.status)
        card = assets.card(asset)
        return JsonResponse({"id": card.id, "name": card.name, "url": card.url}, status=201)
