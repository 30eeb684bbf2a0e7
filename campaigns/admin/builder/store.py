"""Step store: which links and products the page shows; new ones are made in place."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.admin.base import ModelForm
from campaigns.admin.builder.view import StepView
from campaigns.admin.widgets import PicturePicker
from campaigns.models import Asset, Brand, Campaign, Product, StoreLink
from campaigns.services.assets import card, shelf


class ChoiceForm(ModelForm):
    class Meta:
        model = Campaign
        fields = ("links", "products")
        widgets = {
            "links": forms.CheckboxSelectMultiple,
            "products": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        brand: Brand = self.instance.brand
        for name, rows in (("links", brand.links.all()), ("products", brand.products.all())):
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)
            field.queryset, field.required = rows, False


class LinkForm(ModelForm):
    class Meta:
        model = StoreLink
        fields = ("kind", "label", "url")


class ProductForm(ModelForm):
    class Meta:
        model = Product
        fields = ("name", "price", "currency", "url", "picture")

    def __init__(self, *args: Any, brand: Brand, upload_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Asset.objects.filter(brand=brand, kind=Asset.Kind.PICTURE)
        cards = [one for one in shelf(brand) if one.kind == Asset.Kind.PICTURE]
        self.fields["picture"] = forms.ModelChoiceField(
            own,
            label=gettext_lazy("picture"),
            required=False,
            empty_label="—",
            widget=PicturePicker(cards, Asset.Kind.PICTURE, upload_url),
        )


class StoreStep(StepView):
    step = "store"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self._page(ChoiceForm(instance=self.campaign), self._link(), self._product())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """The choice is kept whatever was pressed; a new row is made and chosen at once."""
        what = request.POST.get("do", "")
        choice = ChoiceForm(request.POST, instance=self.campaign)
        link = self._link(request.POST if what == "link" else None)
        product = self._product(request.POST if what == "product" else None)
        if choice.is_valid():
            choice.save()
            self.note(_("Links and products"))
        added = {"link": link, "product": product}.get(what)
        if not choice.is_valid() or (added is not None and not added.is_valid()):
            return self._page(choice, link, product, status=422)
        if added is not None:
            self._add(added)
        return self.saved(_("Added.") if added is not None else "")

    def _add(self, form: ModelForm) -> None:
        form.instance.brand = self.campaign.brand
        row = form.save()
        if isinstance(row, Product):
            self.campaign.products.add(row)
        else:
            self.campaign.links.add(row)

    def _link(self, data: Any = None) -> LinkForm:
        return LinkForm(data, prefix="link")

    def _product(self, data: Any = None) -> ProductForm:
        return ProductForm(
            data, prefix="product", brand=self.campaign.brand, upload_url=self.upload_url()
        )

    def _page(
        self, choice: ChoiceForm, link: LinkForm, product: ProductForm, status: int = 200
    ) -> HttpResponseBase:
        chosen = set(map(str, choice["products"].value() or []))
        products = self.campaign.brand.products.select_related("picture")
        return self.page(
            status=status,
            form=choice,
            link_form=link,
            product_form=product,
            products=[
                (row, row.picture and card(row.picture), str(row.pk) in chosen) for row in products
            ],
        )
