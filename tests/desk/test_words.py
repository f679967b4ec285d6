"""The desk's languages: every sentence is translated, and what is compiled is what is written."""

from __future__ import annotations

import importlib.util
import re
import shutil
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import override

from sayso import desk, records, records_merging
from sayso.desk import words

ROOT = Path(__file__).resolve().parents[2]
DESK = Path(desk.__file__).parent
BOOKS = sorted(DESK.glob("locale/*/LC_MESSAGES/django.po"))


def catalogue(po: Path):
    with po.open("rb") as file:
        return read_po(file)


@pytest.mark.parametrize("po", BOOKS, ids=lambda p: p.parts[-3])
def test_every_sentence_is_translated(po):
    assert len(catalogue(po)) > 300
    for message in catalogue(po):
        if not message.id:
            continue
        given = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(given), message.id
        assert not message.fuzzy, message.id
        asked = set(re.findall(r"%\(\w+\)s", "".join(message.id)))
        for one in given:
            assert set(re.findall(r"%\(\w+\)s", one)) <= asked, message.id


@pytest.mark.parametrize("po", BOOKS, ids=lambda p: p.parts[-3])
def test_what_is_compiled_is_what_is_written(po):
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert po.with_suffix(".mo").read_bytes() == module.compiled(po), "run: python scripts/messages.py --compile"


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="GNU gettext is not installed")
@pytest.mark.parametrize("po", BOOKS, ids=lambda p: p.parts[-3])
def test_no_sentence_of_the_desk_is_missing(po, tmp_path):
    copy = tmp_path / "desk"
    shutil.copytree(DESK, copy, ignore=shutil.ignore_patterns("static", "__pycache__"))
    options = ["--all", "--no-obsolete", "--no-location", "--no-wrap"]
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", *options], cwd=copy, check=True, capture_output=True
    )
    now = {str(m.id) for m in catalogue(copy / po.relative_to(DESK)) if m.id}
    assert now == {str(m.id) for m in catalogue(po) if m.id}, "run: python scripts/messages.py"


def test_every_code_of_the_records_has_its_word():
    from typing import get_args

    assert set(words.EVENTS) == set(records.EVENT_CODES)
    assert set(words.GRADES) == set(records_merging.GRADES)
    assert set(words.MEASURES) == set(records.MEASURES)
    assert set(words.CERTAINTIES) == set(records.CERTAINTIES)
    assert set(words.SCOPES) == set(records.SCOPES)
    assert set(words.RULINGS) == set(records_merging.RULING_KINDS)
    assert set(words.VOICES) == set(get_args(records.VoiceKind))
    assert set(words.PRECISIONS) == set(get_args(records.Precision))
    assert set(words.VERDICTS) == set(get_args(records_merging.LinkVerdict))


def test_words_come_in_the_language_of_the_page(browser):
    with override("ar"):
        assert words.word("event", "siege") == "حصار"
        assert words.country_name("LY") == "ليبيا"
    page = browser.get("/", headers={"accept-language": "ar"}).content.decode()
    assert 'dir="rtl"' in page
    assert "تفجير" in page


def test_choosing_a_language_keeps_it(browser):
    assert browser.post("/language/", {"language": "ar", "next": "/totals/"}).headers["Location"] == "/totals/"
    assert 'lang="ar"' in browser.get("/totals/").content.decode()


def test_numbers_in_drawings_are_numbers_in_every_language(browser):
    for language in ("en", "ar"):
        page = browser.get("/", headers={"accept-language": language}).content.decode()
        for value in re.findall(r' (?:x|y|x1|x2|cx|width|height)="([^"]*)"', page):
            assert set(value) <= set(string.digits + ".%-"), (language, value)
