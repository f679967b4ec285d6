"""The verb, the door in Python, filters and moments."""

from __future__ import annotations

import csv
import json
import sys
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from sayso.cli.main import app
from sayso.errors import InstallationError, NotInLedger, UsageError
from sayso.export import export, formats, loose
from sayso.ledger import Filter
from sayso.line_ledger import LedgerLine
from sayso.line_ledger.stream import LedgerStream
from sayso.settings import Settings


def run(*words):
    return CliRunner().invoke(app, ["export", *map(str, words)])


def test_the_formats_are_listed():
    done = run("--list")
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == [f.name for f in formats()]


def test_one_file_goes_to_the_output_and_the_summary_beside_it(made_ledger):
    done = run("acled", "--ledger", made_ledger.place, "--country", "LY")
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert {r["country"] for r in rows} == {"Libya"}
    assert f"{len(rows)} rows" in done.stderr
    assert "--losses FILE lists them" in done.stderr


def test_files_losses_and_schema(made_ledger, tmp_path):
    out, losses, schema = (tmp_path / name for name in ("out.geojson", "losses.csv", "schema.json"))
    done = run("geojson", "-o", out, "--losses", losses, "--schema", schema, "--ledger", made_ledger.place)
    assert done.exit_code == 0, done.stderr
    assert len(json.loads(out.read_text())["features"]) == 7
    assert json.loads(schema.read_text())["properties"]
    assert losses.read_text().startswith("what,record,field,said,rule,row,kept\n")


@pytest.mark.parametrize("words", [(), ("csv",), ("nonsense",), ("acled", "--event", "nonsense")])
def test_what_cannot_be_is_said(made_ledger, words):
    done = run(*words, "--ledger", made_ledger.place)
    assert isinstance(done.exception, UsageError)


def test_a_selection_has_what_was_asked_for_and_what_it_rests_on(made_ledger, tmp_path):
    stream = LedgerStream(made_ledger, Filter(event="bombing"))
    assert stream.selection == {"event": "bombing"}
    (case,) = stream.cases()
    assert (
        {r.reading.article.id for r in stream.reports()} == {"brak-1", "brak-2"} == {s.article for s in stream.sheets()}
    )
    assert [list(x) for x in (stream.tallies(), stream.links(), stream.rulings(), stream.refusals())] == [
        [],
        [],
        [],
        [],
    ]
    export(stream, "csv", tmp_path / "csv")
    claims = list(csv.DictReader((tmp_path / "csv" / "claims.csv").open(encoding="utf-8")))
    assert [(c["article"], c["id"]) for c in claims] == sorted(case.told)
    assert json.loads((tmp_path / "csv" / "datapackage.json").read_text())["sayso"]["selection"] == {"event": "bombing"}


def test_one_incident_is_asked_for_by_its_id(made_ledger, tmp_path):
    case = next(LedgerStream(made_ledger).cases())
    stream = LedgerStream(made_ledger, names=[case.incident.id[:8]])
    assert [c.incident for c in stream.cases()] == [case.incident]
    assert stream.selection == {"id": case.incident.id}
    assert not list(stream.tallies())
    done = run("html", "-o", tmp_path / "one.html", "--id", case.incident.id, "--ledger", made_ledger.place)
    assert done.exit_code == 0
    assert (tmp_path / "one.html").read_text(encoding="utf-8").count("<section>") == 1
    assert isinstance(run("html", "--id", "i-none", "--ledger", made_ledger.place).exception, NotInLedger)


def test_the_ledger_is_shown_as_it_stood(made_ledger):
    before = LedgerStream(made_ledger, as_of=datetime(2024, 5, 1, 0, 2, tzinfo=UTC))
    assert [r.reading.article.id for r in before.reports()] == ["brak-1", "brak-2"]
    assert list(before.cases()) == []
    assert len(list(loose(before))) == 3, "nothing was merged yet"
    empty = LedgerStream(made_ledger, as_of=datetime(2024, 4, 1, tzinfo=UTC))
    assert (empty.moment, list(empty.reports())) == (None, [])


@pytest.mark.parametrize("name", [f.name for f in formats()])
def test_an_empty_ledger_exports_too(made_ledger, tmp_path, name):
    empty = LedgerStream(made_ledger, as_of=datetime(2024, 4, 1, tzinfo=UTC))
    made = export(empty, name, tmp_path / "out", tmp_path / "losses.csv")
    assert made.rows == 0
    assert (tmp_path / "out").exists()


def test_what_is_added_meanwhile_is_not_in_it(made, tmp_path):
    from sayso.ledger import open_ledger

    ledger = open_ledger(tmp_path / "ledger.sqlite3")
    made.fill(ledger)
    stream = LedgerStream(ledger)
    before = len(list(stream.cases()))
    line = LedgerLine(ledger, Settings())
    going = stream.cases()
    next(going)
    page, reading = next(made.reports())
    line.rule("strike", "ann", "satire", [c.ref for c in next(LedgerStream(ledger).cases()).asserting])
    assert 1 + len(list(going)) == before
    assert len(list(LedgerStream(ledger).cases())) < before
    assert reading.article.id == page.id


def test_the_door_in_python(made_ledger, tmp_path):
    written = LedgerLine(made_ledger, Settings()).export("kml", tmp_path / "out.kml", Filter(country="LY"))
    assert written.rows == 3
    assert ("narrowed", "claims-summed-up") in written.losses


@pytest.mark.parametrize(("name", "library"), [("parquet", "duckdb"), ("xlsx", "xlsxwriter")])
def test_a_missing_library_is_named_with_its_cure(made_ledger, tmp_path, monkeypatch, name, library):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(InstallationError, match=r"sayso\[tables\]"):
        export(LedgerStream(made_ledger), name, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
