"""What holds of every format: schema, columns, losses, golden files, the same bytes again, whole or not at all."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sayso.errors import UsageError
from sayso.export import export, format_named, formats
from sayso.export.columns import TYPES, columns, rules
from sayso.export.losses import COLUMNS

NAMES = [f.name for f in formats()]


@pytest.mark.parametrize("name", NAMES)
def test_every_column_and_rule_says_what_it_is_and_whose(name):
    data = format_named(name).data
    assert rules(data)
    for rule in rules(data).values():
        assert len(rule.says) > 10
        assert rule.source
    for table in columns(data).values():
        assert len({c.name for c in table}) == len(table)
        assert all(c.type in TYPES and c.means and c.source for c in table)


@pytest.mark.parametrize("name", NAMES)
def test_every_loss_follows_a_rule_that_is_told(name, written):
    found = list(csv.DictReader(written(name)[1].open(encoding="utf-8", newline="")))
    assert found, "no format carries everything"
    assert set(found[0]) == set(COLUMNS)
    told = rules(format_named(name).data)
    for row in found:
        assert row["rule"] in told
        assert row["said"]
        assert row["record"]


def test_every_format_has_its_page_with_its_columns():
    docs = Path(__file__).resolve().parents[2] / "docs" / "reference" / "exports"
    index = (docs / "index.md").read_text(encoding="utf-8")
    pages = {p.name: p.read_text(encoding="utf-8") for p in docs.glob("*.md")}
    for form in formats():
        assert f"`{form.name}`" in index
        assert any(f"sayso export {form.name} " in text for text in pages.values()), form.name
        assert any(f"<!-- made: export-{form.data} -->" in text for text in pages.values()), form.data


def _all(out) -> dict[str, bytes]:
    files = [p for p in out.rglob("*") if p.is_file()] if out.is_dir() else [out]
    return {p.name: p.read_bytes() for p in files}


@pytest.mark.parametrize("name", NAMES)
def test_the_same_ledger_gives_the_same_bytes(name, written, stream, tmp_path):
    out, losses = written(name)
    again, lost = tmp_path / "out", tmp_path / "losses.csv"
    export(stream, name, again, lost)
    assert _all(again) == _all(out)
    assert lost.read_bytes() == losses.read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_of_an_export_that_fails(name, stream, tmp_path):
    class Torn(type(stream)):
        def cases(self, told=True):
            yield next(super().cases(told))
            raise RuntimeError

    torn = Torn.__new__(Torn)
    torn.__dict__.update(stream.__dict__)
    out = tmp_path / "out"
    with pytest.raises(RuntimeError):
        export(torn, name, out, tmp_path / "losses.csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", NAMES)
def test_losses_are_kept_golden(name, written, golden):
    golden(f"{name}.losses.csv", written(name)[1].read_text(encoding="utf-8"))


def test_places_that_cannot_be_written_are_named(stream, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("do not lose me")
    with pytest.raises(UsageError, match="other files"):
        export(stream, "csv", tmp_path / "mine")
    with pytest.raises(UsageError, match="is a folder"):
        export(stream, "hxl", tmp_path / "mine")
    with pytest.raises(UsageError, match="there is no format"):
        export(stream, "cvs", tmp_path / "x")
    assert (tmp_path / "mine" / "letter.txt").exists()


def test_an_export_takes_the_place_of_its_former_one(stream, tmp_path):
    for _ in range(2):
        export(stream, "csv", tmp_path / "out")
    assert (tmp_path / "out" / "claims.csv").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
