"""Inputs of any kind, in order: pages and refusals, never a traceback, never a hang."""

import io
import os
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from sayso.errors import UsageError
from sayso.intake import pages
from sayso.records import Page, Refusal
from sayso.settings import IntakeSettings

HTML = b"<!DOCTYPE html><html><body><p>The town fell on Monday.</p></body></html>"
TEXT = b"The town fell on Monday.\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00"


def refused(answers, code):
    (refusal,) = answers
    assert isinstance(refusal, Refusal), refusal
    assert (refusal.stage, refusal.code) == ("intake", code)
    assert refusal.why
    assert refusal.hint
    assert "\n" not in str(refusal)
    return refusal


def test_files_come_in_the_order_given(tmp_path):
    names = ["b.txt", "a.html", "c.jsonl"]
    for name, body in zip(names, [TEXT, HTML, b'{"id": "r", "text": "x"}\n'], strict=True):
        (tmp_path / name).write_bytes(body)
    found = list(pages([tmp_path / names[0], str(tmp_path / names[1]), tmp_path / names[2]]))
    assert [p.media for p in found] == ["text", "html", "clean"]
    assert found[0].id == sha256(TEXT).hexdigest()[:16]
    assert found[0].sha256 == sha256(TEXT).hexdigest()
    assert found[0].body == TEXT
    assert found[0].address == str(tmp_path / "b.txt")
    assert found[0].taken_at.utcoffset().total_seconds() == 0


def test_nothing_is_read_before_it_is_asked_for(tmp_path):
    answers = pages([tmp_path / "one.txt", tmp_path / "two.txt"])
    (tmp_path / "one.txt").write_bytes(TEXT)
    assert isinstance(next(answers), Page)
    (tmp_path / "two.txt").write_bytes(TEXT)
    assert isinstance(next(answers), Page)


def test_a_folder_gives_its_files_sorted_hidden_ones_left(tmp_path):
    for name in ["b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", ".git/x.txt", "c.txt"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(TEXT)
    found = [Path(p.address).relative_to(tmp_path).as_posix() for p in pages([tmp_path])]
    assert found == ["a.txt", "b/1.txt", "b/2.txt", "c.txt"]


def test_the_files_that_a_browser_saves_beside_a_page_are_part_of_it(tmp_path):
    (tmp_path / "report.html").write_bytes(HTML)
    (tmp_path / "report_files").mkdir()
    (tmp_path / "report_files" / "logo.png").write_bytes(PNG)
    (tmp_path / "report_files" / "style.css").write_bytes(b"p {}")
    assert [type(p) for p in pages([tmp_path])] == [Page]


def test_what_a_folder_holds_besides_reports_is_refused_by_name(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "b.png").write_bytes(PNG)
    page, refusal = pages([tmp_path])
    assert isinstance(page, Page)
    assert refusal.source == str(tmp_path / "b.png")


def test_standard_input_is_sniffed_too():
    assert [p.media for p in pages(["-"], stdin=io.BytesIO(HTML))] == ["html"]
    assert [p.media for p in pages(["-"], stdin=io.BytesIO(TEXT))] == ["text"]
    assert [p.id for p in pages(["-"], stdin=io.BytesIO(b'{"id": "r", "text": "x"}'))] == ["r"]
    long = b'{"id": "r", "text": "' + b"x" * 200_000 + b'"}'
    assert [p.id for p in pages(["-"], stdin=io.BytesIO(long))] == ["r"]


def test_a_stated_kind_goes_before_content(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"The town fell, he said.")
    assert [p.media for p in pages([tmp_path / "a.csv"], "text")] == ["text"]
    assert [p.media for p in pages(["-"], "text", stdin=io.BytesIO(HTML))] == ["text"]
    refused(list(pages(["-"], "html", stdin=io.BytesIO(PNG))), "unsupported")
    refused(list(pages(["-"], "jsonl", stdin=io.BytesIO(PNG))), "unsupported")


def test_text_keeps_its_encoding(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"caf\xe9 attacked \xff\xfe" + "— “x”".encode() * 3)
    (page,) = pages([tmp_path / "a.txt"])
    assert page.encoding == "utf-8; damaged"


# --------------------------------------------------------------------------------------------------------- bad inputs


@pytest.mark.parametrize("given", ["no-such-file.html", "no/such/folder/", "", "a\0b", "x" * 5_000])
def test_a_missing_file(given):
    refused(list(pages([given])), "missing")


def test_a_folder_without_reports(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / ".hidden.txt").write_bytes(TEXT)
    assert "no report" in refused(list(pages([tmp_path])), "missing").why


def test_a_folder_of_pictures_only(tmp_path):
    (tmp_path / "a.png").write_bytes(PNG)
    assert [a.code for a in pages([tmp_path])] == ["unsupported", "missing"]


def test_an_empty_file(tmp_path):
    (tmp_path / "a.html").touch()
    refused(list(pages([tmp_path / "a.html"])), "empty")


@pytest.mark.parametrize("body", [PNG, b"PK\x03\x04\x14\x00", b"%PDF-1.4\n"])
def test_pictures_archives_and_pdf(tmp_path, body):
    (tmp_path / "a.html").write_bytes(body)
    refused(list(pages([tmp_path / "a.html"])), "unsupported")


def test_a_page_of_50_megabytes_is_refused_without_reading_it_all(tmp_path):
    path = tmp_path / "a.html"
    with path.open("wb") as file:
        file.write(HTML)
        file.truncate(50_000_000)
    start = time.perf_counter()
    refused(list(pages([path])), "too-large")
    assert time.perf_counter() - start < 2


def test_an_endless_input_is_cut_off():
    class Endless(io.RawIOBase):
        given = 0

        def readable(self):
            return True

        def readinto(self, buffer):
            self.given += len(buffer)
            buffer[:] = b"a" * len(buffer)
            return len(buffer)

    stream = Endless()
    refused(list(pages(["-"], stdin=io.BufferedReader(stream))), "too-large")
    assert stream.given < 21_000_000


def test_a_hundred_thousand_nested_tags(tmp_path):
    (tmp_path / "a.html").write_bytes(b"<html>" + b"<div>" * 100_000 + b"The town fell.")
    start = time.perf_counter()
    refused(list(pages([tmp_path / "a.html"])), "too-large")
    assert time.perf_counter() - start < 2


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT)

    def forbidden(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert "may not be read" in refused(list(pages([path])), "missing").why


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_the_right_to_read_it(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT)
    path.chmod(0)
    refused(list(pages([path])), "missing")


def test_links_that_go_in_a_circle(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "sub" / "self").symlink_to(tmp_path / "sub" / "self")
    page, refusal = pages([tmp_path])
    assert isinstance(page, Page)
    assert (refusal.code, refusal.why) == ("missing", "this link leads nowhere")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "secret.txt").write_bytes(TEXT)
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "file.txt").symlink_to(tmp_path / "out" / "secret.txt")
    assert {a.code for a in pages([tmp_path / "in"])} == {"unsupported", "missing"}
    assert [type(a) for a in pages([tmp_path / "in" / "file.txt"])] == [Page]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in the file system")
def test_a_pipe_that_nobody_writes_to(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    refused(list(pages([tmp_path / "pipe"])), "unsupported")


def test_one_bad_input_stops_no_other(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT)
    answers = list(pages([tmp_path / "none", tmp_path / "a.txt", "ftp://host/x", tmp_path / "a.txt"]))
    assert [type(a) for a in answers] == [Refusal, Page, Refusal, Page]


def test_a_kind_that_there_is_not():
    with pytest.raises(UsageError):
        list(pages(["-"], "pdf"))
    with pytest.raises(UsageError):
        list(pages(["-"], stdin=None))


def test_importing_the_room_loads_nothing_heavy():
    code = (
        "import sys, sayso.intake;"
        "heavy = {'pydantic', 'lxml', 'trafilatura', 'urllib3', 'charset_normalizer', 'spacy'};"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_limit_is_a_setting(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT * 100)
    refused(list(pages([tmp_path / "a.txt"], settings=IntakeSettings(max_bytes=1_000))), "too-large")
