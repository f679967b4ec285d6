"""The forms of replies. What a machine would trip over: a field that people don't see, and a signed time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sayso.desk.deeds.correct import FIELDS
from sayso.desk.replies import stamps, uploads
from sayso.desk.replies.deeds.accept import KINDS, Wanted
from sayso.desk.replies.models import KINDS as SORTS
from sayso.desk.replies.models import LONGEST, SOURCE, WRONG
from sayso.desk.words import GRADES, word
from sayso.records import Ref

MOST_CLAIMS = 60


def link_field() -> forms.URLField:
    """The address of a source; a web page and nothing else."""
    return forms.URLField(
        label=_("Address of the source"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )


def text_field() -> forms.CharField:
    """What is said."""
    return forms.CharField(
        label=_("Your words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST, "dir": "auto"}),
    )


def plain(text: str) -> str:
    """A text without characters that aren't seen or turn the direction of what follows; lines are kept.

    >>> plain("a\\u202eb\\r\\nc\\x00")
    'ab\\nc'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(c for c in line if c.isprintable() or c == "\t") for line in lines).strip()


class _Web:
    def clean_text(self) -> str:
        """Without what isn't seen."""
        return plain(self.cleaned_data.get("text", ""))  # type: ignore[attr-defined]

    def clean_link(self) -> str:
        """Only http and https."""
        link = str(self.cleaned_data.get("link") or "")  # type: ignore[attr-defined]
        if link and not link.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(gettext("Only addresses of web pages can be given."))
        return link


class NewReply(_Web, forms.Form):
    """A reply: what sort, the words, a source as an address or a file."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=list(SORTS.items()), widget=forms.RadioSelect, initial=WRONG
    )
    text = text_field()
    link = link_field()
    file = forms.FileField(
        label=_("A file"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(uploads.ENDINGS)}),
        help_text=_(
            "Pictures, PDF, MP4, plain text. A file is kept as you send it, with what is hidden in it, such as where a "
            "picture was taken; others can download it once your reply is shown."
        ),
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
    stamp = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, purpose: str, *args: Any, files_welcome: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purpose = purpose
        if not files_welcome:
            del self.fields["file"]
        self.fields["stamp"].initial = stamps.stamp(purpose)

    def clean_file(self) -> Any:
        """Checked by its size and its bytes."""
        file = self.cleaned_data.get("file")
        if file:
            uploads.check(file)
        return file or None

    def clean_stamp(self) -> str:
        """Not too fast, not too old, not of another form."""
        found = stamps.fault(self.cleaned_data["stamp"], self.purpose)
        if found == "soon":
            raise forms.ValidationError(gettext("That was very fast. Look it over, then send it again."))
        if found:
            raise forms.ValidationError(gettext("The form was open for too long. Send it again."))
        return str(self.cleaned_data["stamp"])

    def clean(self) -> dict[str, Any]:
        """Words, or for a source the source itself."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        source = data.get("kind") == SOURCE and (data.get("link") or data.get("file"))
        if not data.get("text") and not source and not self.errors:
            raise forms.ValidationError(gettext("Write what you have to say, or give a source."))
        return data

    @property
    def odd(self) -> str:
        """What a machine did that no person does."""
        return "filled a hidden field" if self.cleaned_data.get("website") else ""

    def restamped(self) -> NewReply:
        """The same form with a new time, to be shown again."""
        again: Any = self.data.copy()
        again["stamp"] = stamps.stamp(self.purpose)
        self.data: Any = again
        return self


class EditReply(_Web, forms.Form):
    """Other words for a reply."""

    text = text_field()
    link = link_field()

    def clean(self) -> dict[str, Any]:
        """Something must be left."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("text") and not data.get("link") and not self.errors:
            raise forms.ValidationError(gettext("Nothing is left of it. Withdraw it instead."))
        return data


class Ruled(forms.Form):
    """The ruling that a reply leads to."""

    kind = forms.ChoiceField(label=_("What is ruled"))
    claims = forms.MultipleChoiceField(label=_("On which claims"), widget=forms.CheckboxSelectMultiple)
    field = forms.ChoiceField(label=_("Field"), required=False, choices=[("", "—"), *((f, f) for f in FIELDS)])
    value = forms.CharField(label=_("What it really is"), required=False, max_length=200)
    grade = forms.ChoiceField(label=_("Grade"), required=False)
    why = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, claims: dict[Ref, str], incident: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refs = {f"{n}": ref for n, ref in enumerate(list(claims)[:MOST_CLAIMS])}
        kinds = KINDS if incident else tuple(k for k in KINDS if k != "grade")
        self.fields["kind"].choices = [(k, word("ruling", k)) for k in kinds]
        self.fields["claims"].choices = [(key, claims[ref]) for key, ref in self.refs.items()]
        self.fields["grade"].choices = [("", "—"), *((g, word("grade", g)) for g in GRADES)]
        if not incident:
            del self.fields["grade"]
        if len(self.refs) == 1:
            self.fields["claims"].initial = ["0"]

    def clean(self) -> dict[str, Any]:
        """What the kind needs."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("kind") == "correct" and not data.get("field"):
            self.add_error("field", gettext("Which field is corrected?"))
        if data.get("kind") == "grade" and not data.get("grade"):
            self.add_error("grade", gettext("Which grade?"))
        return data

    @property
    def wanted(self) -> Wanted:
        """It, for the deed."""
        data = self.cleaned_data
        value = data["value"] if data["kind"] == "correct" else data.get("grade", "")
        refs = [self.refs[key] for key in data["claims"]]
        return Wanted(data["kind"], refs, data["why"], data["field"], value)
