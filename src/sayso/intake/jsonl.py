"""JSON Lines -> Pages, a row each: text that is already clean and is not altered.

A row is `{"id", "text", "title"?, "url"?, "published"?, "place_spans"?}`; other keys are passed over. A broken row is
refused by its id, or else its file and line, and the rest go on. Two rows may bear one id: both are read, in order, and
a warning is logged, since the two versions of a report may be worth comparing; `sha256` still tells them apart.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, BinaryIO

from sayso.errors import SourceBroken, SourceEmpty, SourceError, SourceTooLarge
from sayso.intake.decode import decode_line
from sayso.records import Page, Refusal

if TYPE_CHECKING:
    from sayso.settings import IntakeSettings

_LOG = logging.getLogger(__name__)
_WATCHED_IDS = 1_000_000  # ids that are watched for doubles: bounds the memory at about 100 MB
_SHOWN_ID = 200
_FIX_ROW = "mend or drop this row"


def pages(stream: BinaryIO, address: str, settings: IntakeSettings, first: bytes = b"") -> Iterator[Page | Refusal]:
    """The pages of a stream of JSON Lines, one line in memory at a time. `first` is what was already read of line 1."""
    seen: set[int] = set()
    for number, line in _lines(stream, settings.max_bytes, first):
        where = f"{address}:{number}"
        if line is None:
            why = f"line {number} is over {settings.max_bytes:,} bytes"
            yield Refusal.of("intake", SourceTooLarge(where, why, "raise SAYSO_INTAKE__MAX_BYTES"))
            continue
        if not line.strip():
            continue
        try:
            page = _page(line, where)
        except SourceError as error:
            yield Refusal.of("intake", error)
            continue
        if hash(page.id) in seen:
            _LOG.warning("%s: id %s stands on an earlier line too; both are read", where, page.id[:_SHOWN_ID])
        elif len(seen) < _WATCHED_IDS:
            seen.add(hash(page.id))
        yield page


def has_row(line: bytes) -> bool:
    """Whether a line is a row: a JSON object with a `text`."""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        row = json.loads(decode_line(line)[0].lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and isinstance(row.get("text"), str)


def _lines(stream: BinaryIO, limit: int, first: bytes) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers; None stands for one over the limit, which is skipped without being held."""
    number = 0
    while True:
        line = first if first.endswith(b"\n") else first + stream.readline(limit + 1)
        first = b""
        if not line:
            return
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line.rstrip(b"\r\n")) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(65_536)
            yield number, None
        else:
            yield number, line.rstrip(b"\r\n")


def _page(line: bytes, where: str) -> Page:
    text, encoding = decode_line(line)
    row = _row(text, where)
    digest = sha256(line).hexdigest()
    named = row.get("id")
    if named is not None and (isinstance(named, bool) or not isinstance(named, str | int) or named == ""):
        raise SourceBroken(where, f"{_line(where)} has an id that is neither text nor a number", _FIX_ROW)
    source = where if named is None else str(named)
    _whole(source, where, where, "id")
    _check_text(row, source, where)
    return Page(
        id=digest[:16] if named is None else source,
        address=where,
        media="clean",
        text=row["text"],
        sha256=digest,
        taken_at=datetime.now(UTC),
        body=line,
        encoding=encoding,
        url=_optional(row, "url", source, where),
        title=_optional(row, "title", source, where),
        published=_published(row, source, where),
        place_spans=_place_spans(row, source, where),
    )


def _line(where: str) -> str:
    address, _, number = where.rpartition(":")
    return f"line {number} of {address}"


def _row(text: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(text)
    except RecursionError:
        raise SourceBroken(where, f"{_line(where)} is nested too deep to be a row", _FIX_ROW) from None
    except ValueError as error:
        said = getattr(error, "msg", "") or "a number of it is too long"
        at = f" at column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise SourceBroken(where, f"{_line(where)} is not JSON ({said}{at})", _FIX_ROW) from None
    if not isinstance(row, dict):
        raise SourceBroken(where, f"{_line(where)} is not a JSON object", 'a row is {"id": …, "text": …}')
    return row


def _check_text(row: dict[str, Any], source: str, where: str) -> None:
    if not isinstance(row.get("text"), str):
        raise SourceBroken(source, f"{_line(where)} has no text", 'a row is {"id": …, "text": …}')
    if not row["text"].strip():
        raise SourceEmpty(source, f"the text on {_line(where)} is empty", "drop this row")
    _whole(row["text"], source, where, "text")


def _whole(value: str, source: str, where: str, key: str) -> None:
    """JSON can hold half a character (a lone surrogate), which no file or terminal can take."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        why = f"{key} on {_line(where)} holds half a character at offset {error.start}"
        raise SourceBroken(source.encode("utf-8", "replace").decode(), why, _FIX_ROW) from None


def _optional(row: dict[str, Any], key: str, source: str, where: str) -> str | None:
    value = row.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise SourceBroken(source, f"{key} on {_line(where)} is not text", _FIX_ROW)
    _whole(value, source, where, key)
    return value or None


def _published(row: dict[str, Any], source: str, where: str) -> date | None:
    value = row.get("published")
    if value is None or value == "":
        return None
    try:
        return datetime.fromisoformat(value).date()
    except (TypeError, ValueError):
        why = f"published on {_line(where)} is not a date: {str(value)[:40]!r}"
        raise SourceBroken(source, why, "write it as YYYY-MM-DD, or leave it out") from None


def _place_spans(row: dict[str, Any], source: str, where: str) -> tuple[tuple[int, int], ...] | None:
    value = row.get("place_spans")
    if value is None:
        return None
    why = f"place_spans on {_line(where)} is not a list of [start, end]"
    if not isinstance(value, list):
        raise SourceBroken(source, why, _FIX_ROW)
    spans = []
    for pair in value:
        if not (isinstance(pair, list) and len(pair) == 2 and all(type(n) is int for n in pair)):
            raise SourceBroken(source, why, _FIX_ROW)
        start, end = pair
        if not 0 <= start < end <= len(row["text"]):
            off = f"place_spans on {_line(where)}: [{start}, {end}] is not within 0 and {len(row['text']):,}"
            raise SourceBroken(source, off, "offsets count code points from 0, the end not included")
        spans.append((start, end))
    return tuple(spans)
