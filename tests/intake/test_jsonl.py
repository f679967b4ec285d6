"""JSON Lines: the text is never altered, and one broken row harms no other."""

import io
import json
import logging
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.intake import pages
from sayso.records import Page, Refusal
from sayso.settings import IntakeSettings


def read(*rows, settings=None):
    body = b"\n".join(row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows)
    return list(pages(["-"], "jsonl", settings, io.BytesIO(body)))


def test_a_row_is_a_clean_page():
    row = {
        "id": "r1", "text": "The town\u00a0fell.\r\n", "title": "T", "url": "http://x.org/a", "published": "2015-04-22",
        "place_spans": [[4, 8]], "other": 1,
    }  # fmt: skip
    (page,) = read(row)
    assert isinstance(page, Page)
    assert (page.id, page.media, page.text, page.title, page.url) == ("r1", "clean", row["text"], "T", "http://x.org/a")
    assert page.published == date(2015, 4, 22)
    assert page.place_spans == ((4, 8),)
    assert page.address == "-:1"
    assert page.sha256 == sha256(page.body).hexdigest()
    assert page.taken_at.utcoffset() is not None


def test_without_an_id_the_hash_names_the_row():
    (page,) = read({"text": "The town fell."})
    assert page.id == page.sha256[:16]


def test_a_number_is_an_id_too():
    assert read({"id": 12, "text": "The town fell."})[0].id == "12"


def test_a_time_of_publication_gives_its_day():
    assert read({"text": "x", "published": "2015-04-22T23:30:00-04:00"})[0].published == date(2015, 4, 22)


@pytest.mark.parametrize(
    ("row", "source", "said"),
    [
        (b'{"id": "a", "text": ', "-:2", "not JSON"),
        (b"[1, 2]", "-:2", "not a JSON object"),
        (b"[" * 100_000, "-:2", "nested too deep"),
        (b'{"text": "x", "n": ' + b"9" * 5_000 + b"}", "-:2", "number"),
        ({"id": "a"}, "a", "no text"),
        ({"id": "a", "text": 3}, "a", "no text"),
        ({"id": "a", "text": " \n"}, "a", "empty"),
        ({"id": ["a"], "text": "x"}, "-:2", "id"),
        ({"text": "x", "published": "last week"}, "-:2", "published"),
        ({"id": "a", "text": "x", "published": "2015-13-45"}, "a", "published"),
        ({"id": "a", "text": "x", "published": 2015}, "a", "published"),
        ({"id": "a", "text": "x", "title": 3}, "a", "title"),
        ({"id": "a", "text": "Goma", "place_spans": [[0, 5]]}, "a", "place_spans"),
        ({"id": "a", "text": "Goma", "place_spans": [[2, 2]]}, "a", "place_spans"),
        ({"id": "a", "text": "Goma", "place_spans": [[-1, 2]]}, "a", "place_spans"),
        ({"id": "a", "text": "Goma", "place_spans": [[0, True]]}, "a", "place_spans"),
        ({"id": "a", "text": "Goma", "place_spans": "0-4"}, "a", "place_spans"),
        (b'{"id": "a", "text": "half \\ud800 a character"}', "a", "half a character"),
    ],
)
def test_a_broken_row_is_refused_and_the_rest_go_on(row, source, said):
    before, refusal, after = read({"id": "1", "text": "One."}, row, {"id": "3", "text": "Three."})
    assert (before.id, after.id) == ("1", "3")
    assert isinstance(refusal, Refusal)
    assert refusal.source == source
    assert said in refusal.why
    assert "line 2 of -" in refusal.why
    assert refusal.hint
    assert "\n" not in str(refusal)


def test_invalid_utf8_is_read_as_well_as_can_be_and_said():
    good, latin = read({"id": "1", "text": "One."}, '{"id": "2", "text": "café"}'.encode("cp1252"))
    assert (good.encoding, latin.encoding, latin.text) == ("utf-8", "cp1252", "café")


def test_a_byte_order_mark_and_blank_lines_are_no_rows():
    assert [p.id for p in read(b'\xef\xbb\xbf{"id": "1", "text": "x"}', b"", b"  ", {"id": "2", "text": "y"})] == [
        "1",
        "2",
    ]


def test_a_line_over_the_limit_is_skipped_without_harm():
    limited = IntakeSettings(max_bytes=1_000)
    long, after = read({"id": "1", "text": "x" * 200_000}, {"id": "2", "text": "y"}, settings=limited)
    assert (long.code, long.source, after.id) == ("too-large", "-:1", "2")


def test_a_file_may_be_longer_than_one_input_may():
    rows = [{"id": str(i), "text": "x" * 500} for i in range(50)]
    assert len(read(*rows, settings=IntakeSettings(max_bytes=1_000))) == 50


def test_two_rows_of_one_id_are_both_read_with_a_warning(caplog):
    with caplog.at_level(logging.WARNING):
        one, two = read({"id": "a", "text": "One."}, {"id": "a", "text": "Two."})
    assert (one.text, two.text) == ("One.", "Two.")
    assert "id a" in caplog.text


def test_a_file_without_rows_is_empty():
    (refusal,) = read(b"\n\n")
    assert refusal.code == "empty"


def test_utf16_is_refused_with_a_hint():
    (refusal,) = list(pages(["-"], "jsonl", None, io.BytesIO('{"text": "x"}'.encode("utf-16"))))
    assert refusal.code == "unsupported"
    assert "UTF-8" in refusal.hint


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1).filter(str.strip))
def test_the_text_is_the_text(text):
    assert read({"text": text})[0].text == text


@settings(deadline=None)
@given(st.lists(st.binary(max_size=60), max_size=5))
def test_no_bytes_crash(lines):
    for answer in read(*lines):
        assert isinstance(answer, Page | Refusal)
