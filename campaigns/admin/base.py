"""What every page of the desk is built on: a brand sees itself only, rights follow the role."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, ManyToManyField, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaigns.models import Membership
from campaigns.services.deskaccess import PATHS, brand_of, brands_for, holds, visible

if TYPE_CHECKING:
    Page = admin.ModelAdmin[Any]
    ModelForm = forms.ModelForm[Any]
else:
    Page, ModelForm = admin.ModelAdmin, forms.ModelForm

Role = Membership.Role


class OneBrandForm(ModelForm):
    """A row and all that it points to belong to one brand."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        brand = cleaned["brand"].pk if cleaned.get("brand") else brand_of(self.instance)
        for name, value in list(cleaned.items()):
            rows = [value] if isinstance(value, Model) else value
            if isinstance(rows, list | QuerySet) and any(_strange(row, brand) for row in rows):
                self.add_error(name, ValidationError(_("This belongs to another brand.")))
        return cleaned


def _strange(row: object, brand: int | None) -> bool:
    return isinstance(row, Model) and type(row) in PATHS and brand_of(row) != brand


class DeskPage(Page):
    """Rows of the user's brands alone, for people who hold at least the role `least`."""

    least: ClassVar[Membership.Role] = Role.OPERATOR
    form = OneBrandForm
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = visible(self.model, request.user, self.least)
        return rows.order_by(*self.get_ordering(request))

    def get_list_display(self, request: HttpRequest) -> Any:
        """The brand's name is news only to those who see several."""
        shown = super().get_list_display(request)
        several = brands_for(request.user, self.least)[:2].count() > 1
        return shown if several else [name for name in shown if name != "brand"]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = {"title": capfirst(str(self.opts.verbose_name_plural))}
        return super().changelist_view(request, title | (extra_context or {}))

    def may(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Tell whether the user's role allows this page, and this row of it."""
        if obj is None or obj.pk is None:
            return holds(request.user, self.least)
        return visible(self.model, request.user, self.least).filter(pk=obj.pk).exists()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.may(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, obj)

    def get_field_queryset(
        self, db: str | None, db_field: Any, request: HttpRequest
    ) -> QuerySet[Any] | None:
        """Offer only rows of the user's brands in choices, whatever the field."""
        return visible(db_field.remote_field.model, request.user, self.least)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(db_field, ForeignKey | ManyToManyField):
            # Without the small icons that open windows: rows are made on their own pages.
            field.widget = getattr(field.widget, "widget", field.widget)
        return field

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Leave out the rows that only join two others: their names say nothing to anybody."""
        tree, counts, missing, protected = super().get_deleted_objects(objs, request)
        joining = {str(opts.verbose_name_plural) for opts in _joining()}
        counts = {name: count for name, count in counts.items() if str(name) not in joining}
        starts = tuple(f"{capfirst(opts.verbose_name)}: " for opts in _joining())
        return _without(tree, starts), counts, missing, protected

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "brand" and field is not None:
            own = list(brands_for(request.user, self.least)[:2])
            if len(own) == 1:
                field.initial, field.widget = own[0].pk, forms.HiddenInput()
        return field

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A row never moves to another brand."""
        fixed = list(super().get_readonly_fields(request, obj))
        return [*fixed, "brand"] if obj is not None and hasattr(obj, "brand_id") else fixed

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """What is not there and what is another brand's look the same from outside."""
        raise Http404


def _joining() -> list[Any]:
    """Return the options of the tables that Django made to join two models."""
    models = apps.get_models(include_auto_created=True)
    return [model._meta for model in models if model._meta.auto_created]  # noqa: SLF001


def _without(tree: list[Any], starts: tuple[str, ...]) -> list[Any]:
    """Return the nested lists without the lines that begin so."""
    kept = [_without(each, starts) if isinstance(each, list) else each for each in tree]
    return [
        each for each in kept if each and not (isinstance(each, str) and each.startswith(starts))
    ]


class ReadOnlyPage(DeskPage):
    """Rows that the product alone writes."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
