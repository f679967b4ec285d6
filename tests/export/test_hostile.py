"""Text that would break a file: each format still holds it, and other software still reads the file."""

from __future__ import annotations

import csv
import json
import sqlite3
from datetime import UTC, date, datetime

import pytest
from lxml import etree, html

from sayso.export import Case, Cited, Refused, Report, Sheet, Source, Tally, export, formats
from sayso.records import (
    Actor,
    Article,
    Claim,
    Figure,
    Incident,
    IndependentVoice,
    Page,
    Participant,
    Place,
    Range,
    Reading,
    Ref,
    Refusal,
    Ruling,
    Site,
    Span,
    Stated,
    Total,
    Voice,
)  # fmt: skip

BAD = "a\0b\x1b[31m\ud800 ]]></name><script>alert(1)</script>\" '; DROP\t=1+1\r\n\u2028\u202e\ufffe,;|--"
DAY = date(2024, 3, 8)
AT = datetime(2024, 5, 1, tzinfo=UTC)


def claim() -> tuple[Article, Claim]:
    article = Article(f"x{BAD}", BAD, f"https://x.example/{BAD}", BAD, BAD, BAD, DAY, "en")
    whole = Span.of(BAD, 0, len(BAD))
    made = Claim(
        id="c1", article=article.id, event="bombing", scope="incident", trigger=whole, evidence=whole,
        certainty="probable", certainty_cue=whole, actors=(Actor(whole),), targets=(Actor(whole),), means=(whole,),
        figures=(Figure(whole, "killed", 3, 3, 3, who=whole),),
        place=Place(whole, BAD, None, 27.5, 14.3, "LY", BAD, "settlement"), voices=(Voice(whole, "official", whole),),
    )  # fmt: skip
    return article, made


class Bad:
    """A stream in which every text is hostile."""

    moment, selection = AT, {}

    def __init__(self) -> None:
        self.article, self.claim = claim()
        self.ref = Ref(self.article.id, "c1")
        head = (self.article.title, self.article.publisher, DAY, self.article.url)
        self.source = Source(self.article.id, *head)
        self.cited = {self.ref: Cited(self.claim, self.source, "", "i-0123456789abcdef", "asserts")}
        refs = (self.ref,)
        self.shared = {
            "actors": (Participant(BAD, None, None, refs),), "targets": (Participant(BAD, None, None, refs),),
            "ranges": (Range("killed", BAD, 3, 3, 3, BAD, stated=(Stated(self.ref, BAD, 3, 3, 3),)),),
            "voices": (IndependentVoice(BAD, "official", refs, (BAD,), why=BAD),), "start": DAY, "end": DAY,
            "site": Site(BAD, BAD, None, 27.5, 14.3, "LY", BAD, "settlement", None, self.ref),
        }  # fmt: skip

    def cases(self, told=True):
        yield Case(
            Incident("i-0123456789abcdef", "bombing", ("bombing",), (self.ref,), grade_rule=BAD, **self.shared),
            self.cited, AT,
        )  # fmt: skip

    def tallies(self, told=True):
        yield Tally(Total("t-0123456789abcdef", "bombing", (self.ref,), **self.shared), self.cited, AT)

    def reports(self):
        held = {"c1": ("i-0123456789abcdef", "asserts")}
        yield Report(Reading(self.article, claims=(self.claim,), reader=BAD), self.source, "conflict", held)

    def sheets(self):
        page = Page(self.article.id, BAD, "clean", BAD, "0" * 64, AT, b"\xff\x00")
        yield Sheet(self.article.id, 1, page, None, AT)

    def links(self):
        return iter(())

    def rulings(self):
        yield Ruling("r-1", "strike", BAD, AT, BAD, (self.ref,))

    def refusals(self):
        yield Refused(Refusal("intake", "broken", BAD, BAD, BAD), AT)


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for form in formats():
        export(Bad(), form.name, folder / form.name, folder / f"{form.name}.losses.csv")
    return folder


def texts(path):
    return [path] if path.is_file() else [p for p in path.iterdir() if p.suffix != ".parquet"]


@pytest.mark.parametrize("name", [f.name for f in formats() if f.name not in ("parquet", "xlsx", "gpkg")])
def test_text_files_are_utf8_without_control_characters(out, name):
    for path in (*texts(out / name), out / f"{name}.losses.csv"):
        text = path.read_bytes().decode("utf-8")
        assert not [c for c in text if c < " " and c not in "\t\n\r"]


@pytest.mark.parametrize("name", ["hxl", "acled", "ucdp"])
def test_tables_keep_their_shape(out, name):
    rows = list(csv.reader((out / name).open(encoding="utf-8", newline="")))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == (3 if name == "hxl" else 2)


def test_tab_separated_rows_keep_their_shape(out):
    assert (out / "gdelt" / "events.export.CSV").read_text(encoding="utf-8").count("\n") == 1
    assert (out / "gdelt" / "events.export.CSV").read_bytes().count(b"\t") == 60


def test_every_csv_of_the_full_model_keeps_its_shape(out):
    for path in (out / "csv").glob("*.csv"):
        assert len({len(row) for row in csv.reader(path.open(encoding="utf-8", newline=""))}) == 1, path


def test_xml_json_and_html_are_whole(out):
    etree.parse(str(out / "kml"))
    json.loads((out / "geojson").read_text(encoding="utf-8"))
    json.loads((out / "jsonld").read_text(encoding="utf-8"))
    assert len((out / "plover").read_text(encoding="utf-8").split("\n")) == 2
    assert html.fromstring((out / "html").read_bytes()).xpath("//script") == []


def test_databases_and_workbooks_are_whole(out):
    base = sqlite3.connect(out / "gpkg")
    assert base.execute("SELECT count(*) FROM incidents").fetchone() == (1,)
    base.close()
    openpyxl = pytest.importorskip("openpyxl")
    (out / "book.xlsx").write_bytes((out / "xlsx").read_bytes())
    assert openpyxl.load_workbook(out / "book.xlsx")["incidents"].max_row == 2
    polars = pytest.importorskip("polars")
    assert polars.read_parquet(out / "parquet" / "claims.parquet").height == 1


def test_the_graph_can_be_read(out):
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph()
    graph.parse(data=(out / "jsonld").read_text(encoding="utf-8"), format="json-ld")
    assert len(graph) > 10
