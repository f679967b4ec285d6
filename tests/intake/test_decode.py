"""Bytes to text: nothing crashes, and what had to be altered is said."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.intake.decode import DAMAGED, charset, declared, decode, decode_line

ARABIC = "قتل ثلاثة أشخاص في قصف على المدينة يوم الاثنين، بحسب ما قال مسؤولون محليون في المستشفى. " * 3
RUSSIAN = "Три человека погибли при обстреле города в понедельник, сообщили местные власти. " * 3


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-8", "utf-32-le"])
def test_a_byte_order_mark_says_the_encoding(name):
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE, "utf-8": codecs.BOM_UTF8}
    body = mark.get(name, codecs.BOM_UTF32_LE) + "Goma fell — again.".encode(name)
    assert decode(body, "iso-8859-1") == ("Goma fell — again.", name)


def test_utf16_without_a_mark_is_seen_by_its_zeros():
    assert decode("Goma fell on Monday.".encode("utf-16-le")) == ("Goma fell on Monday.", "utf-16-le")


def test_a_declared_charset_is_used():
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">' + ARABIC
    body = page.encode("cp1256")
    assert declared(body) == "cp1256"
    assert decode(body, declared(body)) == (page, "cp1256")


def test_a_wrong_declaration_gives_way_to_utf8():
    assert decode(ARABIC.encode(), "shift_jis") == (ARABIC, "utf-8")


def test_latin1_means_what_browsers_take_it_for():
    assert decode(b"\x93caf\xe9\x94", charset("ISO-8859-1")) == ("“café”", "cp1252")


@pytest.mark.parametrize(("text", "name"), [(ARABIC, "cp1256"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")])
def test_undeclared_legacy_text_is_guessed(text, name):
    assert decode(text.encode(name)) == (text, name)


def test_damaged_utf8_keeps_what_is_whole_and_says_so():
    body = "“Three” – “four” – “five”".encode() + b" \xff\xfe end"
    text, encoding = decode(body)
    assert text.startswith("“Three” – “four” – “five” \ufffd")
    assert encoding == "utf-8" + DAMAGED


@pytest.mark.parametrize("label", ["unicode_escape", "punycode", "zlib_codec", "rot13", "idna", "utf-7", "no-such", ""])
def test_a_codec_that_is_no_charset_is_not_declared_to_us(label):
    assert charset(label) is None


def test_a_line_of_json_is_utf8_or_windows_1252():
    assert decode_line("café".encode()) == ("café", "utf-8")
    assert decode_line("café".encode("cp1252")) == ("café", "cp1252")


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "big5", "utf-16", "x"]))
def test_no_bytes_crash(body, said):
    text, encoding = decode(body, said)
    assert isinstance(text, str)
    assert encoding
    decode_line(body)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), min_size=1, max_size=200))
def test_utf8_comes_back_as_it_was(text):
    assert decode(text.encode()) == (text, "utf-8")
