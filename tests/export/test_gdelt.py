"""GDELT's tables: read back by DuckDB and pandas; codes by known answers."""

from __future__ import annotations

import csv

import pytest

from sayso.export.columns import names
from sayso.export.gdelt import FILES, cameo
from sayso.records import EVENT_CODES

duckdb = pytest.importorskip("duckdb")
pandas = pytest.importorskip("pandas")


def read(path, table):
    kept = {"dtype": {"EventCode": str, "EventBaseCode": str, "EventRootCode": str}, "quoting": csv.QUOTE_NONE}
    return pandas.read_csv(path, sep="\t", header=None, names=list(names("gdelt", table)), **kept)


@pytest.fixture(scope="module")
def events(written):
    return read(written("gdelt")[0] / FILES["events"], "events")


@pytest.fixture(scope="module")
def mentions(written):
    return read(written("gdelt")[0] / FILES["mentions"], "mentions")


def test_the_tables_have_gdelts_widths(written):
    out, _ = written("gdelt")
    for table, width in (("events", 61), ("mentions", 16)):
        assert len(names("gdelt", table)) == width
        lines = (out / FILES[table]).read_text(encoding="utf-8").splitlines()
        assert {line.count("\t") for line in lines} == {width - 1}
        query = "SELECT * FROM read_csv(?, delim='\t', header=false, quote='', all_varchar=true)"
        assert len(duckdb.execute(query, [str(out / FILES[table])]).fetchone()) == width


def test_the_made_ledger_is_golden(written, golden):
    out, _ = written("gdelt")
    for path in FILES.values():
        golden(f"gdelt/{path}", (out / path).read_text(encoding="utf-8"))


def test_the_made_events_are_coded(events):
    raid = events[events["EventCode"] == "195"].iloc[0]
    assert (raid.Actor1Code, raid.Actor1Name) == ("USAMIL", "AIR FORCE OF UNITED STATES")
    assert (raid.Actor2Code, raid.Actor2Type1Code) == ("REB", "REB")
    assert (raid.SQLDATE, raid.MonthYear, raid.Year) == (20240301, 202403, 2024)
    assert raid.FractionDate == pytest.approx(2024 + 91 / 365, abs=1e-4)
    assert (raid.EventBaseCode, raid.EventRootCode, raid.QuadClass) == ("195", "19", 4)
    assert (raid.ActionGeo_Type, raid.ActionGeo_FullName, raid.ActionGeo_CountryCode) == (
        4,
        "Mosul, Nineveh, Iraq",
        "IZ",
    )


def test_every_event_has_its_mentions(events, mentions, stream):
    counted = mentions.groupby("GLOBALEVENTID").size()
    assert events.set_index("GLOBALEVENTID")["NumMentions"].to_dict() == counted.to_dict()
    texts = {r.source.url: r.reading.article.text for r in stream.reports()}
    hedged = mentions[mentions["Extras"].str.startswith("certainty=probable")].iloc[0]
    assert texts[hedged.MentionIdentifier][hedged.ActionCharOffset :].startswith("Air raids")
    assert texts[hedged.MentionIdentifier][hedged.Actor1CharOffset :].startswith("US warplanes")


def test_every_event_code_has_a_cameo_code():
    assert set(cameo()) == set(EVENT_CODES)
    assert all(code.isdigit() and 3 <= len(code) <= 4 for code in cameo().values())


def test_the_losses_say_that_no_number_is_carried(written):
    found = list(csv.DictReader(written("gdelt")[1].open(encoding="utf-8", newline="")))
    assert any(r["rule"] == "no-figures" and "25" in r["said"] for r in found)
    assert any(r["rule"] == "two-actors" for r in found)
