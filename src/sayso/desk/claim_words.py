"""A claim's fields in words, for side lists: who, to whom, how many, where, when, who says so."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sayso.desk import saying
from sayso.desk.incident.sheet import figure_words
from sayso.desk.words import word
from sayso.records import Claim, Span


def claim_fields(claim: Claim) -> list[tuple[str, str]]:
    """What a claim records, label and value; what it doesn't say is left out."""
    rows = [
        (_("who did it"), _texts(a.span for a in claim.actors)),
        (_("to whom"), _texts(a.span for a in claim.targets)),
        (_("with what"), _texts(claim.means)),
        (_("how many"), "; ".join(figure_words(f) for f in claim.figures)),
        (_("where"), _place(claim)),
        (_("when"), _when(claim)),
        (_("who says so"), " › ".join(f"{v.span.text} ({word('voice', v.kind)})" for v in claim.voices)),
    ]
    return [(label, value) for label, value in rows if value]


def _texts(spans: Iterable[Span]) -> str:
    return ", ".join(dict.fromkeys(s.text for s in spans))


def _place(claim: Claim) -> str:
    if claim.place is None:
        return ""
    return f"{saying.where(claim.place)} ({word('precision', claim.place.precision)})"


def _when(claim: Claim) -> str:
    if claim.when is None:
        return ""
    known = claim.when.start is not None or claim.when.end is not None
    said = claim.when.span.text
    return f"{said} ({saying.days(claim.when.start, claim.when.end)})" if known else said
