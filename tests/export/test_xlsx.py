"""The workbook: read back by openpyxl."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sayso.errors import UsageError
from sayso.export import Case, export, xlsx
from sayso.export.columns import columns

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")


def opened(path, tmp_path):
    named = tmp_path / "book.xlsx"
    named.write_bytes(path.read_bytes())
    return openpyxl.load_workbook(named)


@pytest.fixture
def book(written, tmp_path):
    return opened(written("xlsx")[0], tmp_path)


def rows(sheet):
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_every_sheet_has_its_columns_and_a_filter(book):
    assert book.sheetnames == ["about", *columns("xlsx")]
    for name, here in columns("xlsx").items():
        sheet = book[name]
        assert [c.value for c in sheet[1]] == [c.name for c in here]
        assert sheet.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(len(here))}{sheet.max_row}"
        assert sheet.freeze_panes == "B2"


def test_the_sentence_stands_beside_each_figure(book, stream):
    found = rows(book["figures"])
    stated = [s for c in stream.cases() for r in c.incident.ranges for s in r.stated]
    totals = [s for t in stream.tallies() for r in t.total.ranges for s in r.stated]
    assert len(found) == len(stated) + len(totals)
    council = next(r for r in found if r["voice"] == "the town council")
    assert council["stated"] == "at least 25"
    assert council["sentence"].startswith("At least 25 people died in the bombing")
    assert (council["low"], council["high"], council["from"].date()) == (23, 25, date(2024, 3, 8))
    assert [r["stated"] for r in found if r["counts"] == "total"] == ["more than 1,500"]


def test_no_cell_is_a_formula_or_a_link(book):
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
    assert any(str(r["evidence"]).startswith("=SUM(") for r in rows(book["claims"]))


class Few:
    """A stream of one case."""

    moment, selection = None, {}

    def __init__(self, case):
        self._case = case

    def cases(self, told=True):
        yield self._case

    def tallies(self, told=True):
        return iter(())

    reports = sheets = links = rulings = refusals = tallies


def test_what_is_too_long_for_a_cell_is_cut_and_told(stream, tmp_path):
    case = next(stream.cases())
    long = Case(replace(case.incident, grade_rule="x" * 40_000), case.told)
    export(Few(long), "xlsx", tmp_path / "out.xlsx", tmp_path / "losses.csv")
    (row,) = rows(openpyxl.load_workbook(tmp_path / "out.xlsx")["incidents"])
    assert len(row["grade_rule"]) == xlsx.MOST_CHARS
    assert "cell-length" in (tmp_path / "losses.csv").read_text()


def test_more_rows_than_excel_takes_are_refused(stream, tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    with pytest.raises(UsageError, match="take csv"):
        export(stream, "xlsx", tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []
