"""A ledger from end to end, as it stands or stood, in order, whatever is written meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sayso.ledger import Filter
from sayso.line_ledger.stream import LedgerStream
from sayso.records import Refusal


@pytest.fixture
def filled(line, made):
    """A ledger of four reports, one of them struck out, one refused."""
    for page, reading in (made.brak("a"), made.brak_otherwise("b"), made.tbilisi("c"), made.brak("d", killed="7")):
        line.add_reading(page, reading)
    refs = line.ledger.refs("d#c1")
    line.rule("strike", "ann", "not of this world", refs)
    with line.ledger.writing("add") as pen:
        pen.refuse(Refusal("intake", "empty", "nothing in it", "x.html"))
    return line.ledger


def test_a_stream_has_what_the_looks_have(filled):
    stream = LedgerStream(filled)
    assert [c.incident for c in stream.cases()] == list(filled.incidents())
    assert [t.total for t in stream.tallies()] == list(filled.totals())
    assert list(stream.rulings()) == list(filled.rulings())
    assert [r.refusal.source for r in stream.refusals()] == ["x.html"]
    reports = list(stream.reports())
    assert [r.reading for r in reports] == [filled.reading(name) for name in ("a", "b", "c", "d")]
    assert [s.page for s in stream.sheets()] == [filled.page(name)[0] for name in ("a", "b", "c", "d")]
    assert {r.source.article: dict(r.struck) for r in reports if r.struck} == {"d": {"c1": filled.rulings()[0].id}}
    held = {(r.source.article, c): holder for r in reports for c, (holder, _) in r.holders.items()}
    assert held == {tuple(ref): i.id for i in filled.incidents() for ref in (*i.claims, *i.denials)}


def test_links_come_oldest_first_and_once(filled):
    links = list(LedgerStream(filled).links())
    assert links
    assert len({(k.a, k.b) for k in links}) == len(links)


def test_a_filter_bounds_incidents_and_the_reports_that_tell_of_them(filled):
    stream = LedgerStream(filled, Filter(country="GE"))
    assert [c.incident.event for c in stream.cases()] == ["clash"]
    assert [r.source.article for r in stream.reports()] == ["c"]
    assert [s.article for s in stream.sheets()] == ["c"]


def test_a_stream_stays_what_it_was(filled, line, made):
    stream = LedgerStream(filled)
    before = [c.incident for c in stream.cases()]
    line.add_reading(*made.tbilisi("e"))
    assert [c.incident for c in stream.cases()] == before
    assert len(list(stream.reports())) == 4
    assert len(list(LedgerStream(filled).reports())) == 5
    assert LedgerStream(filled, as_of=datetime(2000, 1, 1, tzinfo=UTC)).moment is None
