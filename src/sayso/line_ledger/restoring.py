"""A ledger made of the records of another, as `sayso export parquet` keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sayso.errors import UsageError
from sayso.export.parquet_in import KeptReport, ParquetLedger, parquet_ledger
from sayso.ledger import Ledger
from sayso.line_ledger.lap import areas_of, obeying
from sayso.line_ledger.notes import facts_of, pack, words_of
from sayso.merging.rulings import Orders, orders
from sayso.records import Ref
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.ledger.pen import Pen

T = TypeVar("T")
BITE = 200


@dataclass(frozen=True, slots=True)
class Restored:
    """How much was put into the ledger."""

    articles: int
    claims: int
    incidents: int
    totals: int
    rulings: int


def restore(ledger: Ledger, folder: Path, settings: Settings) -> Restored:
    """Make an empty ledger the one that a folder of Parquet files holds: all of it, or nothing after an error.

    Raises UsageError where the ledger isn't empty or the folder holds a part of one, SourceError where a file is
    missing or not whole.
    """
    if ledger.counts().articles or ledger.counts().rulings:
        raise UsageError(f"the ledger {ledger.place} is not empty; import into a new one with --ledger")
    with parquet_ledger(folder) as kept, ledger.writing("import", note=str(folder)) as pen:
        return _restored(pen, kept, settings)


def _restored(pen: Pen, kept: ParquetLedger, settings: Settings) -> Restored:
    rulings = list(kept.rulings())
    for ruling in rulings:
        pen.rule(ruling)
    found = orders(tuple(rulings))
    articles = claims = incidents = totals = 0
    for report in kept.reports():
        _report(pen, report, found, settings)
        articles += 1
        claims += len(report.reading.claims)
    for some in _bites(kept.incidents()):
        pen.restore_merged(some, [], [])
        incidents += len(some)
    for counted in _bites(kept.totals()):
        pen.restore_merged([], counted, [])
        totals += len(counted)
    for tied in _bites(kept.links()):
        pen.restore_merged([], [], tied)
    for one in kept.refusals():
        pen.refuse(one.refusal)
    pen.idle = False
    return Restored(articles, claims, incidents, totals, len(rulings))


def _report(pen: Pen, report: KeptReport, found: Orders, settings: Settings) -> None:
    pages = [(s.number, s.page, s.asked) for s in report.sheets]
    stored = pen.restore_report(report.reading, report.version, report.domain, pages)
    facts = facts_of(report.reading)
    pen.note(stored.article, pack(facts))
    pen.count_words(words_of(facts))
    pen.index(stored.article, list(areas_of(obeying(facts, found), found, settings)))
    pen.strike(report.struck, [Ref(stored.article, c.id) for c in report.reading.claims])


def _bites(values: Iterable[T]) -> Iterator[list[T]]:
    source = iter(values)
    while bite := list(islice(source, BITE)):
        yield bite
