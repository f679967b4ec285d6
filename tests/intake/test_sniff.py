"""What kind of thing some bytes are."""

import json
from datetime import UTC, datetime

import pytest

from sayso.errors import SourceEmpty, SourceUnsupported
from sayso.intake.raw import Raw
from sayso.intake.sniff import kind_of

ROW = json.dumps({"id": "a", "text": "The town fell."}).encode()


def kind(body, name="", media=None):
    return kind_of(Raw("given", body, datetime.now(UTC), name=name, media=media))


@pytest.mark.parametrize(
    ("body", "name", "expected"),
    [
        (b"<!DOCTYPE html><html><p>x</html>", "a.html", "html"),
        (b"  \n<HTML><body>x", "a", "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>', "a.xhtml", "html"),
        (b"<!-- saved from url --><html>", "a.txt", "html"),
        (b"<div><p>x</p><p>y</p></div>", "part", "html"),
        (b"<p>The town fell.", "a.htm", "html"),
        ("\ufeff<html>x".encode("utf-16-le"), "a.html", "html"),
        (b"The town fell on Monday.\n", "a.txt", "text"),
        (b"The town fell on Monday.\n", "notes.md", "text"),
        (b"Losses < 5 and > 3, he said.", "a", "text"),
        ("سقطت المدينة".encode("cp1256"), "a.txt", "text"),
        ("The town fell.".encode("utf-16"), "a.txt", "text"),
        (ROW + b"\n" + ROW, "a", "jsonl"),
        (ROW, "a.json", "jsonl"),
        (b"\xef\xbb\xbf" + ROW, "a.txt", "jsonl"),
        (b"{broken\n" + ROW, "a", "jsonl"),
        (b"not json at all", "a.jsonl", "jsonl"),
    ],
)
def test_kinds_that_are_read(body, name, expected):
    assert kind(body, name) == expected


def test_the_servers_word_decides_what_content_leaves_open():
    assert kind(b"<p>The town fell.", media="text/html") == "html"
    assert kind(b"The town <b>fell</b>.", media="text/plain") == "text"


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF is not read yet"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        (b"GIF89a\x01\x00", "a GIF picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a WebP picture"),
        (b"PK\x03\x04\x14\x00\x00\x00", "a ZIP archive"),
        (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "a Word document"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"\x00\x00\x00\x18ftypmp42", "a video or picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
        (b"{\\rtf1\\ansi The town fell.}", "a Rich Text document"),
        (b"\x00\x01\x02\x03\x04" * 50, "a binary file of no known kind"),
        (b'<?xml version="1.0"?><rss><channel/></rss>', "XML or a feed"),
        (b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related;\n", "MHTML"),
        (b'{"title": "a",\n "body": "b"}', "JSON, but not JSON Lines"),
    ],
)
def test_what_is_not_read_is_named(body, named):
    with pytest.raises(SourceUnsupported) as caught:
        kind(body)
    assert named in caught.value.why
    assert caught.value.hint


@pytest.mark.parametrize("name", ["a.csv", "style.css", "a.py"])
def test_text_that_is_no_report_is_refused_by_its_ending(name):
    with pytest.raises(SourceUnsupported):
        kind(b"Id,Name\n1,Goma\n", name)


@pytest.mark.parametrize("body", [b"", b"  \n\t ", b"\xef\xbb\xbf"])
def test_nothing_is_empty(body):
    with pytest.raises(SourceEmpty):
        kind(body)


def test_words_that_look_like_a_signature_are_text():
    assert kind(b"BM said on Monday that the town fell.") == "text"
    assert kind(b"ID3 is what the unit is called.") == "text"
