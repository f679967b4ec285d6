"""The dossier: read back by lxml; everything that an incident rests on is in it, and nothing runs or loads."""

from __future__ import annotations

import pytest
from lxml import html

from sayso.export import export
from sayso.ledger import open_ledger
from sayso.line_ledger import LedgerLine
from sayso.line_ledger.stream import LedgerStream
from sayso.settings import LedgerSettings, Settings


@pytest.fixture(scope="module")
def page(written):
    return html.fromstring(written("html")[0].read_bytes())


def test_every_incident_and_total_has_its_section(page, stream):
    ids = [c.incident.id for c in stream.cases()] + [t.total.id for t in stream.tallies()]
    assert page.xpath("//section/h2/@id") == ids
    linked = [a.removeprefix("#") for a in page.xpath("//nav//a/@href")]
    assert linked == ids[: len(linked)] == [c.incident.id for c in stream.cases()]


def test_every_sentence_stands_in_it_as_text(page, stream):
    quoted = set(page.xpath("//blockquote/p[1]/text()"))
    for case in stream.cases():
        for cited in (*case.asserting, *case.denying):
            assert cited.claim.evidence.text in quoted
    assert any("<b>14</b>" in text for text in quoted), "a report's markup is text"


def test_each_number_stands_beside_its_voice_and_its_sentence(page):
    cells = [[td.text for td in tr.xpath("td")] for tr in page.xpath("//table/tr[td]")]
    council = next(row for row in cells if row[:3] == ["at least 25", "the town council", "certain"])
    assert council[3].startswith("At least 25 people died in the bombing")
    assert ["more than 1,500", "the ministry, a party", "certain"] in [row[:3] for row in cells]


def test_nothing_runs_and_nothing_is_loaded(page):
    assert page.xpath("//script | //img | //iframe | //link | //object | //form") == []
    assert all(not a.lower().startswith("on") for e in page.iter() for a in e.attrib)
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]
    assert all(href.startswith("#") for href in page.xpath("//a/@href"))


def test_the_dossier_is_golden(written, golden):
    golden("dossier.html", written("html")[0].read_text(encoding="utf-8"))


def test_decisions_are_shown(made, tmp_path):
    line = LedgerLine(open_ledger(tmp_path / "ledger.sqlite3", LedgerSettings()), Settings())
    line.add_reading(*next(made.reports()))
    incident = next(LedgerStream(line.ledger).cases()).incident
    line.rule("grade", "ann", "seen <on> site", incident.claims, value="confirmed")
    export(LedgerStream(line.ledger), "html", tmp_path / "out.html")
    shown = html.fromstring((tmp_path / "out.html").read_bytes()).xpath("//section//li/text()")
    assert any(text.endswith("ann: grade, seen <on> site") for text in shown)
