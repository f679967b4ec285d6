"""A ledger as the stream of records that the export room takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from itertools import islice
from typing import TypeVar

from sayso.export import Case, Cited, Refused, Report, Sheet, Source, Tally
from sayso.ledger import Filter, Ledger, Told
from sayso.records import Incident, Link, Ref, Refusal, Ruling, Total

T = TypeVar("T")
BITE = 100
OPTIONS = {"first": "from-date", "last": "to-date"}


class LedgerStream:
    """The whole ledger, or what a filter asks for, as it stands now or stood at a moment; see `sayso.export.Stream`.

    `names` asks for some incidents and totals by their ids, their first letters, or ids that they took in; raises
    NotInLedger where there is no such one.
    """

    def __init__(
        self,
        ledger: Ledger,
        asked: Filter | None = None,
        as_of: datetime | None = None,
        names: Sequence[str] = (),
    ) -> None:
        self._asked = asked or Filter()
        self._named = tuple(ledger.find(name, as_of).id for name in names)
        self._shot = ledger.snapshot(self._asked, as_of, self._named)
        self.moment = self._shot.moment

    @property
    def selection(self) -> Mapping[str, str]:
        """What was asked for, by the names of the options."""
        asked = {OPTIONS.get(f.name, f.name): getattr(self._asked, f.name) for f in fields(self._asked)}
        found = {name: str(value) for name, value in asked.items() if value is not None}
        return found | ({"id": ", ".join(self._named)} if self._named else {})

    def cases(self, told: bool = True) -> Iterator[Case]:
        """The incidents, with the claims that tell of them where these are asked for."""
        for bite in _bites(self._shot.incidents()):
            found = self._told(r for i, _ in bite for r in (*i.claims, *i.denials)) if told else {}
            for incident, changed in bite:
                yield Case(incident, _cited(found, incident), changed)

    def tallies(self, told: bool = True) -> Iterator[Tally]:
        """The totals, likewise. A grade is asked of incidents: then there are none."""
        if self._asked.grade:
            return
        for bite in _bites(self._shot.totals()):
            found = self._told(r for t, _ in bite for r in t.claims) if told else {}
            for total, changed in bite:
                yield Tally(total, _cited(found, total), changed)

    def _told(self, refs: Iterable[Ref]) -> dict[Ref, Told]:
        return self._shot.told(refs)

    def _names(self) -> set[str] | None:
        """The articles that tell of what was asked for; None for all."""
        if not self.selection:
            return None
        held = [i.id for i, _ in self._shot.incidents()]
        if not self._asked.grade:
            held += [t.id for t, _ in self._shot.totals()]
        return self._shot.telling(held)

    def reports(self) -> Iterator[Report]:
        """The articles with their readings."""
        for entry in self._shot.reports(self._names()):
            article = entry.reading.article
            head = (article.title, article.publisher, article.published, article.url or entry.url, entry.version)
            yield Report(entry.reading, Source(article.id, *head), entry.domain, entry.holders, entry.struck)

    def sheets(self) -> Iterator[Sheet]:
        """The pages of these articles."""
        for entry in self._shot.sheets(self._names()):
            yield Sheet(entry.article, entry.number, entry.page, entry.asked, entry.at)

    def links(self) -> Iterator[Link]:
        """The links and near misses; of a part, none."""
        return iter(()) if self.selection else self._shot.links()

    def rulings(self) -> Iterator[Ruling]:
        """The rulings; of a part, none."""
        return iter(()) if self.selection else self._shot.rulings()

    def refusals(self) -> Iterator[Refused]:
        """The inputs that could not be read; of a part, none."""
        if self.selection:
            return
        for entry in self._shot.refusals():
            yield Refused(Refusal(entry.stage, entry.code, entry.why, entry.source, entry.hint), entry.at)


def _bites(values: Iterable[T]) -> Iterator[list[T]]:
    source = iter(values)
    while bite := list(islice(source, BITE)):
        yield bite


def _cited(told: Mapping[Ref, Told], one: Incident | Total) -> dict[Ref, Cited]:
    role = "asserts" if isinstance(one, Incident) else "counts"
    named = [(r, role) for r in one.claims] + [(r, "denies") for r in getattr(one, "denials", ())]
    found = {}
    for ref, here in named:
        if ref in told:
            t = told[ref]
            source = Source(ref.article, t.title, t.publisher, t.published, t.url, t.version)
            found[ref] = Cited(t.claim, source, t.struck, one.id, here)
    return found
