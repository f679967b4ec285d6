"""What the founding report comes to: one execution told twice, another beside it, and totals that stay totals."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.merging import merge
from sayso.records import Article

pytestmark = pytest.mark.corpora


@pytest.fixture(scope="module")
def merged(corpora, reader):
    text = (corpora / "founding" / "report.txt").read_text(encoding="utf-8")
    return merge([reader.read(Article("report", text, published=date(2015, 4, 22)))])


def test_the_hundred_are_one_incident_told_twice_and_the_three_another(merged):
    executions = {i.figure("killed").best: i for i in merged.incidents if i.event == "execution" and i.figure("killed")}
    assert {n: len(i.claims) for n, i in executions.items()} == {100: 2, 3: 1}


def test_the_totals_are_totals_with_the_part_inside_the_whole(merged):
    stated = {r.best: t for t in merged.totals for r in t.ranges if not r.group}
    assert set(stated) == {1500, 230, 8500}
    assert stated[230].part_of == stated[1500].id
    assert stated[1500].parts == (stated[230].id,)
    assert all(r.high is None or r.high < 200 for i in merged.incidents for r in i.ranges)
