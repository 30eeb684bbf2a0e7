"""The QR code of a place as a file: SVG for the screen, PNG for a page, PDF for the printer."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404

from campaigns.admin.builder.places import address
from campaigns.admin.builder.view import StepView
from campaigns.models import Campaign
from campaigns.services import assets, theming
from campaigns.services.colours import luminance
from campaigns.services.errors import Refusal
from campaigns.services.qr import QrStyle, png, svg
from campaigns.services.qrprint import pdf

_TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
_PNG_SIZE = 1200


class CodeView(StepView):
    step = "places"

    def get(self, request: HttpRequest, place: int, extension: str) -> HttpResponseBase:
        found = get_object_or_404(self.campaign.placements, pk=place)
        style = style_of(self.campaign, logo="logo" in request.GET, plain="plain" in request.GET)
        url = address(found)
        try:
            data = {
                "svg": lambda: svg(url, style),
                "png": lambda: png(url, style, _PNG_SIZE),
                "pdf": lambda: pdf(url, style, [self.campaign.name, found.name, url]),
            }[extension]()
        except Refusal as refusal:
            return HttpResponse(
                str(refusal.words), status=refusal.status, content_type="text/plain"
            )
        response = HttpResponse(data, content_type=_TYPES[extension])
        if "show" not in request.GET:
            name = f"{self.campaign.slug}-{found.code}.{extension}"
            response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def style_of(campaign: Campaign, *, logo: bool, plain: bool) -> QrStyle:
    """Return the campaign's colours the way a camera reads them: dark modules on light paper."""
    if plain:
        return QrStyle()
    colours = theming.palette(campaign.brand.theme | campaign.theme)
    dark, light = sorted((colours["ink"], colours["paper"]), key=luminance)
    mark = campaign.brand.logo if logo else None
    return QrStyle(dark, light, assets.content(mark) if mark else None)
