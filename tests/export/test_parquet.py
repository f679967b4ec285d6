"""Parquet: read back by polars and DuckDB; in again, it is the same ledger."""

from __future__ import annotations

import json
import shutil

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sayso.errors import SourceBroken, SourceMissing, UsageError
from sayso.export import export
from sayso.export.columns import columns
from sayso.ledger import Filter, open_ledger
from sayso.line_ledger import LedgerLine
from sayso.line_ledger.restoring import restore
from sayso.line_ledger.stream import LedgerStream
from sayso.records import Ref
from sayso.settings import LedgerSettings, Settings

duckdb = pytest.importorskip("duckdb")


def everything(ledger):
    """All that a ledger holds at this moment, but for when it was put there."""
    stream = LedgerStream(ledger)
    return {
        "reports": [(r.reading, r.source, r.domain, r.holders, r.struck) for r in stream.reports()],
        "sheets": [(s.article, s.number, s.page, s.asked) for s in stream.sheets()],
        "cases": [(c.incident, c.told) for c in stream.cases()],
        "tallies": [(t.total, t.told) for t in stream.tallies()],
        "links": sorted(stream.links(), key=lambda k: (k.a, k.b)),
        "rulings": list(stream.rulings()),
        "refusals": [r.refusal for r in stream.refusals()],
    }


def test_polars_reads_every_column_of_every_table(written):
    polars = pytest.importorskip("polars")
    out, _ = written("parquet")
    kinds = {"string": polars.String, "integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean,
             "date": polars.Date, "datetime": polars.Datetime, "binary": polars.Binary}  # fmt: skip
    for table, here in columns("full").items():
        frame = polars.read_parquet(out / f"{table}.parquet")
        assert frame.columns == [c.name for c in here]
        assert all(isinstance(frame.schema[c.name], kinds[c.type]) for c in here), table


def test_duckdb_reckons_what_the_stream_holds(written, stream):
    out, _ = written("parquet")
    killed = sum(r.best or 0 for c in stream.cases() for r in c.incident.ranges if r.measure == "killed")
    query = "SELECT sum(killed_best) FROM read_parquet(?)"
    assert duckdb.execute(query, [str(out / "incidents.parquet")]).fetchone() == (killed,)


def copy_of(ledger, folder):
    """The ledger, out and in again."""
    export(LedgerStream(ledger), "parquet", folder / "parquet")
    again = open_ledger(folder / "again.sqlite3", LedgerSettings())
    restore(again, folder / "parquet", Settings())
    return again


def test_out_and_in_again_is_the_same_ledger(made_ledger, tmp_path):
    again = copy_of(made_ledger, tmp_path)
    assert everything(again) == everything(made_ledger)
    assert again.faults() == ()
    with pytest.raises(UsageError, match="not empty"):
        restore(again, tmp_path / "parquet", Settings())
    again.close()


DEEDS = st.lists(st.sampled_from(["strike", "unlink", "grade", "correct", "again", "undo"]), max_size=4)


@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(order=st.permutations(range(6)), many=st.integers(1, 6), deeds=DEEDS)
def test_any_ledger_comes_back_and_goes_on_alike(made, tmp_path_factory, order, many, deeds):
    folder = tmp_path_factory.mktemp("any")
    ledger = open_ledger(folder / "ledger.sqlite3", LedgerSettings())
    line = LedgerLine(ledger, Settings())
    reports = list(made.reports())
    for n in order[:many]:
        line.add_reading(*reports[n])
    for deed in deeds:
        _do(line, deed, reports[order[0]])
    again = copy_of(ledger, folder)
    assert everything(again) == everything(ledger)
    assert again.faults() == ()
    other = LedgerLine(again, Settings())
    line.add_reading(*reports[order[5]])
    other.add_reading(*reports[order[5]])
    assert everything(again)["cases"] == everything(ledger)["cases"]
    ledger.close()
    again.close()


def _do(line, deed, report):
    page, reading = report
    claims = [Ref(reading.article.id, c.id) for c in reading.claims]
    if deed == "again":
        changed = page.body + b" "
        from dataclasses import replace
        from hashlib import sha256

        line.add_reading(replace(page, body=changed, sha256=sha256(changed).hexdigest()), reading)
    elif deed == "undo":
        for ruling in line.ledger.rulings()[:1]:
            line.rule("undo", "ann", "a slip", value=ruling.id)
    elif deed == "grade":
        line.rule("grade", "ann", "seen it", claims[:1], value="discounted")
    elif deed == "correct":
        line.rule("correct", "ann", "misread", claims[:1], field="killed", value="19")
    elif deed == "strike":
        line.rule("strike", "ann", "satire", claims[:1])
    elif len(claims) > 1:
        line.rule("unlink", "ann", "two things", claims[:1], claims[1:2])


def test_a_part_of_a_ledger_is_not_imported(made_ledger, tmp_path):
    export(LedgerStream(made_ledger, Filter(country="LY")), "parquet", tmp_path / "part")
    with pytest.raises(UsageError, match="a part of a ledger"):
        restore(open_ledger(tmp_path / "new.sqlite3"), tmp_path / "part", Settings())


def _spoil(folder, how):
    if how == "missing":
        (folder / "links.parquet").unlink()
    elif how == "package":
        (folder / "datapackage.json").write_text("{}")
    elif how == "noise":
        (folder / "claims.parquet").write_bytes(b"no parquet")
    else:
        table, column, value = {
            "column": ("incidents", "EXCLUDE (record)", None),
            "record": ("totals", "REPLACE ('{\"id\": 1}' AS record)", None),
            "bytes": ("pages", "REPLACE ('x'::BLOB AS body)", None),
            "page": ("pages", "", "WHERE article <> 'mosul'"),
        }[how]
        where = value or ""
        path = folder / f"{table}.parquet"
        shutil.move(path, folder / "old")
        star = f"* {column}".strip()
        kept = f"SELECT {star} FROM read_parquet('{folder}/old') {where}"  # noqa: S608
        duckdb.execute(f"COPY ({kept}) TO '{path}' (FORMAT parquet)")


@pytest.mark.parametrize(
    ("how", "error", "said"),
    [
        ("missing", SourceMissing, "links"),
        ("package", SourceBroken, "datapackage"),
        ("noise", SourceBroken, "not a Parquet"),
        ("column", SourceBroken, "lacks the columns record"),
        ("record", SourceBroken, "not a Total"),
        ("bytes", SourceBroken, "not those that were added"),
        ("page", SourceBroken, "page of mosul"),
    ],
)
def test_what_is_not_whole_is_refused_and_nothing_is_imported(written, tmp_path, how, error, said):
    folder = tmp_path / "parquet"
    shutil.copytree(written("parquet")[0], folder)
    _spoil(folder, how)
    ledger = open_ledger(tmp_path / "new.sqlite3")
    with pytest.raises(error, match=said):
        restore(ledger, folder, Settings())
    assert ledger.counts().articles == 0
    assert ledger.counts().rulings == 0
    ledger.close()


def test_the_package_names_every_file(written):
    out, _ = written("parquet")
    package = json.loads((out / "datapackage.json").read_text())
    assert {r["path"] for r in package["resources"]} == {p.name for p in out.glob("*.parquet")}
