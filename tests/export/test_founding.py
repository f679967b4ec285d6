"""The founding report: what it counts over months is no event, and the loss reports say so."""

from __future__ import annotations

import csv

import pytest

from sayso.export import export, format_named, formats
from sayso.ledger import open_ledger
from sayso.line_ledger import LedgerLine
from sayso.line_ledger.stream import LedgerStream
from sayso.settings import LedgerSettings, Settings

pytestmark = pytest.mark.corpora
ROWS = [f.name for f in formats() if f.name not in ("csv", "parquet", "xlsx", "html", "jsonld")]


@pytest.fixture(scope="module")
def founding(corpora, tmp_path_factory):
    place = tmp_path_factory.mktemp("founding") / "ledger.sqlite3"
    line = LedgerLine(open_ledger(place, LedgerSettings()), Settings())
    found = sorted(p for p in (corpora / "founding").iterdir() if p.suffix in (".txt", ".html"))
    assert found
    list(line.add(found))
    return LedgerStream(line.ledger)


@pytest.mark.parametrize("name", ROWS)
def test_the_losses_name_what_is_counted_over_months(founding, tmp_path, name):
    out = tmp_path / f"out{format_named(name).suffix}"
    export(founding, name, out, tmp_path / "losses.csv")
    lost = list(csv.DictReader((tmp_path / "losses.csv").open(encoding="utf-8", newline="")))
    said = " ".join(r["said"] for r in lost if r["field"] == "total" and r["what"] == "left out")
    for words in ("more than 1,500", "about 230", "more than 8,500"):
        assert words in said
