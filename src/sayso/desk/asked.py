"""What a list of incidents is asked for: the filters of an address, as a record and as a query. Each is shareable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from sayso.desk.setup import book
from sayso.desk.words import EVENTS, GRADES, STATUSES, country_name, word
from sayso.ledger import models
from sayso.ledger.columns import searched

LONGEST = 200  # characters of a text that is searched for
MOST_WORDS = 8
STATUS_COLUMNS = {"disputed": {"disputed": True}, "ruled": {"ruled": True}, "unruled": {"ruled": False}}


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters, None where nothing is asked: codes, parts of names, the days on which it may have happened, words.

    `faults` says in words which of the given filters could not be understood; those are left out.
    """

    q: str | None = None
    event: str | None = None
    actor: str | None = None
    place: str | None = None
    country: str | None = None
    first: date | None = None
    last: date | None = None
    grade: str | None = None
    status: str | None = None
    faults: tuple[str, ...] = ()

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """The filters of an address's query.

        >>> Asked.of({"event": "clash", "from": "2023-03-01"}).first
        datetime.date(2023, 3, 1)
        """
        faults: list[str] = []

        def code(name: str, allowed: Iterable[str]) -> str | None:
            value = query.get(name, "").strip()
            if value and value not in allowed:
                faults.append(_("“%(value)s” is not one of the choices for %(name)s") % {"value": value, "name": name})
                return None
            return value or None

        def day(name: str) -> date | None:
            value = query.get(name, "").strip()
            try:
                return date.fromisoformat(value) if value else None
            except ValueError:
                faults.append(_("“%(value)s” is not a date; write it as 2023-03-31") % {"value": value[:40]})
                return None

        def text(name: str) -> str | None:
            return " ".join(query.get(name, "").replace("\0", " ").split())[:LONGEST] or None

        country = text("country")
        if country and (len(country) != 2 or not country.isascii()):
            faults.append(_("“%(value)s” is not the code of a country") % {"value": country})
            country = None
        return cls(
            q=text("q"),
            event=code("event", EVENTS),
            actor=text("actor"),
            place=text("place"),
            country=country.upper() if country else None,
            first=day("from"),
            last=day("to"),
            grade=code("grade", GRADES),
            status=code("status", STATUSES),
            faults=tuple(faults),
        )

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return any(getattr(self, f.name) is not None for f in fields(self) if f.name != "faults")

    @property
    def more(self) -> bool:
        """Whether a filter is set that the page keeps folded away."""
        return any((self.actor, self.place, self.first, self.last, self.grade, self.status))

    @property
    def chips(self) -> list[tuple[str, str, str]]:
        """Each filter that is set, as its name in the address and its label and value in words."""
        found = [
            ("q", _("words"), self.q),
            ("event", _("event"), self.event and word("event", self.event)),
            ("actor", _("actor"), self.actor),
            ("place", _("place"), self.place),
            ("country", _("country"), self.country and country_name(self.country)),
            ("from", _("from"), self.first and self.first.isoformat()),
            ("to", _("to"), self.last and self.last.isoformat()),
            ("grade", _("grade"), self.grade and word("grade", self.grade)),
            ("status", _("status"), self.status and word("status", self.status)),
        ]
        return [(name, label, str(value)) for name, label, value in found if value]


def matching(asked: Asked) -> QuerySet[Any]:
    """The rows of the incidents that hold now and fit the filters."""
    rows = models.Incident.objects.using(book().db).filter(lap_to__isnull=True)
    for name in ("event", "country", "grade"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    if asked.place:
        rows = rows.filter(place__contains=asked.place.casefold())
    if asked.actor:
        rows = rows.filter(actors__contains=asked.actor.casefold())
    if asked.status:
        rows = rows.filter(**STATUS_COLUMNS[asked.status])
    if asked.first or asked.last:
        rows = rows.filter(Q(start__isnull=False) | Q(end__isnull=False))
    if asked.first:
        rows = rows.filter(Q(end__isnull=True) | Q(end__gte=asked.first))
    if asked.last:
        rows = rows.filter(Q(start__isnull=True) | Q(start__lte=asked.last))
    return rows.filter(_words(asked.q)) if asked.q else rows


def _words(text: str) -> Q:
    """What has the words: all of them in one sentence of a claim, or the text in a place's or actor's name."""
    found = models.Held.objects.using(book().db).filter(lap_to__isnull=True)
    for one in searched(text).split()[:MOST_WORDS]:
        found = found.filter(claim__said__contains=one)
    plain = text.casefold()
    return Q(name__in=found.values("holder")) | Q(place__contains=plain) | Q(actors__contains=plain)


def newest(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows of incidents, the latest day first, undated ones last."""
    return rows.order_by(F("start").desc(nulls_last=True), "-name")
