"""The ledger as it stood at any moment, and what became of things."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sayso.errors import NotInLedger
from sayso.ledger import open_ledger
from sayso.ledger.door import Ledger
from sayso.line_ledger import LedgerLine
from sayso.records import Ref
from sayso.settings import Settings

START = datetime(2024, 1, 1, tzinfo=UTC)
WHY = {"who": "Ann", "why": "misread"}


class Clock:
    """A day passes with each change."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(days=1)
        return self.now


@pytest.fixture
def dated(ledger, made):
    """A ledger to which something happened on each of the first four days after the start."""
    line = LedgerLine(Ledger(ledger.db, ledger.place, ledger.settings, Clock()), Settings())
    line.add_reading(*made.brak("a"))
    line.add_reading(*made.brak_otherwise("b"))
    line.rule("strike", claims=[Ref("a", "c1")], **WHY)
    line.rule("unlink", claims=[Ref("a", "c1")], others=[Ref("b", "c1")], **WHY)
    return line


def day(n: int) -> datetime:
    return START + timedelta(days=n, hours=1)


def test_each_day_has_its_own_state(dated):
    def state(n):
        return [(len(i.claims), i.figure("killed").low) for i in dated.ledger.incidents(as_of=day(n))]

    assert [state(n) for n in range(5)] == [[], [(1, 23)], [(2, 23)], [(1, 25)], [(1, 25)]]
    assert [len(dated.ledger.rulings(day(n))) for n in range(5)] == [0, 0, 0, 1, 2]
    assert [len(dated.ledger.articles(day(n))) for n in range(5)] == [0, 1, 2, 2, 2]


def test_one_incident_can_be_shown_as_it_was(dated):
    (now,) = dated.ledger.incidents()
    assert len(dated.ledger.incident(now.id, day(2)).claims) == 2
    with pytest.raises(NotInLedger, match="was not in the ledger"):
        dated.ledger.incident(now.id, day(0))
    assert dated.ledger.struck(now, day(2)) == ()
    assert dated.ledger.told([Ref("a", "c1")], day(2))[Ref("a", "c1")].struck == ""
    assert dated.ledger.told([Ref("a", "c1")])[Ref("a", "c1")].struck != ""
    assert dated.ledger.struck(now) == (Ref("a", "c1"),)
    assert len(dated.ledger.links(dated.ledger.incident(now.id, day(2)).claims, day(2))) == 1


def test_a_reading_can_be_shown_as_it_was(dated, made):
    page, reading = made.brak("b", killed="77")
    dated._reread("b", page, reading, "conflict")
    assert "77" in dated.ledger.reading("b").article.text
    assert "25" in dated.ledger.reading("b", day(4)).article.text
    assert "25" in dated.ledger.told([Ref("b", "c1")], day(4))[Ref("b", "c1")].claim.evidence.text


def test_history_tells_every_change_with_its_author(dated):
    (now,) = dated.ledger.incidents()
    entries = dated.ledger.history(now.id)
    assert [e.kind for e in entries] == ["add", "add", "rule", "rule"]
    assert entries[0].at == START + timedelta(days=1)
    said = "\n".join(text for e in entries for text in e.what)
    assert "killed: 23 → 23 to 25" in said
    assert "joined" in said
    assert "left" in said
    assert "by Ann strike: misread" in said
    assert entries[2].who == "Ann"
    claim = "\n".join(text for e in dated.ledger.history("a#c1") for text in e.what)
    assert f"no longer in {now.id}" in claim
    with pytest.raises(NotInLedger):
        dated.ledger.history("i-0000000000000000")
    with pytest.raises(NotInLedger):
        dated.ledger.history("a#c99")


def test_an_id_may_be_shortened_where_it_is_plain(dated):
    (now,) = dated.ledger.incidents()
    assert dated.ledger.find(now.id[:8]) == now
    with pytest.raises(NotInLedger):
        dated.ledger.find("i-")
    assert dated.ledger.refs("b#c1") == (Ref("b", "c1"),)
    assert dated.ledger.refs(now.id) == now.claims
    with pytest.raises(NotInLedger, match="several"):
        dated.ledger.refs("c1")


def test_two_changes_never_bear_one_moment(path, made):
    still = open_ledger(path, clock=lambda: START)
    line = LedgerLine(still, Settings())
    line.add_reading(*made.brak("a"))
    line.add_reading(*made.tbilisi("c"))
    assert len(still.incidents(as_of=START)) == 1
    still.close()
