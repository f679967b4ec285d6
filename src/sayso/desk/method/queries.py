"""How this ledger is made, said by what runs: settings, rules, vocabularies, the readers that were at work."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Sum
from pydantic import BaseModel

from sayso.desk.source.queries import present
from sayso.merging import grades
from sayso.vocab.codes import EventKind, event_kinds


@dataclass(frozen=True, slots=True)
class Dial:
    """One setting that is in force: its name, value and meaning, and whether it is as the program came."""

    name: str
    value: str
    meaning: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader at a version, with the reports and claims that it read."""

    name: str
    reports: int
    claims: int


def events() -> list[EventKind]:
    """The event codes."""
    return list(event_kinds().values())


def grade_rules() -> list[tuple[str, str]]:
    """The rules of grading in their order, as the code that grades states them: the grade, and when it is given."""
    text = inspect.getdoc(grades) or ""
    items = re.findall(r"^- (.+?)(?=^- |^\S|\Z)", text, flags=re.MULTILINE | re.DOTALL)
    pairs = (" ".join(item.split()).partition(": ") for item in items)
    return [(name, rule.rstrip(";.")) if mark else ("", name.rstrip(";.")) for name, mark, rule in pairs]


def dials(group: str) -> list[Dial]:
    """The settings of a group that are in force."""
    now: BaseModel = getattr(settings.SAYSO.dials, group)
    return [
        Dial(name, str(getattr(now, name)), field.description or "", getattr(now, name) != field.default)
        for name, field in type(now).model_fields.items()
    ]


def readers() -> list[Reader]:
    """The readers whose readings hold now; one query."""
    rows = present().values("reader").annotate(reports=Count("id"), said=Sum("claims")).order_by("-reports", "reader")
    return [Reader(r["reader"], r["reports"], r["said"] or 0) for r in rows]
