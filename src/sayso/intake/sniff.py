"""What kind of thing some bytes are: a web page, text, JSON Lines, or something that is not read, by its name."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from sayso.errors import SourceEmpty, SourceUnsupported
from sayso.intake.decode import decode, marked
from sayso.intake.jsonl import has_row
from sayso.intake.raw import Raw

Kind = Literal["auto", "html", "text", "jsonl"]
Found = Literal["html", "text", "jsonl"]

HEAD = 65_536
JSONL_SUFFIXES = frozenset({".jsonl", ".ndjson", ".jsonlines"})

_SAVE = "save the page as HTML or its text"
# First bytes, what they are, what to do. From the formats' own specifications and the file(1) lists of signatures.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "PDF", "save the text"),
    (b"\x89PNG", "a PNG picture", _SAVE),
    (b"\xff\xd8\xff", "a JPEG picture", _SAVE),
    (b"GIF87a", "a GIF picture", _SAVE),
    (b"GIF89a", "a GIF picture", _SAVE),
    (b"BM", "a BMP picture", _SAVE),
    (b"II*\x00", "a TIFF picture", _SAVE),
    (b"MM\x00*", "a TIFF picture", _SAVE),
    (b"\x00\x00\x01\x00", "an icon", _SAVE),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"PK\x05\x06", "an empty ZIP archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", "save it as text"),
    (b"{\\rtf", "a Rich Text document", "save it as plain text"),
    (b"bplist00", "an Apple web archive or property list", _SAVE),
    (b"SQLite format 3\x00", "an SQLite database", _SAVE),
    (b"PAR1", "a Parquet table", "turn its rows into JSON Lines"),
    (b"WARC/", "a web archive (WARC)", "take its pages out first"),
    (b"ID3", "sound", "give a transcript"),
    (b"OggS", "sound", "give a transcript"),
    (b"\x1aE\xdf\xa3", "a video", "give a transcript"),
    (b"\x7fELF", "a program", _SAVE),
    (b"MZ\x90", "a program", _SAVE),
    (b"wOF", "a font", _SAVE),
)  # fmt: skip
_RIFF = {b"WEBP": "a WebP picture", b"WAVE": "sound", b"AVI ": "a video"}

# Kinds of text that hold no report, by their endings. Content goes first: a page called "a.php" is read as a page.
_TABLES = frozenset({".csv", ".tsv", ".tab"})
_CODE = frozenset(
    ".css .scss .js .mjs .ts .map .py .rb .pl .java .c .h .cpp .go .rs .sh .sql .ini .toml .yaml .yml .cfg .log .svg "
    ".xsl .xsd .dtd .geojson .kml .bib .tex".split()
)

_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,5000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_BLOCKS = re.compile(
    r"</?(?:div|p|article|section|h[1-6]|span|table|tr|td|ul|ol|li|a|br|meta|script|title)\b[^<>]{0,500}>", re.I
)
_XML = re.compile(r"\s*<\?xml\b[^>]{0,200}\?>|\s*<(?:rss|feed|rdf:rdf|svg|sitemapindex|urlset)\b", re.I)
_MHTML = re.compile(
    r"(?:[\w-]+:[^\n]{0,500}\n(?:[ \t][^\n]{0,500}\n){0,5}){0,12}?content-type:\s*multipart/related", re.I
)
_FEW_TAGS = 4


def kind_of(raw: Raw) -> Found:
    """What the bytes are; raises SourceEmpty, or SourceUnsupported that names the kind which isn't read.

    Content decides; the server's word and the file's ending only where the content could be more than one thing.
    """
    refuse_binary(raw)
    suffix = PurePath(raw.name).suffix.lower()
    if suffix in JSONL_SUFFIXES:
        return "jsonl"
    head = decode(raw.body[:HEAD])[0].lstrip("\ufeff")
    if not head.strip():
        raise SourceEmpty(raw.address, "there is nothing but blanks in it", "save it again")
    if head.lstrip()[:1] == "{" and any(has_row(line) for line in raw.body[:HEAD].split(b"\n", 4)[:4]):
        return "jsonl"
    if _is_html(head, suffix, raw.media):
        return "html"
    _refuse_other_text(raw, head, suffix)
    return "text"


def refuse_binary(raw: Raw) -> None:
    """Raise SourceEmpty for no bytes at all and SourceUnsupported, which names the kind, for what isn't text."""
    head = raw.body[:HEAD]
    if not head:
        raise SourceEmpty(raw.address, "the file is empty", "save it again")
    if name := binary_name(head):
        what, hint = name
        raise SourceUnsupported(
            raw.address, f"{what} is not read yet" if what == "PDF" else f"this is {what}, which is not read", hint
        )


def binary_name(head: bytes) -> tuple[str, str] | None:
    """The kind of a file that isn't text, by its first bytes, and what to do about it; None for text.

    >>> binary_name(b"%PDF-1.7 ...")
    ('PDF', 'save the text')
    """
    for magic, what, hint in _MAGIC:
        if head.startswith(magic) and (len(magic) > 3 or not _is_text(head)):
            return what, hint
    if head.startswith(b"PK\x03\x04"):
        return _zip_name(head)
    if head.startswith(b"RIFF") and head[8:12] in _RIFF:
        return _RIFF[head[8:12]], _SAVE
    if head[4:8] == b"ftyp":
        return "a video or picture", "give its text"
    if b"%PDF-" in head[:1024] and not _is_text(head):
        return "PDF", "save the text"
    if head[257:262] == b"ustar":
        return "a tar archive", "unpack it first"
    return None if _is_text(head) else ("a binary file of no known kind", _SAVE)


def _zip_name(head: bytes) -> tuple[str, str]:
    for part, what in (
        (b"word/", "a Word document"),
        (b"xl/", "an Excel workbook"),
        (b"opendocument", "an OpenDocument file"),
        (b"epub", "an e-book"),
    ):
        if part in head[:4096]:
            return what, "save it as text"
    return "a ZIP archive", "unpack it first"


def _is_text(head: bytes) -> bool:
    """Whether bytes could be text: hardly any control characters but for the usual blanks, or plausible UTF-16."""
    if marked(head):
        return True
    controls = sum(1 for b in head if b < 32 and b not in b"\t\n\r\f\v\x1a\x1b")
    if controls <= 0.02 * len(head):
        return True
    text, encoding = decode(head[: len(head) // 2 * 2])
    if encoding not in ("utf-16-le", "utf-16-be"):
        return False
    return sum(1 for c in text if c.isalnum() or c.isspace()) > 0.7 * len(text)


def _is_html(head: str, suffix: str, media: str | None) -> bool:
    if _OPENING.match(head):
        return True
    if _XML.match(head) and suffix != ".xhtml":
        return "<html" in head[:2_000].lower()
    tags = len(_BLOCKS.findall(head))
    expected = suffix in (".html", ".htm", ".xhtml", ".shtml") or media in ("text/html", "application/xhtml+xml")
    return tags >= 1 if expected else tags >= _FEW_TAGS and head.lstrip().startswith("<")


def _refuse_other_text(raw: Raw, head: str, suffix: str) -> None:
    if _XML.match(head):
        raise SourceUnsupported(raw.address, "this is XML or a feed, which is not read", _SAVE)
    if _MHTML.match(head):
        raise SourceUnsupported(
            raw.address, "this is a page saved as one MHTML file, which is not read", "save it as HTML"
        )
    if suffix == ".json" or (head.lstrip()[:1] in "{[" and head.rstrip()[-1:] in "}]" and '":' in head):
        raise SourceUnsupported(
            raw.address,
            "this is JSON, but not JSON Lines with a text in each row",
            'write {"id": …, "text": …}, a row a line',
        )
    if suffix in _TABLES:
        raise SourceUnsupported(
            raw.address, "this is a table, which is not read", "turn its rows into JSON Lines, or give --from text"
        )
    if suffix in _CODE:
        raise SourceUnsupported(raw.address, f"a {suffix} file holds no report", "give --from text if it does")
