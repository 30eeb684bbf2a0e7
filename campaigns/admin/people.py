"""People of a brand: its owners invite them, give them a role and help with a lost password."""

from typing import Any

from django import forms
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.admin.base import DeskPage, OneBrandForm, Role
from campaigns.admin.shop import BY_BRAND
from campaigns.models import Membership
from campaigns.services.deskaccess import brands_for


def _password_field(*, required: bool, label: Any, help_text: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(
        label=label, help_text=help_text, required=required, widget=widget, strip=False
    )


class PersonForm(OneBrandForm):
    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if password:
            validate_password(password)
        return password


class InviteForm(PersonForm):
    """A new account with its role. An account that exists already is not given away by its name."""

    username = UsernameField(
        label=gettext_lazy("name to log in with"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
    )
    full_name = forms.CharField(label=gettext_lazy("name"), max_length=80, required=False)
    password = _password_field(
        required=True,
        label=gettext_lazy("password"),
        help_text=gettext_lazy("Tell it to the person, who can change it after logging in."),
    )

    class Meta:
        model = Membership
        fields = ("brand", "role")

    def clean_username(self) -> str:
        username = str(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError(_("This name is taken. Choose another one."))
        return username

    def account(self) -> User:
        return User.objects.create_user(
            self.cleaned_data["username"],
            password=self.cleaned_data["password"],
            first_name=self.cleaned_data["full_name"],
            is_staff=True,
        )


class MemberForm(PersonForm):
    password = _password_field(
        required=False,
        label=gettext_lazy("new password"),
        help_text=gettext_lazy("Leave empty to keep the one they have."),
    )

    class Meta:
        model = Membership
        fields = ("role",)


class MemberPage(DeskPage):
    least = Role.OWNER
    list_display = ("__str__", "role", "brand")
    list_filter = ("role", BY_BRAND)
    list_select_related = ("user", "brand")
    search_fields = ("user__username", "user__first_name")

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> Any:
        form = InviteForm if obj is None else MemberForm
        return super().get_form(request, obj, change, **kwargs | {"form": form})

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["brand", "username", "full_name", "password", "role"]
        return ["user", "brand", "role", *(["password"] if _in_charge(request, obj) else [])]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        if obj is None:
            return []
        return ["user", "brand", *(["role"] if obj.user_id == request.user.pk else [])]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody locks themself out."""
        own = obj is not None and obj.user_id == request.user.pk
        return not own and super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """People leave one by one."""
        return {}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        if not change:
            obj.user = form.account()
        elif form.cleaned_data["password"] and _in_charge(request, obj):
            obj.user.set_password(form.cleaned_data["password"])
            obj.user.save(update_fields=["password"])
        super().save_model(request, obj, form, change)


def _in_charge(request: HttpRequest, member: Membership) -> bool:
    """Whether the account is wholly this owner's: of no other brand and not the platform's."""
    if getattr(request.user, "is_superuser", False):
        return True
    brands = Membership.objects.filter(user=member.user).values("brand_id")
    others = brands.exclude(brand__in=brands_for(request.user, Role.OWNER))
    return not member.user.is_superuser and not others.exists() and member.user != request.user
