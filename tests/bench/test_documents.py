"""The documents that speed is measured on, and the rows that it is shown in."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest


@pytest.fixture
def corpora_folder(tmp_path, monkeypatch):
    """A folder laid out as the measuring corpora are, with three rows a file."""
    from documents import MIX

    for name in MIX:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        rows = [{"id": f"{name}-{k}", "text": "Rebels took the town. " * (k + 1)} for k in range(3)]
        rows[0]["published"] = "2023-05-04"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setenv("SAYSO_CORPORA", str(tmp_path))
    return tmp_path


def test_documents_are_of_every_corpus_and_repeat_when_they_run_out(corpora_folder):
    from documents import MIX, documents

    found, source = documents(30)
    assert source == "the measuring corpora"
    assert len(found) == 30
    assert {d.id.rsplit("-", 1)[0] for d in found} == set(MIX)
    assert any(d.published for d in found)
    assert found[0].words == 4


def test_the_mix_comes_to_five_hundred():
    from documents import MIX

    assert sum(MIX.values()) == 500


def test_rows_of_stages_add_up():
    from bench_read import STAGES, stage_rows

    clock = defaultdict(float, dict.fromkeys(STAGES.values(), 1.0))
    clock |= {"bare model": 10.0, "parse": 10.0, "stages": 8.0, "Line": 18.0}
    rows = {row[0]: row for row in stage_rows(clock, words=1000, count=10)}
    assert rows["claims"][1] == "3.00"
    assert rows["reading"][4] == "1.80"
    assert rows["reading"][5].endswith("MISSED")
    assert rows["places + times"][1] == "3.00"


def test_a_table_is_aligned():
    from show import table

    lines = table(["a", "n"], [["x", "1"], ["long", "22"]]).splitlines()
    assert lines == ["a    |  n", "-----|---", "x    |  1", "long | 22"]
