"""CSV and HXL: read back by pandas and frictionless."""

from __future__ import annotations

import json

import pytest

from sayso.export.columns import columns

pandas = pytest.importorskip("pandas")
frictionless = pytest.importorskip("frictionless")


def read(path, **more):
    return pandas.read_csv(path, keep_default_na=False, na_values=[""], **more)


def test_the_data_package_is_valid_and_fits_the_files(written):
    out, _ = written("csv")
    with frictionless.system.use_context(trusted=True):
        found = frictionless.validate(str(out / "datapackage.json"))
    assert found.valid, found.flatten(["type", "title", "message"])
    assert json.loads((out / "datapackage.json").read_text())["sayso"]["selection"] == {}


def test_every_column_of_every_table_is_there_in_order(written):
    out, _ = written("csv")
    for table, here in columns("full").items():
        if table != "pages":
            assert list(read(out / f"{table}.csv").columns) == [c.name for c in here if c.name != "record"]


def test_pandas_reads_what_the_ledger_holds(written, stream):
    out, _ = written("csv")
    cases = list(stream.cases())
    incidents = read(out / "incidents.csv")
    assert list(incidents["id"]) == [c.incident.id for c in cases]
    bomb = incidents[incidents["event"] == "bombing"].iloc[0]
    assert (bomb.killed_low, bomb.killed_high, bomb.country) == (23, 25, "LY")
    claims = read(out / "claims.csv")
    assert len(claims) == sum(len(r.reading.claims) for r in stream.reports())
    odd = claims[claims["event"] == "destruction"].iloc[0]
    assert (
        odd.evidence
        == '=SUM("rebels") burned <b>14</b> houses & a mill in Brak on Friday; 日本 was not there, "quoted".'
    )
    text = read(out / "articles.csv").set_index("id").loc[odd.article, "text"]
    assert text[odd.evidence_start : odd.evidence_end] == odd.evidence


def test_the_keys_join(written):
    out, _ = written("csv")
    claims, articles = read(out / "claims.csv"), read(out / "articles.csv")
    held = {*read(out / "incidents.csv")["id"], *read(out / "totals.csv")["id"]}
    assert set(claims["article"]) == set(articles["id"])
    assert set(claims["holder"].dropna()) == held
    for table in ("voices", "ranges"):
        assert set(read(out / f"{table}.csv")["holder"]) <= held
    figures = read(out / "figures.csv").merge(claims, left_on=["article", "claim"], right_on=["article", "id"])
    assert len(figures) == len(read(out / "figures.csv"))


def test_the_tables_are_golden(written, golden):
    out, _ = written("csv")
    for table in ("claims", "incidents", "ranges", "totals"):
        golden(f"csv/{table}.csv", (out / f"{table}.csv").read_text(encoding="utf-8"))


def test_hxl_tags_stand_in_the_second_line(written, golden):
    out, _ = written("hxl")
    golden("hxl.csv", out.read_text(encoding="utf-8"))
    table = pandas.read_csv(out, header=[0, 1])
    assert all(tag.startswith("#") for _, tag in table.columns)
    by_tag = table.droplevel(0, axis=1)
    assert by_tag["#affected+killed"].sum() > 0
    assert set(by_tag["#country+code+v_iso3"]) >= {"LBY", "IRQ"}
