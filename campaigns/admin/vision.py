"""The card of every vision network: where it comes from, how fast and how good it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.services import networks
from campaigns.services.deskaccess import holds

Words = str | Promise


@dataclass(frozen=True)
class Kind:
    """networks: name → what it does. question: of the evaluation that judges them together, ""
    where each is judged by itself.

    figures: the evaluation's shares that a person understands, and what they are shares of; of
    people rather than photos where `people` says so.
    """

    title: Words
    networks: Mapping[str, Words]
    question: str
    figures: Mapping[str, Words]
    people: bool = False


KINDS = (
    Kind(
        _("Hands and gestures"),
        {
            "palm_lite": _("Finds hands"),
            "palm_full": _("Finds hands in hard pictures"),
            "hand_lite": _("Finds the 21 points of a hand"),
            "hand_full": _("Finds the 21 points in hard pictures"),
            "gesture": _("Tells rock, paper and scissors by the points"),
        },
        "gestures",
        {
            "macro_recall": _("of rock, paper and scissors recognised"),
            "false_on_none": _("of pictures without a raised hand mistaken for one of them"),
        },
    ),
    Kind(
        _("Cut-outs"),
        {
            "selfie": _("Parts people from the background"),
            "selfie_landscape": _("The same in wide pictures"),
        },
        "portraits",
        {"miou": _("overlap with outlines drawn by hand")},
    ),
    Kind(
        _("Bodies"),
        {
            "pose_detection": _("Finds people"),
            "pose_full": _("Finds the 33 points of a body"),
            "pose_lite": _("The same on phones that are slow"),
        },
        "poses",
        {"found": _("of people found"), "pck": _("of their joints in the right place")},
        people=True,
    ),
    Kind(
        _("Faces"),
        {
            "face_detection": _("Finds faces"),
            "face_landmark": _("Finds the surface of a face"),
            "face_attention": _("The same, with lips, eyes and irises looked at closely"),
            "age_gender": _("Guesses the apparent age and gender"),
        },
        "attributes",
        {
            "age_right": _("of guessed age ranges right"),
            "gender_right": _("of guessed genders right"),
            "gender_abstained": _("of faces left without a guess, because it was unsure"),
        },
    ),
    Kind(
        _("Painting"),
        {
            "style_oil": _("Paints in oil"),
            "style_mosaic": _("Lays a mosaic"),
            "style_ink": _("Draws in ink"),
            "style_woodcut": _("Cuts a woodcut and prints it in two inks"),
        },
        "",
        {},
    ),
)


def vision(request: HttpRequest) -> TemplateResponse:
    """For whoever builds campaigns. Raises PermissionDenied for others."""
    if not holds(request.user):
        raise PermissionDenied
    cards = {card.name: card for card in networks.cards()}
    context = {
        **admin.site.each_context(request),
        "subtitle": _("Vision models"),
        "kinds": [_shown(kind, cards) for kind in KINDS],
        "machine": next((card.measured_on for card in cards.values() if card.measured_on), ""),
    }
    return TemplateResponse(request, "admin/vision.html", context)


def _shown(kind: Kind, cards: Mapping[str, Any]) -> dict[str, Any]:
    rows = [
        (cards[name], does, _percent(cards[name].parity)) for name, does in kind.networks.items()
    ]
    judged = [card for card, *_rest in rows if card.question == kind.question]
    figures: Mapping[str, float] = judged[0].figures if judged else {}
    counts: Mapping[str, int] = judged[0].counts if judged else {}
    photos = int(figures.get("photos", 0))
    return {
        "title": kind.title,
        "rows": rows,
        "photos": photos,
        "people": kind.people,
        "figures": [
            (round(100 * figures[name], 1), words, counts.get(name, photos))
            for name, words in kind.figures.items()
            if name in figures
        ],
    }


def _percent(share: float | None) -> str:
    """As long as it takes to be more than nought: 0.0002."""
    return "" if share is None else f"{100 * share:.6f}".rstrip("0")
