"""The blocks that a page is put together from.

A template sees the whole page's context (campaign, brand, prizes, links, products, visit …) and of
its own block `data`, as the form cleaned it, and `pictures` by the field's name.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.plays.base import AssetField
from campaigns.sections.base import Section, SectionForm


class Hero(Section):
    name = "hero"
    label = _("Opening")
    summary = _("The first thing seen: a picture, a headline, one line below it.")
    required = True

    class Form(SectionForm):
        title = forms.CharField(label=_("headline"), max_length=40)
        line = forms.CharField(label=_("line below"), max_length=80, required=False)
        picture = AssetField(kind="picture", label=_("picture"), required=False)


class PlayHere(Section):
    name = "play"
    label = _("The play")
    summary = _("The button that starts the play.")
    required = True

    class Form(SectionForm):
        button = forms.CharField(label=_("words on the button"), max_length=20)
        note = forms.CharField(label=_("line below"), max_length=80, required=False)


class Prizes(Section):
    name = "prizes"
    label = _("What can be won")
    summary = _("The campaign's prizes, as coupons.")

    class Form(SectionForm):
        title = forms.CharField(label=_("headline"), max_length=40, required=False)


class Products(Section):
    name = "products"
    label = _("Products")
    summary = _("The campaign's products, each with its way to the store.")

    class Form(SectionForm):
        title = forms.CharField(label=_("headline"), max_length=40, required=False)


class Follow(Section):
    name = "follow"
    label = _("Follow the store")
    summary = _("The store's links.")

    class Form(SectionForm):
        title = forms.CharField(label=_("headline"), max_length=40, required=False)


class Share(Section):
    name = "share"
    label = _("Share")
    summary = _("Lets a player send the page to friends.")

    class Form(SectionForm):
        words = forms.CharField(label=_("words that go with it"), max_length=80, required=False)


class Text(Section):
    name = "text"
    label = _("Text")
    summary = _("A headline and a paragraph of your own.")

    class Form(SectionForm):
        title = forms.CharField(label=_("headline"), max_length=40, required=False)
        body = forms.CharField(label=_("text"), widget=forms.Textarea, max_length=2000)


class Rules(Section):
    name = "rules"
    label = _("Rules")
    summary = _("The campaign's rules and what happens to photos.")
    required = True
