"""What is kept comes back without loss: records, facts, ids, addresses."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from sayso.errors import LedgerError, UsageError
from sayso.ledger import open_ledger
from sayso.ledger.carry import carried
from sayso.ledger.codec import pack, unpack
from sayso.ledger.diff import diff
from sayso.ledger.identity import url_key
from sayso.ledger.where import where
from sayso.line_ledger import notes
from sayso.merging import merge
from sayso.records import Incident, Link, Reading
from sayso.settings import LedgerSettings


def test_records_come_back_as_they_went_in(made):
    readings = [made.brak("a")[1], made.brak_otherwise("b")[1], made.tbilisi("c")[1]]
    merged = merge(readings)
    for kind, found in ((Reading, readings), (Incident, merged.incidents), (Link, list(merged.links))):
        assert found
        for record in found:
            assert unpack(kind, pack(record)) == record


def test_damaged_data_is_our_error():
    with pytest.raises(LedgerError, match="damaged"):
        unpack(Reading, b"nonsense")
    with pytest.raises(LedgerError, match="damaged"):
        unpack(Reading, pack("a text, not a reading"))


def plain(value):
    """Facts and what they hold, made comparable."""
    if hasattr(value, "__slots__") and not isinstance(value, tuple):
        return [plain(getattr(value, f.name)) for f in fields(value)]
    return value


def test_facts_come_back_as_they_went_in(made):
    for _, reading in (made.brak("a"), made.tbilisi("c")):
        facts = notes.facts_of(reading)
        again = notes.unpack(notes.pack(facts))
        assert again is not None
        assert plain(facts[0]) == plain(again[0])
        assert len(list(notes.words_of(again))) == len(set(notes.words_of(facts))) > 10
    assert notes.unpack(notes.pack([])) == []


def test_facts_of_an_older_shape_are_made_anew(file_line, made, monkeypatch):
    file_line.add_reading(*made.brak("a"))
    monkeypatch.setattr(notes, "shape", lambda: 0)
    file_line.add_reading(*made.brak_otherwise("b"))
    assert [len(i.claims) for i in file_line.ledger.incidents()] == [2]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("https://www.example.org/a/", "http://example.org/a", True),
        ("https://example.org/a?utm_source=x&id=2#top", "https://example.org/a?id=2", True),
        ("https://example.org/a?id=1", "https://example.org/a?id=2", False),
        ("https://example.org/a", "https://example.net/a", False),
    ],
)
def test_addresses_of_one_page(a, b, same):
    assert (url_key(a) == url_key(b)) is same


@pytest.mark.parametrize("url", [None, "", "https://example.org/", "mailto:ann@example.org", "http://[", "file:///a"])
def test_addresses_that_name_no_report(url):
    assert url_key(url) is None


def test_claims_keep_their_ids_through_a_changed_text(made):
    one = made.Says("A bomb in Brak killed 3 people, it said.", killed="3")
    two = made.Says("Shells hit the road to Sabha, it said.", "shelling", "Shells")
    _, old = made.report("a", one, two)
    changed = made.Says("A bomb in Brak killed 5 people, it said later.", killed="5")
    other = made.Says("A bomb was found at the school of the next town and made safe by the army.")
    _, new = made.report("a", two, changed, other)
    found = carried(old, new, {"c1", "c2"}, 2)
    assert [(c.id, c.event) for c in found.claims] == [("c2", "shelling"), ("c1", "bombing"), ("c3", "bombing")]


def test_a_new_claim_never_takes_an_id_that_was_used(made):
    _, old = made.report("a", made.Says("A bomb in Brak killed 3 people, it said.", killed="3"))
    _, new = made.report("a", made.Says("Shells hit the road to Sabha, it said.", "shelling", "Shells"))
    assert [c.id for c in carried(old, new, {"c1"}, 2).claims] == ["c1v2"]


def test_where_the_ledger_is(tmp_path):
    env = {"XDG_DATA_HOME": str(tmp_path)}
    assert where(None, None, env).path == tmp_path / "sayso" / "ledger.sqlite3"
    assert where(None, LedgerSettings(url="x.db"), env).path == Path("x.db")
    assert where("y.db", LedgerSettings(url="x.db"), env).path == Path("y.db")
    shared = env | {"DATABASE_URL": "postgres://ann:secret@db.example:5433/ledger"}
    assert where(None, None, shared).server == shared["DATABASE_URL"]
    assert "secret" not in str(where(None, None, shared))
    assert where(None, None, env | {"DATABASE_URL": "mysql://x/y"}).path is not None
    assert where("sqlite:///z.db").path == Path("z.db")
    with pytest.raises(UsageError, match="ftp"):
        where("ftp://x/y")


def test_the_environment_says_where_the_ledger_is_when_nobody_else_does(tmp_path, monkeypatch):
    monkeypatch.setenv("SAYSO_LEDGER__URL", str(tmp_path / "mine.db"))
    ledger = open_ledger()
    assert ledger.place.path == tmp_path / "mine.db"
    ledger.close()
    assert (tmp_path / "mine.db").exists()


def test_a_diff_shows_what_changed_and_nothing_else():
    assert diff("One.\n\nTwo.", "One.\n\nThree.")[2:] == ("@@ -2 +2 @@", "-Two.", "+Three.")
    assert diff("One.", "One.") == ()
