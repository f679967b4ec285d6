"""The form of a new token."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sayso.desk.api.tokens import OFFERED
from sayso.desk.rights import RIGHTS, may

DAYS = (("30", _("30 days")), ("90", _("90 days")), ("365", _("a year")))


class TokenForm(forms.Form):
    """What a token is for, what it may do, how long it holds."""

    name = forms.CharField(label=_("What it is for"), max_length=80)
    rights = forms.MultipleChoiceField(label=_("What it may do"), widget=forms.CheckboxSelectMultiple)
    days = forms.ChoiceField(label=_("How long it holds"), choices=DAYS, initial="90")

    def __init__(self, user: Any, *given: Any, **more: Any) -> None:
        """Only rights that the account has are offered."""
        super().__init__(*given, **more)
        have = [(right, RIGHTS[right]) for right in OFFERED if may(user, right)]
        self.fields["rights"].choices = [(right, _(said)) for right, said in have]
        self.fields["rights"].initial = [right for right, _said in have]

    def asked(self) -> tuple[str, list[str], int]:
        """What `make_token` takes."""
        data = self.cleaned_data
        return data["name"], data["rights"], int(data["days"])
