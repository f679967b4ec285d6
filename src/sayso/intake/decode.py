"""Bytes to text: the byte order mark, what the page or server declares, UTF-8, then what the bytes look like."""

from __future__ import annotations

import codecs
import re

DAMAGED = "; damaged"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Encodings that a page may declare and that are guessed among: those of the WHATWG Encoding Standard which Python
# knows. A closed list, since Python also has codecs that aren't charsets ("punycode", "unicode_escape").
_CHARSETS = frozenset(
    "utf-8 utf-16-le utf-16-be cp866 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 "
    "iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman cp874 cp1250 cp1251 cp1252 cp1253 cp1254 "
    "cp1255 cp1256 cp1257 cp1258 mac-cyrillic gb18030 big5hkscs euc_jp iso2022_jp cp932 cp949".split()
)

# What browsers take a label for where that differs from the codec of the same name (WHATWG Encoding Standard).
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-16-le",
    "utf-8-sig": "utf-8",
}

_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,300}?\bcharset|\?xml[^>]{0,100}?\bencoding)\s*=\s*["']?\s*([\w:.-]{1,40})""", re.I
)
_HEAD = 4096
_SAMPLE = 65_536


def charset(label: str | None) -> str | None:
    """The codec that a declared label means to a browser; None for a label that is no known charset.

    >>> charset("ISO-8859-1"), charset("unicode_escape")
    ('cp1252', None)
    """
    try:
        name = codecs.lookup((label or "").strip()).name
    except (LookupError, ValueError):
        return None
    name = _MEANT.get(name, name)
    return name if name in _CHARSETS else None


def declared(body: bytes) -> str | None:
    """The charset that an HTML page's own head declares; never UTF-16, since then its ASCII couldn't be read."""
    found = _DECLARED.search(body[:_HEAD])
    name = charset(found[1].decode("ascii")) if found else None
    return "utf-8" if name in ("utf-16-le", "utf-16-be") else name


def marked(body: bytes) -> tuple[str, int] | None:
    """The encoding that a byte order mark states, and the mark's length."""
    return next(((name, len(mark)) for mark, name in _MARKS if body.startswith(mark)), None)


def decode(body: bytes, said: str | None = None) -> tuple[str, str]:
    """The text of some bytes, and the encoding it was read by.

    Tried in order: byte order mark; UTF-16 without one, by its zeros; `said` (a charset that the page or its server
    declares); UTF-8; Windows-1252 for text that is nearly all ASCII; what charset-normalizer makes of it. Bytes that
    don't fit become U+FFFD, and the encoding then ends in "; damaged", so that nothing is altered in silence.

    >>> decode(b"caf\\xe9 attacked")
    ('café attacked', 'cp1252')
    """
    mark = marked(body)
    if mark:
        return _lenient(body[mark[1] :], mark[0])
    if name := _utf16(body):
        return _lenient(body, name)
    for name in (charset(said), "utf-8"):
        try:
            if name:
                return body.decode(name), name
        except UnicodeDecodeError:
            continue
    if _mostly_utf8(body):
        return _lenient(body, "utf-8")
    return _lenient(body, charset(said) or _guess(body))


def decode_line(line: bytes) -> tuple[str, str]:
    """The text of one line of JSON Lines: UTF-8, else as `decode` holds, without its guess.

    >>> decode_line(b"caf\\xc3\\xa9 \\xff \\xe2\\x80\\x9cattacked\\xe2\\x80\\x9d")
    ('café � “attacked”', 'utf-8; damaged')
    """
    try:
        return line.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _lenient(line, "utf-8" if _mostly_utf8(line) else "cp1252")


def _lenient(body: bytes, name: str) -> tuple[str, str]:
    try:
        return body.decode(name), name
    except UnicodeDecodeError:
        return body.decode(name, "replace"), name + DAMAGED


def _utf16(body: bytes) -> str | None:
    head = body[:_SAMPLE]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _mostly_utf8(body: bytes) -> bool:
    text = body[:_SAMPLE].decode("utf-8", "replace")
    lost = text.count("�")
    foreign = sum(1 for c in text if c > "\x7f") - lost
    return foreign > lost


def _guess(body: bytes) -> str:
    sample = body[:_SAMPLE]
    if sum(1 for b in sample if b > 0x7F) < 0.1 * len(sample):
        # Western text with stray accents and quotes: too little for a guess, and what browsers assume.
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=sorted(_CHARSETS)).best()
    return (charset(best.encoding) if best else None) or "cp1252"
