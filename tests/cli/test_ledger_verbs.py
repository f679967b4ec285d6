"""The ledger's verbs: what they print, what they refuse, and that outside text can't steer the terminal."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli import app
from sayso.errors import NotInLedger, SaysoError, UsageError
from sayso.ledger import open_ledger
from sayso.line_ledger import LedgerLine
from sayso.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
if "made" not in sys.modules:
    spec = importlib.util.spec_from_file_location("made", ROOT / "tests" / "ledger" / "made.py")
    sys.modules["made"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["made"])
made = sys.modules["made"]
WIDE = {"COLUMNS": "240", "NO_COLOR": "1"}


@pytest.fixture
def place(tmp_path) -> str:
    """A ledger with three reports: two of one bomb, whose counts differ, and one of something else."""
    ledger = open_ledger(tmp_path / "ledger.sqlite3")
    line = LedgerLine(ledger, Settings())
    for page, reading in (made.brak("a"), made.brak_otherwise("b"), made.tbilisi("c")):
        line.add_reading(page, reading)
    ledger.close()
    return str(ledger.place)


@pytest.fixture
def sayso(place):
    """Runs a verb on that ledger; our own errors are raised."""

    def run(*words: str, code: int = 0, columns: str = "240") -> str:
        result = CliRunner().invoke(app, [*words, "--ledger", place], env=WIDE | {"COLUMNS": columns})
        if isinstance(result.exception, SaysoError):
            raise result.exception
        assert result.exit_code == code, result.output + repr(result.exception)
        return result.output

    return run


def rows(output: str) -> list[dict]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def bomb(sayso) -> str:
    """The id of the bomb at Brak."""
    return rows(sayso("incidents", "--place", "brak", "--json"))[0]["id"]


def test_incidents_are_listed_and_filtered(sayso, bomb):
    assert len(rows(sayso("incidents", "--json"))) == 2
    assert [r["id"] for r in rows(sayso("incidents", "--country", "LY", "--json"))] == [bomb]
    assert rows(sayso("incidents", "--event", "siege", "--json")) == []
    assert rows(sayso("incidents", "--from-date", "2023-03-11", "--json")) == []
    assert len(rows(sayso("incidents", "--to-date", "2023-03-10", "--json"))) == 2
    assert len(rows(sayso("incidents", "--limit", "1", "--json"))) == 1
    text = sayso("incidents")
    assert bomb in text
    assert "2 independent voices" in text
    assert "killed 2" in sayso("incidents", "--table")


def test_an_incident_is_shown_with_everything_that_it_rests_on(sayso, bomb):
    text = sayso("show", bomb)
    assert re.search("≠ killed:? 23", text)
    assert re.search("≠ killed:? 25", text)
    for words in ("officer a", "Contradictions", "Why these are one", "a#c1", "[on Friday]~"):
        assert words in text, words
    shown = json.loads(sayso("show", bomb[:9], "--json"))
    assert {t["article"]["id"] for t in shown["told"]} == {"a", "b"}
    assert shown["links"][0]["why"]
    assert shown["contradictions"][0]["field"] == "killed"


def test_without_an_id_the_most_disputed_incident_is_shown(sayso, bomb):
    assert sayso("show").split()[0] == bomb


@pytest.mark.parametrize("columns", ["80", "160"])
def test_no_word_is_broken_on_a_narrow_or_a_wide_terminal(sayso, bomb, columns):
    text = sayso("show", bomb, columns=columns)
    for word in ("certain", "bombing", "officer", "killed"):
        assert word in text


def test_rulings_are_made_listed_and_undone(sayso, bomb):
    said = sayso("rule", "strike", "b#c1", "--why", "a typing error", "--who", "Ann")
    name = re.search(r"r-[0-9a-f]{12}", said)[0]
    text = sayso("show", bomb)
    assert "Struck out" in text
    assert "a typing error" in text
    assert rows(sayso("incidents", "--place", "brak", "--json"))[0]["figures"]["killed"]["high"] == 23
    (ruling,) = rows(sayso("rulings", "--json"))
    assert (ruling["id"], ruling["who"], ruling["why"]) == (name, "Ann", "a typing error")
    assert "by Ann strike: a typing error" in sayso("history", bomb)
    sayso("rule", "undo", name, "--why", "it was none", "--who", "Ann")
    assert rows(sayso("incidents", "--place", "brak", "--json"))[0]["figures"]["killed"]["high"] == 25
    assert "it was none" in sayso("rulings")


def test_every_kind_of_ruling_is_taken(sayso, bomb):
    why = ("--why", "seen", "--who", "Ann")
    sayso("rule", "correct", "a#c1", "--set", "killed=25", "--set", "injured=9", *why)
    sayso("rule", "grade", bomb, "--grade", "confirmed", *why)
    (one,) = rows(sayso("incidents", "--grade", "confirmed", "--json"))
    assert one["figures"]["killed"]["low"] == 25
    sayso("rule", "confirm", bomb, *why)
    sayso("rule", "unlink", "a#c1", "--from", "b#c1", *why)
    assert len(rows(sayso("incidents", "--json"))) == 3
    sayso("rule", "link", "a#c1", "b#c1", "c#c1", *why)
    assert len(rows(sayso("incidents", "--json"))) == 1
    assert len(rows(sayso("rulings", "--json"))) == 6


@pytest.mark.parametrize(
    "words",
    [
        ("rule", "correct", "a#c1", "--why", "x"),
        ("rule", "correct", "a#c1", "--set", "killed", "--why", "x"),
        ("rule", "grade", "a#c1", "--why", "x"),
        ("rule", "grade", "a#c1", "--grade", "splendid", "--why", "x"),
        ("rule", "strike", "a#c1", "--why", " "),
        ("incidents", "--event", "storm"),
        ("incidents", "--grade", "great"),
        ("incidents", "--from-date", "yesterday"),
        ("incidents", "--as-of", "noon"),
        ("incidents", "--json", "--table"),
        ("reread",),
    ],
)
def test_what_can_not_be_is_refused(sayso, words):
    with pytest.raises(UsageError):
        sayso(*words)
    assert rows(sayso("rulings", "--json")) == []


@pytest.mark.parametrize("words", [("show", "i-0000"), ("history", "nothing"), ("reread", "nothing")])
def test_what_is_not_there_is_said(sayso, words):
    with pytest.raises(NotInLedger):
        sayso(*words)


def test_the_ledger_is_shown_as_it_was(sayso):
    assert rows(sayso("incidents", "--as-of", "2001-01-01", "--json")) == []
    assert len(rows(sayso("incidents", "--as-of", "2999-01-01T10:00", "--json"))) == 2
    assert rows(sayso("articles", "--as-of", "2001-01-01", "--json")) == []
    assert [a["id"] for a in rows(sayso("articles", "--json"))] == ["c", "b", "a"]


def test_lists_of_nothing_are_no_error(sayso):
    assert rows(sayso("totals", "--json")) == []
    assert rows(sayso("refusals", "--json")) == []
    assert "no total" in sayso("totals")


def test_outside_text_can_not_steer_the_terminal(sayso, place):
    ledger = open_ledger(place)
    text = "A bomb in Brak killed 3 on Friday,\x1b]0;owned\x07 it said."
    page, reading = made.report("evil\x1b[2J", made.Says(text, killed="3"), publisher="Post\x1b[31m")
    (name,) = LedgerLine(ledger, Settings()).add_reading(page, reading).outcomes.new
    ledger.close()
    for words in (("show", name), ("incidents",), ("articles",), ("history", name)):
        assert "\x1b" not in sayso(*words)


def test_reports_are_read_stored_and_read_anew(tmp_path):
    place = ("--ledger", str(tmp_path / "new" / "ledger.sqlite3"))
    report = str(next((ROOT / "examples" / "reports").glob("*bani-walid.html")))

    def run(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(app, [*words, *place], env=WIDE)
        assert result.exit_code == code, result.output + repr(result.exception)
        return result.stdout

    first, missing = rows(run("add", report, str(tmp_path / "none.html"), "--json", code=1))
    assert (first["outcome"], len(first["incidents"]["new"]) > 0) == ("new", True)
    assert "error" in missing
    assert rows(run("add", report, "--json"))[0]["outcome"] == "known"
    assert "in the ledger already" in run("add", report)
    assert "no such" in run("refusals") or "missing" in run("refusals", "--json")
    assert "nothing changed" in run("reread", first["article"])
    assert "merged anew, nothing changed" in run("reread", "--merge")
    assert rows(run("reread", "--all", "--json"))[-1]["incidents"]["new"] == []
