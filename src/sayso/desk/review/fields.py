"""A claim's fields one by one: what the reader read, what people made of it, and how it is corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from sayso.desk import saying
from sayso.desk.deeds.correct import CHOICES, NEVER_UNKNOWN
from sayso.desk.incident.sheet import figure_words
from sayso.desk.words import MEASURES, word
from sayso.merging.rulings import in_force
from sayso.records import Claim, Figure, Ruling


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: its label, the words and the value as read, who corrected it to what, and the kind of its input."""

    name: str
    label: str
    read: str
    value: str
    kind: str = "text"
    role: str = ""
    ruling: Ruling | None = None
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def now(self) -> str:
        """The value that holds, as a form has it."""
        return (self.ruling.value or "") if self.ruling else self.value

    @property
    def corrected(self) -> str:
        """What people made of it, in words."""
        if self.ruling is None:
            return ""
        return dict(self.choices).get(self.ruling.value or "", self.ruling.value) or _("unknown")

    @property
    def never_unknown(self) -> bool:
        """Whether it always has a value."""
        return self.name in NEVER_UNKNOWN


def field_rows(claim: Claim, rulings: Iterable[Ruling]) -> list[FieldRow]:
    """The fields of a claim in the order in which they are read; measures that it doesn't state are in `measures`."""
    standing = {r.field: r for r in in_force(rulings) if r.kind == "correct"}
    made = [
        _choice("event", _("what happened"), claim.event, "trigger"),
        _choice("scope", _("what kind of claim"), claim.scope),
        FieldRow("actor", _("who did it"), _names(claim.actors), _names(claim.actors), role="actor"),
        FieldRow("target", _("to whom"), _names(claim.targets), _names(claim.targets), role="target"),
        *_figures(claim, standing),
        *_place(claim),
        *_days(claim),
        _choice("certainty", _("how surely"), claim.certainty, "cue"),
    ]
    return [_with(row, standing.get(row.name)) for row in made]


def measures(rows: Iterable[FieldRow]) -> list[tuple[str, str]]:
    """The measures that have no row yet, for a figure that the reader missed."""
    have = {r.name for r in rows}
    return [(code, str(said)) for code, said in MEASURES.items() if code not in have]


def _with(row: FieldRow, ruling: Ruling | None) -> FieldRow:
    return replace(row, ruling=ruling) if ruling else row


def _choice(name: str, label: str, code: str, role: str = "") -> FieldRow:
    choices = tuple((c, word(name, c)) for c in CHOICES[name])
    if name == "event":
        choices = tuple(sorted(choices, key=lambda c: (c[0] == "other", c[1])))
    return FieldRow(name, label, word(name, code), code, "choice", role, None, choices)


def _names(people: Iterable[Any]) -> str:
    return ", ".join(dict.fromkeys(p.span.text for p in people))


def _figures(claim: Claim, standing: dict[str | None, Ruling]) -> list[FieldRow]:
    told: dict[str, list[Figure]] = {
        f.measure: [g for g in claim.figures if g.measure == f.measure] for f in claim.figures
    }
    added = {str(f) for f in standing if f in MEASURES and f not in told}
    made = []
    for measure in [*told, *sorted(added)]:
        figures = told.get(measure, [])
        best = figures[0].best if len(figures) == 1 else None
        said = "; ".join(figure_words(f) for f in figures)
        made.append(
            FieldRow(measure, word("measure", measure), said, "" if best is None else str(best), "number", "figure")
        )
    return made


def _place(claim: Claim) -> list[FieldRow]:
    place = claim.place
    name = (place.name or place.span.text) if place else ""
    made = [FieldRow("place", _("where"), saying.where(place), name, role="place")]
    if place is None:
        return made
    return [
        *made,
        FieldRow("country", _("country"), place.country or "", place.country or "", "country", "place"),
        _choice("precision", _("how closely"), place.precision, "place"),
        FieldRow("lat", _("latitude"), _degrees(place.lat), _degrees(place.lat), "degrees", "place"),
        FieldRow("lon", _("longitude"), _degrees(place.lon), _degrees(place.lon), "degrees", "place"),
    ]


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.5f}".rstrip("0").rstrip(".")


def _days(claim: Claim) -> list[FieldRow]:
    when = claim.when
    first, last = (when.start, when.end) if when else (None, None)
    said = f"“{when.span.text}”" if when else ""
    opens = ": ".join(part for part in (said, saying.day(first) if first else "") if part)
    return [
        FieldRow("start", _("first day"), opens, str(first or ""), "date", "time"),
        FieldRow("end", _("last day"), saying.day(last) if last else "", str(last or ""), "date", "time"),
    ]
