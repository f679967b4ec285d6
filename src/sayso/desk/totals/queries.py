"""Totals and how far incidents account for them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F

from sayso.desk.pages import Pager
from sayso.desk.setup import book
from sayso.ledger import models
from sayso.ledger.codec import unpack
from sayso.line_ledger.sums import with_sums
from sayso.records import Accounted, Total


@dataclass(frozen=True, slots=True)
class Account:
    """One figure of a total beside the sum of the incidents' best figures: bars in per cent of the larger."""

    found: Accounted
    stated: int | None
    known_width: str
    stated_width: str


def count() -> int:
    """How many totals there are."""
    return int(models.Total.objects.using(book().db).filter(lap_to__isnull=True).count())


def totals_page(page: Pager) -> list[Total]:
    """One page of the totals, each with the incidents inside it."""
    rows = models.Total.objects.using(book().db).filter(lap_to__isnull=True)
    rows = rows.order_by(F("end").desc(nulls_last=True), "name").values_list("data", flat=True)
    kept = [unpack(Total, data) for data in page.of(rows)]
    return list(with_sums(book(), kept))


def accounts(total: Total) -> list[Account]:
    """A total's figures drawn against what is known of them one by one."""
    made = []
    for one in total.accounted:
        stated = one.best if one.best is not None else one.low if one.low is not None else one.high
        top = max(one.known, stated or 0, 1)
        made.append(Account(one, stated, f"{100 * one.known / top:.1f}%", f"{100 * (stated or 0) / top:.1f}%"))
    return made
