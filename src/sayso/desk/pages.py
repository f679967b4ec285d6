"""Lists in pages: the number that the address asks for, and what stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

from django.http import HttpRequest

MOST = 100_000  # a page beyond any ledger; offsets past it would only cost the database time


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page of a list: `offset` and `rows` cut it out; the rest is for the links before and after."""

    number: int
    rows: int
    count: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, ceil(self.count / self.rows))

    @property
    def offset(self) -> int:
        """How many rows come before this page."""
        return (self.number - 1) * self.rows

    @property
    def before(self) -> int | None:
        """The number of the page before; None on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the page after; None on the last."""
        return self.number + 1 if self.number < self.pages else None

    def of(self, rows: Any) -> Any:
        """The rows of this page, of a sequence or a query."""
        return rows[self.offset : self.offset + self.rows]


def pager(request: HttpRequest, count: int, rows: int | None = None) -> Pager:
    """The page that `?page=` asks for, the nearest there is. `rows` is the setting's unless given.

    >>> pager(type("Request", (), {"GET": {"page": "9"}}), 60, 25).number
    3
    """
    if rows is None:
        from django.conf import settings

        rows = settings.SAYSO.dials.desk.rows
    made = Pager(1, rows, count)
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1
    return Pager(max(1, min(number, made.pages, MOST)), rows, count)
