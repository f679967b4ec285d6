"""`sayso read`: what it prints, what it refuses, how it ends."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli import app
from sayso.errors import UsageError

TEXT = "Rebels captured the town of Goma on Monday, killing 12 soldiers, the army said."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT + "\n\nLeave a Reply\n\nLog Out / Change\n\nConnecting to %s\n", encoding="utf-8")
    return path


def sayso(*arguments: object, stdin: str | None = None):
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)


def test_the_view_shows_claims_with_their_evidence(report):
    done = sayso("read", report, "--published", "2015-04-22")
    assert done.exit_code == 0
    shown = " ".join(done.stdout.split())
    assert "territory-taken" in shown
    assert "[captured]!" in shown
    assert "2015-04-20" in shown
    assert "Set aside as furniture" in shown
    assert "Connecting to" not in shown


def test_furniture_is_shown_on_request(report):
    assert "Connecting to %s" in sayso("read", report, "--furniture").stdout


def test_the_table_has_a_row_a_claim(report):
    assert "territory-taken" in sayso("read", report, "--table").stdout


def test_explain_tells_which_stage_set_which_field(report):
    shown = " ".join(sayso("read", report, "--explain", "--published", "2015-04-22").stdout.split())
    assert "why event" in shown
    assert "certain: told flatly" in shown
    assert "why" not in sayso("read", report, "--published", "2015-04-22").stdout


def test_explain_as_json_gives_each_claim_its_reasons(report):
    claims = json.loads(sayso("read", report, "--json", "--explain").stdout)["claims"]
    assert claims
    for claim in claims:
        assert {r["field"] for r in claim["reasons"]} >= {"event", "scope", "certainty"}
        assert all(set(r) == {"field", "stage", "rule", "words"} for r in claim["reasons"])
    assert "reasons" not in json.loads(sayso("read", report, "--json").stdout)["claims"][0]


def test_json_has_the_fields_of_the_interface(report):
    done = sayso("read", report, "--json", "--published", "2015-04-22")
    reading = json.loads(done.stdout)
    assert set(reading) == {"article", "places", "times", "actors", "attributions", "claims"}
    article = reading["article"]
    assert set(article) == {"id", "url", "title", "byline", "publisher", "published", "language", "text", "furniture"}
    claim = next(c for c in reading["claims"] if c["event"] == "territory-taken")
    wanted = (
        "id event scope acled plover trigger actors targets means figures place when voices certainty certainty_cue"
    )
    assert set(wanted.split()) | {"evidence", "same_as", "reader", "confidence"} <= set(claim)
    assert claim["acled"] == {"event_type": "Battles", "sub_event_type": "Non-state actor overtakes territory"}
    assert article["text"][claim["trigger"]["start"] : claim["trigger"]["end"]] == claim["trigger"]["text"]


def rows(*documents: dict) -> str:
    return "".join(json.dumps(d) + "\n" for d in documents)


def test_clean_text_is_not_altered_and_order_is_kept():
    texts = ["Rebels took Goma.\n\n\n  Two  died.\t", "Nothing here.", "\ufeffPolice arrested\r\ntwo men."]
    done = sayso(
        "read", "--from", "jsonl", "--json", "-", stdin=rows(*({"id": str(n), "text": t} for n, t in enumerate(texts)))
    )
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["article"]["id"] for r in readings] == ["0", "1", "2"]
    assert [r["article"]["text"] for r in readings] == texts


def test_a_broken_line_is_refused_and_the_others_go_on():
    lines = rows({"id": "a", "text": TEXT}) + "{broken\n" + rows({"id": "b", "text": TEXT})
    done = sayso("read", "--from", "jsonl", "--json", "-", stdin=lines)
    first, second, third = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert "error" in second
    assert (first["article"]["id"], third["article"]["id"]) == ("a", "b")


def test_given_places_are_the_only_ones():
    row = {"id": "a", "text": "Rebels took Goma near Bukavu.", "place_spans": [[12, 16]]}
    done = sayso("read", "--from", "jsonl", "--json", "-", stdin=rows(row))
    places = json.loads(done.stdout)["places"]
    assert [(p["start"], p["end"], p["country"]) for p in places] == [(12, 16, "CD")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.html", b""),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("archive.zip", b"PK\x03\x04" + bytes(200)),
        ("paper.pdf", b"%PDF-1.7\n" + bytes(200)),
        ("bare.html", b"<html><body><nav>Home</nav></body></html>"),
        ("deep.html", b"<div>" * 100_000 + b"x" + b"</div>" * 100_000),
    ],
)
def test_bad_input_is_one_line_and_the_rest_is_read(report, tmp_path, name, content):
    bad = tmp_path / name
    bad.write_bytes(content)
    done = sayso("read", bad, report)
    assert done.exit_code == 1
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert "territory-taken" in done.stdout


def test_invalid_utf8_is_read(tmp_path):
    path = tmp_path / "bytes.txt"
    path.write_bytes(TEXT.encode() + b" \xff\xfe caf\xe9")
    assert sayso("read", path).exit_code == 0


@pytest.mark.parametrize("path", ["no-such-file.html", "empty-folder"])
def test_missing_input_is_named(tmp_path, path):
    (tmp_path / "empty-folder").mkdir()
    done = sayso("read", tmp_path / path)
    assert done.exit_code == 1
    assert path in done.stderr


@pytest.mark.parametrize(
    "arguments", [["--published", "yesterday"], ["--published", "2015-02-30"], ["--json", "--table"]]
)
def test_wrong_use_says_what_is_wrong(report, arguments):
    done = sayso("read", report, *arguments)
    assert isinstance(done.exception, UsageError)
    assert arguments[-1] in str(done.exception)


@pytest.mark.parametrize("arguments", [["read", "--from", "word", "a"], ["frobnicate"], ["read", "--colour"]])
def test_usage_errors_end_with_2(arguments):
    assert sayso(*arguments).exit_code == 2


def test_our_errors_are_one_line_and_end_with_2(report):
    command = [sys.executable, "-m", "sayso.cli", "read", str(report), "--published", "soon"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "soon" in done.stderr


def test_a_page_cannot_steer_the_terminal(tmp_path):
    path = tmp_path / "escape.txt"
    path.write_text(f"{TEXT} \x1b[31mRebels \x1b]0;owned\x07took Bukavu.", encoding="utf-8")
    assert "\x1b" not in sayso("read", path).stdout


def test_progress_goes_to_standard_error(report):
    done = sayso("read", "--json", *[report] * 5)
    assert len(done.stdout.splitlines()) == 5
    assert "5 reports read" in done.stderr


def test_check_finds_a_working_installation():
    done = sayso("check", "--json")
    assert done.exit_code == 0
    assert all(f["works"] for f in json.loads(done.stdout))
    assert "BAD" not in sayso("check").stdout


def test_check_says_what_is_missing(monkeypatch):
    monkeypatch.setenv("SAYSO_READING__MODEL", "no_such_model")
    done = sayso("check")
    assert done.exit_code == 1
    assert "no_such_model" in done.stdout


def test_standard_input_may_be_any_kind(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert sayso("read", "-", stdin=TEXT).exit_code == 0
