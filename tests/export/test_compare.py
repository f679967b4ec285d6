"""Comparing with ACLED: our own export matches itself; slipped, renamed and impossible rows are refused one by one."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from typer.testing import CliRunner

from sayso.cli.main import app
from sayso.errors import SourceBroken, SourceMissing
from sayso.export.compare import Ours, compare, weigh
from sayso.export.foreign import ForeignEvent, read_acled
from sayso.records import Refusal

HEAD = "event_id_cnty,event_date,event_type,country,latitude,longitude,fatalities"
ROW = "LBY1,2024-03-08,Battles,Libya,27.5,14.3,5"


def read(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "acled.csv"
    path.write_bytes(text.encode(encoding))
    return list(read_acled(path))


@pytest.fixture
def ours_as_theirs(written, tmp_path):
    path = tmp_path / "theirs.csv"
    path.write_bytes(written("acled")[0].read_bytes())
    return path


def test_our_own_export_matches_itself(stream, ours_as_theirs):
    found = list(compare(stream.cases(), read_acled(ours_as_theirs)))
    matched = [c for c in found if c.verdict == "matched"]
    assert all(c.theirs.id.endswith(c.ours.id) and c.pair.days == 0 for c in matched)
    assert len(matched) == len(ours_as_theirs.read_text(encoding="utf-8").splitlines()) - 1
    assert {c.verdict for c in found} == {"matched", "only-ours"}
    assert all("no row by the rule" in c.why for c in found if c.verdict == "only-ours")


def test_every_incident_and_event_is_told_once(stream, ours_as_theirs):
    events = [e for e in read_acled(ours_as_theirs) if isinstance(e, ForeignEvent)]
    far = [replace(e, id=f"X{n}", day=e.day + timedelta(days=400)) for n, e in enumerate(events)]
    twins = [replace(e, id=f"{e.id}-twin") for e in events]
    found = list(compare(stream.cases(), [*far, *events, *twins]))
    assert Counter(c.theirs.id for c in found if c.theirs) == Counter(e.id for e in (*far, *events, *twins))
    assert Counter(c.ours.id if c.ours else c.name for c in found if c.verdict in ("matched", "only-ours")) == Counter(
        c.incident.id for c in stream.cases()
    )
    twin = next(c for c in found if c.theirs and c.theirs.id == twins[0].id)
    assert (twin.verdict, "is matched with" in twin.why) == ("only-theirs", True)
    assert next(c for c in found if c.theirs and c.theirs.id == "X0").why.startswith("the other side has nothing")


OURS = Ours("i", date(2024, 3, 8), "LY", 27.5, 14.3, "Battles", 5, 1, 1, ("Army of Libya",))


@pytest.mark.parametrize(
    ("change", "possible"),
    [
        ({}, True),
        ({"day": date(2024, 3, 9)}, True),
        ({"day": date(2024, 3, 10)}, False),
        ({"day": date(2024, 3, 12), "time_precision": 2}, True),
        ({"lat": 27.6}, True),
        ({"lat": 27.8}, False),
        ({"lat": 28.5, "geo_precision": 3}, True),
        ({"country": "TN"}, False),
        ({"country": None}, False),
    ],
)
def test_what_may_be_one(change, possible):
    theirs = ForeignEvent("LBY1", date(2024, 3, 8), "Battles", "LY", 27.5, 14.3, 5)
    assert (weigh(OURS, replace(theirs, **change)) is not None) is possible


def test_the_likest_is_taken(stream):
    theirs = ForeignEvent("LBY1", date(2024, 3, 8), "Battles", "LY", 27.5, 14.3, 5, actors=("Army of Libya",))
    same = weigh(OURS, theirs)
    assert same.score == pytest.approx(1.0)
    for change in ({"event_type": "Riots"}, {"fatalities": 50}, {"lat": 27.55}, {"actors": ("Somebody else",)}):
        assert weigh(OURS, replace(theirs, **change)).score < same.score


# -------------------------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (ROW.replace("2024-03-08", "2024-02-31"), "is no date"),
        (ROW.replace("27.5", "97.5"), "off the globe"),
        (ROW.replace("14.3", "nan"), "off the globe"),
        (ROW.replace("27.5", "Sabha"), "is no number"),
        (ROW.replace(",5", ",-5"), "is no count"),
        (ROW.replace(",5", ",many"), "is no number"),
        (ROW.replace("Battles", "Libya"), "none of ACLED's"),
        (ROW.replace("LBY1", ""), "no event_id_cnty"),
        (ROW + ",more", "8 cells under 7 names"),
        ("LBY1,2024-03-08", "2 cells under 7 names"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_the_rest_go_on(tmp_path, row, why):
    good, bad, last = read(tmp_path, "\n".join([HEAD, ROW, row, ROW]) + "\n")
    assert isinstance(good, ForeignEvent)
    assert isinstance(last, ForeignEvent)
    assert isinstance(bad, Refusal)
    assert why in bad.why
    assert bad.source == "acled.csv:3"


@pytest.mark.parametrize("day", ["2024-03-08", "08 March 2024", "8 Mar 2024", "08-March-2024", "08/03/2024"])
def test_dates_as_acled_has_written_them(tmp_path, day):
    (event,) = read(tmp_path, f"{HEAD}\n{ROW.replace('2024-03-08', day)}\n")
    assert event.day == date(2024, 3, 8)


def test_columns_in_another_order_and_under_other_names(tmp_path):
    text = "Lat;LONG;Event Date;id;notes;Event Type;Country;iso;fatalities\n"
    text += "27.5;14.3;2024-03-08;LBY1;x, y;Battles;?;434;5\n"
    (event,) = read(tmp_path, text)
    assert (event.lat, event.lon, event.country, event.fatalities) == (27.5, 14.3, "LY", 5)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path, encoding):
    (event,) = read(tmp_path, f"{HEAD},location\n{ROW},Mişrātah\n".replace("şrā", "é"), encoding)
    assert event.location == "Miétah"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "lacks the columns"),
        (HEAD.replace("latitude,", "") + "\n", "lacks the columns latitude"),
        (HEAD + "\n" + ("x," + ROW.rpartition(",")[0] + "\n") * 300, "rows are refused"),
        (HEAD + '\n"' + "x" * 1_100_000, "no table"),
    ],
)
def test_a_file_that_is_not_acleds_is_refused_whole(tmp_path, text, said):
    with pytest.raises(SourceBroken, match=said):
        read(tmp_path, text)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SourceMissing):
        list(read_acled(tmp_path / "none.csv"))


def test_the_verb_writes_a_report_and_says_how_many(made_ledger, ours_as_theirs, tmp_path):
    with ours_as_theirs.open("a", encoding="utf-8") as file:
        file.write("torn,row\n")
    out = tmp_path / "compared.csv"
    words = ["compare", "acled", str(ours_as_theirs), "-o", str(out), "--ledger", str(made_ledger.place)]
    words += ["--country", "LY"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 1, "a row was refused"
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    counted = Counter(r["verdict"] for r in rows)
    assert counted["matched"] == 3
    assert counted["refused"] == 1
    assert "3 matched" in done.stderr
