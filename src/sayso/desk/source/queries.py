"""The outlets whose reports the ledger has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet, Sum

from sayso.desk.pages import Pager
from sayso.desk.setup import book
from sayso.ledger import models


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet: its name ("" where none is known), its reports and claims, its first and last day."""

    name: str
    reports: int
    claims: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Report:
    """A report in a list."""

    id: str
    title: str | None
    publisher: str | None
    published: date | None
    claims: int


def present() -> QuerySet[Any]:
    """The readings that hold now, one a report."""
    return models.Reading.objects.using(book().db).filter(lap_to__isnull=True)


def sources() -> list[Source]:
    """All outlets, most reports first; one query."""
    rows = (
        present()
        .values("publisher")
        .annotate(reports=Count("id"), said=Sum("claims"), first=Min("published"), last=Max("published"))
    )
    made = [Source(r["publisher"] or "", r["reports"], r["said"] or 0, r["first"], r["last"]) for r in rows]
    return sorted(made, key=lambda s: (-s.reports, s.name))


def of_source(name: str) -> QuerySet[Any]:
    """The readings of one outlet's reports; "-" is those of unknown outlets."""
    return present().filter(publisher__isnull=True) if name == "-" else present().filter(publisher=name)


def reports(rows: QuerySet[Any], page: Pager) -> list[Report]:
    """One page of some reports, the latest first; one query."""
    rows = rows.order_by(F("published").desc(nulls_last=True), "-id")
    values = rows.values_list("article__name", "title", "publisher", "published", "claims")
    return [Report(*v) for v in page.of(values)]
