"""The key of the sample reports: its shape, its arithmetic, and that every quotation stands in its report."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest

from sayso.records import CERTAINTIES, EVENT_CODES, MEASURES, SCOPES, Precision, VoiceKind

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
KEY = json.loads((EXAMPLES / "key.json").read_text(encoding="utf-8"))
REPORTS = sorted(p.name for p in (EXAMPLES / "reports").iterdir() if not p.name.startswith("."))
GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
NOTE = "invented sample for sayso"

INCIDENT_CLAIMS = [(i["id"], c) for i in KEY["incidents"] for c in i["claims"]]
CLAIMS = (
    INCIDENT_CLAIMS
    + [(t["id"], t["claim"]) for t in KEY["totals"]]
    + [("pattern", c) for c in KEY["patterns"]]
    + [("prospect", c) for c in KEY["prospects"]]
)
CLAIM_FIELDS = {
    "report", "quotation", "event", "scope", "trigger", "actors", "targets", "means", "figures", "place", "precision",
    "when", "from", "to", "voices", "certainty", "certainty_cue",
}  # fmt: skip
INCIDENT_FIELDS = {
    "id", "title", "event", "place", "from", "to", "actors", "targets", "means", "figures", "voices", "grade",
    "grade_why", "contradictions", "claims",
}  # fmt: skip
TOTAL_FIELDS = {
    "id", "title", "event", "place", "from", "to", "figure", "voice", "part_of", "incidents_inside", "claim",
}  # fmt: skip


class _Visible(HTMLParser):
    """Collects what a reader sees, and the comments."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.comments: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "style", "title"):
            self._hidden += 1
        elif tag in ("p", "div", "li", "br", "h1", "h2", "h3", "td", "figcaption"):
            self.seen.append("\n")

    def handle_endtag(self, tag):
        if tag in ("script", "style", "title"):
            self._hidden -= 1

    def handle_data(self, data):
        if not self._hidden:
            self.seen.append(data)

    def handle_comment(self, data):
        self.comments.append(data)


@cache
def page(name: str) -> _Visible:
    raw = (EXAMPLES / "reports" / name).read_bytes()
    parser = _Visible()
    if name.endswith(".txt"):
        parser.seen.append(raw.decode("utf-8"))
    else:
        latin = b"charset=iso-8859-1" in raw
        parser.feed(raw.decode("iso-8859-1" if latin else "utf-8"))
    return parser


@cache
def visible(name: str) -> str:
    """The page's visible text, each run of white space one space."""
    return re.sub(r"\s+", " ", "".join(page(name).seen))


def is_day(text: str | None) -> bool:
    return text is None or date.fromisoformat(text).isoformat() == text


def test_every_report_is_in_the_key_and_none_else():
    assert sorted(KEY["reports"]) == REPORTS
    assert 16 <= len(REPORTS) <= 20


def test_five_outlets_each_with_its_reports():
    used = Counter(r["outlet"] for r in KEY["reports"].values())
    assert set(used) == set(KEY["outlets"])
    assert len(used) == 5
    assert all(o["domain"].endswith(".example") for o in KEY["outlets"].values())


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_says_that_it_is_invented(name):
    assert NOTE in visible(name).lower()
    if name.endswith(".html"):
        assert any(NOTE in comment.lower() for comment in page(name).comments)


@pytest.mark.parametrize("name", REPORTS)
def test_titles_and_dates_of_the_key_stand_in_the_page(name):
    report = KEY["reports"][name]
    if report["title"]:
        assert report["title"] in visible(name)
    assert is_day(report["published"])
    assert (report["published"] is None) == (report["published_stated"] == "nowhere")
    if report["published"]:
        raw = (EXAMPLES / "reports" / name).read_text(encoding="latin-1").lower()
        day = date.fromisoformat(report["published"])
        stated = (report["published"], f"{day.day} march 2023", f"march {day.day}, 2023")
        assert any(form in raw for form in stated)


@pytest.mark.parametrize(("owner", "claim"), CLAIMS)
def test_a_claim_has_the_shape_and_its_words_stand_in_the_report(owner, claim):
    assert set(claim) - {"note"} == CLAIM_FIELDS
    quotation = claim["quotation"]
    assert quotation in visible(claim["report"])
    assert claim["trigger"] in quotation
    assert claim["event"] in EVENT_CODES
    assert claim["scope"] in SCOPES
    assert claim["certainty"] in CERTAINTIES
    assert claim["certainty"] == "certain" or claim["certainty_cue"] in quotation
    assert (claim["place"] is None) == (claim["precision"] is None)
    assert claim["precision"] is None or claim["precision"] in get_args(Precision)
    assert is_day(claim["from"])
    assert is_day(claim["to"])
    assert claim["when"] or not (claim["from"] or claim["to"]), "an interval comes from an expression"
    for mention in (*claim["actors"], *claim["targets"], *claim["means"]):
        assert mention.lower() in visible(claim["report"]).lower()
    for voice in claim["voices"]:
        assert voice["text"] in quotation
        assert voice["kind"] in get_args(VoiceKind)
    for name in ("place", "when"):
        assert claim[name] is None or claim[name] in visible(claim["report"]) or claim["report"].endswith("sabha.txt")


@pytest.mark.parametrize(("owner", "claim"), CLAIMS)
def test_a_claims_figures_are_coded_by_the_rules(owner, claim):
    for figure in claim["figures"]:
        assert set(figure) == {"measure", "text", "low", "high", "best", "who", "approximate"}
        assert figure["measure"] in MEASURES
        assert figure["text"] in claim["quotation"]
        assert figure["who"] is None or figure["who"] in claim["quotation"]
        low, high, best, words = figure["low"], figure["high"], figure["best"], figure["text"].lower()
        if words.startswith("more than"):
            assert (low, high) == (best + 1, None)
        elif words.startswith("at least"):
            assert (low, high) == (best, None)
        elif words.startswith("about"):
            assert (low, high, figure["approximate"]) == (None, None, True)
        else:
            assert low == high == best


@pytest.mark.parametrize("incident", KEY["incidents"], ids=lambda i: i["id"])
def test_an_incident_has_the_shape(incident):
    assert set(incident) == INCIDENT_FIELDS
    assert incident["grade"] in GRADES
    assert incident["grade_why"]
    assert is_day(incident["from"])
    assert is_day(incident["to"])
    voices = {v["id"] for v in incident["voices"]}
    assert len(voices) == len(incident["voices"]) > 0
    assert all(v["kind"] in get_args(VoiceKind) for v in incident["voices"])
    assert {a["voice"] for c in incident["contradictions"] for a in c["accounts"]} <= voices
    for claim in incident["claims"]:
        assert claim["event"] == incident["event"]
        assert claim["scope"] == "incident"
    reports = {c["report"] for c in incident["claims"]}
    assert reports == {r for v in incident["voices"] for r in v["reports"]}
    if incident["place"]:
        assert set(incident["place"]) == {"name", "country", "lat", "lon", "precision"}


@pytest.mark.parametrize("incident", KEY["incidents"], ids=lambda i: i["id"])
def test_ranges_follow_from_the_accounts_that_stand(incident):
    voices = {v["id"] for v in incident["voices"]}
    for measure, range_ in incident["figures"].items():
        assert measure in MEASURES
        assert all(a["standing"] or a["why"] for a in range_["accounts"])
        assert {a["voice"] for a in range_["accounts"]} <= voices
        standing = [a for a in range_["accounts"] if a["standing"]]
        lows = [a["low"] for a in standing if a["low"] is not None]
        highs = [a["high"] for a in standing if a["high"] is not None]
        bests = sorted({a["voice"]: a["best"] for a in standing}.values())
        assert range_["low"] == min(lows, default=None)
        assert range_["high"] == max(highs, default=None)
        assert range_["best"] == (bests[(len(bests) - 1) // 2] if bests else None)


@pytest.mark.parametrize("incident", KEY["incidents"], ids=lambda i: i["id"])
def test_every_account_is_some_claims_figure(incident):
    told = {(c["report"], f["measure"], f["best"]) for c in incident["claims"] for f in c["figures"]}
    for measure, range_ in incident["figures"].items():
        for account in range_["accounts"]:
            assert (account["report"], measure, account["best"]) in told


@pytest.mark.parametrize("incident", KEY["incidents"], ids=lambda i: i["id"])
def test_grades_fit_the_voices(incident):
    kinds = [v["kind"] for v in incident["voices"]]
    disputed = [c for c in incident["contradictions"] if c["field"] == "happened"]
    if incident["grade"] == "weak":
        assert len(kinds) == 1
    if incident["grade"] == "fair":
        assert sum(k != "party" for k in kinds) >= 2
    if incident["grade"] == "confirmed":
        assert "party" in kinds
    if incident["grade"] in ("contested", "discounted"):
        assert disputed


def test_totals_have_the_shape_and_nest():
    ids = {t["id"] for t in KEY["totals"]}
    incidents = {i["id"] for i in KEY["incidents"]}
    for total in KEY["totals"]:
        assert set(total) == TOTAL_FIELDS
        assert total["claim"]["scope"] == "total"
        assert total["part_of"] is None or total["part_of"] in ids - {total["id"]}
        assert set(total["incidents_inside"]) <= incidents
        assert date.fromisoformat(total["from"]) < date.fromisoformat(total["to"])
        (figure,) = total["claim"]["figures"]
        assert total["figure"] == {k: figure[k] for k in ("measure", "low", "high", "best")}


def test_patterns_and_prospects_have_their_scope():
    assert {c["scope"] for c in KEY["patterns"]} == {"pattern"}
    assert {c["scope"] for c in KEY["prospects"]} == {"prospect"}


@pytest.mark.parametrize("row", KEY["not_claims"], ids=lambda r: r["quotation"][:30])
def test_what_is_no_claim_stands_in_the_page_and_is_coded_nowhere(row):
    assert row["quotation"] in visible(row["report"])
    assert row["part"] in ("article", "furniture")
    assert row["why"]
    assert row["quotation"] not in {c["quotation"] for _, c in CLAIMS}


def test_what_is_kept_apart_exists():
    incidents = {i["id"] for i in KEY["incidents"]}
    for row in KEY["keep_apart"]:
        assert set(row["incidents"]) <= incidents
        assert len(set(row["incidents"])) == 2


def test_the_readme_counts_rightly():
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    html = sum(name.endswith(".html") for name in REPORTS)
    assert (html, len(REPORTS) - html) == (17, 3)
    assert "twenty reports" in text
    assert "seventeen HTML pages and three text files" in text
    assert all(f"`{field}`" in text for field in KEY if field not in ("version", "about"))
