"""The forms of accounts: opening one, by e-mail or by way of a service, and what its owner may change."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm
from allauth.socialaccount.forms import SignupForm as ServiceForm
from django import forms
from django.utils.translation import gettext_lazy as _

from sayso.desk.accounts.adapters import LONGEST_NAME, tidy_name
from sayso.desk.accounts.models import User


def name_field() -> forms.CharField:
    """The name that others see."""
    return forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("It stands beside what you write. It need not be your own name; your address is never shown."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )


class _Named:
    def clean_name(self) -> str:
        """On one line, with something in it."""
        name = tidy_name(self.cleaned_data["name"])  # type: ignore[attr-defined]
        if not name:
            raise forms.ValidationError(_("Give a name."))
        return name


class SignUp(_Named, SignupForm):
    """An account by e-mail and password."""

    name = name_field()
    field_order = ("name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["website"].widget.attrs.pop("style", None)  # the page's policy allows none; our sheet hides it


class ServiceSignUp(_Named, ServiceForm):
    """An account by way of a service: the name and the address, to be looked over."""

    name = name_field()
    field_order = ("name", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = self.sociallogin.user.name


class Profile(_Named, forms.ModelForm):
    """What its owner may change of an account."""

    name = name_field()

    class Meta:
        model = User
        fields = ("name", "notices")
        labels = {"notices": _("Write to me when my replies are decided on or answered")}  # noqa: RUF012 - Django's way


class Farewell(forms.Form):
    """To close an account one writes its address once more."""

    email = forms.CharField(
        label=_("Your e-mail address, to be sure"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        """The address of the account."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if email != self.user.email:
            raise forms.ValidationError(_("This is not the address of your account."))
        return email
