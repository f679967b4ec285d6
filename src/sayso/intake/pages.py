"""Inputs of any kind, in order, to Pages and Refusals: the room's one door."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sayso.errors import SourceEmpty, SourceError, SourceMissing, SourceTooLarge, SourceUnsupported, UsageError
from sayso.intake import html, jsonl, sniff, text, walk
from sayso.intake.decode import marked
from sayso.intake.raw import Raw
from sayso.intake.sniff import Kind
from sayso.records import Page, Refusal

if TYPE_CHECKING:
    from sayso.settings import IntakeSettings

STDIN = "-"
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")


def pages(
    inputs: Iterable[str | Path],
    kind: Kind = "auto",
    settings: IntakeSettings | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Page | Refusal]:
    """The pages of some inputs, one at a time, in the order of the inputs; what can't be read comes as its Refusal.

    An input is a file, a folder (all its files, sorted; hidden ones are passed over), an http or https address, or "-"
    for `stdin`. `kind` "auto" goes by content; "html", "text" and "jsonl" say what every input is. A page of a file is
    named by the first 16 hex digits of its SHA-256, a row of JSON Lines by its own id. Nothing but UsageError, for
    a kind that there isn't or "-" without a `stdin`, is raised.

    >>> [refusal.code for refusal in pages(["no-such-file.html"])]
    ['missing']
    """
    if kind not in ("auto", "html", "text", "jsonl"):
        raise UsageError(f"{kind!r} is no kind of input; take auto, html, text or jsonl")
    if settings is None:
        from sayso.settings import IntakeSettings

        settings = IntakeSettings()
    for given in inputs:
        try:
            yield from _pages_of(given, kind, settings, stdin)
        except SourceError as error:
            yield Refusal.of("intake", error)


def _pages_of(
    given: str | Path, kind: Kind, settings: IntakeSettings, stdin: BinaryIO | None
) -> Iterator[Page | Refusal]:
    name = str(given)
    if name == STDIN:
        if stdin is None:
            raise UsageError("there is no standard input to read")
        yield from _stream(stdin, Raw(STDIN, b"", datetime.now(UTC)), kind, settings)
    elif isinstance(given, str) and _ADDRESS.match(name):
        yield from _served(name, kind, settings)
    elif not name or "\0" in name:
        raise SourceMissing(name.replace("\0", "?") or '""', "this is no path", "give a file, a folder or an address")
    elif _is_folder(Path(given)):
        yield from _folder(Path(given), kind, settings)
    else:
        yield from _file(Path(given), kind, settings)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:
        raise walk.unreadable(str(path)[:200], error) from error


def _served(address: str, kind: Kind, settings: IntakeSettings) -> Iterator[Page | Refusal]:
    from io import BytesIO

    from sayso.intake.fetch import fetch

    raw = fetch(address, settings)
    found = sniff.kind_of(raw) if kind == "auto" else kind
    if found == "jsonl":
        yield from jsonl.pages(BytesIO(raw.body), address, settings)
    else:
        yield _page(raw, found, settings)


def _folder(folder: Path, kind: Kind, settings: IntakeSettings) -> Iterator[Page | Refusal]:
    """The folder's pages; one that gave none, and no damaged report either, is itself refused."""
    reports = False
    for found in walk.files(folder):
        answers: Iterable[Page | Refusal]
        answers = [Refusal.of("intake", found)] if isinstance(found, SourceError) else _guarded(found, kind, settings)
        for answer in answers:
            reports = reports or isinstance(answer, Page) or answer.code != SourceUnsupported.code
            yield answer
    if not reports:
        raise SourceMissing(
            str(folder), "no report is in this folder", "give a folder of saved pages, texts or JSON Lines"
        )


def _guarded(path: Path, kind: Kind, settings: IntakeSettings) -> Iterator[Page | Refusal]:
    try:
        yield from _file(path, kind, settings)
    except SourceError as error:
        yield Refusal.of("intake", error)


def _file(path: Path, kind: Kind, settings: IntakeSettings) -> Iterator[Page | Refusal]:
    raw = Raw(str(path), b"", datetime.now(UTC), name=path.name)
    try:
        # A pipe or device could keep the reader waiting for ever; it is looked at before it is opened.
        if not stat.S_ISREG(path.stat().st_mode):
            raise SourceUnsupported(raw.address, "this is not a plain file", "pipe it in and give - as the input")
        with path.open("rb") as stream:
            yield from _stream(stream, raw, kind, settings)
    except OSError as error:
        raise walk.unreadable(raw.address, error) from error


def _stream(stream: BinaryIO, raw: Raw, kind: Kind, settings: IntakeSettings) -> Iterator[Page | Refusal]:
    """Pages of a stream. JSON Lines go line by line, however long the file; anything else is read up to the limit."""
    first = b""
    suffix = Path(raw.name).suffix.lower()
    if kind == "auto":
        first = _first_line(stream, settings)
    if kind == "jsonl" or (kind == "auto" and (suffix in sniff.JSONL_SUFFIXES or jsonl.has_row(first))):
        yield from _rows(stream, raw, settings, first)
        return
    body = first + stream.read(settings.max_bytes + 1 - len(first))
    if len(body) > settings.max_bytes:
        why = f"it is over {settings.max_bytes:,} bytes"
        raise SourceTooLarge(raw.address, why, "save the article alone, or raise SAYSO_INTAKE__MAX_BYTES")
    whole = Raw(raw.address, body, raw.taken_at, raw.name)
    found = sniff.kind_of(whole) if kind == "auto" else kind
    if found == "jsonl":
        from io import BytesIO

        yield from _rows(BytesIO(body), raw, settings, b"")
    else:
        yield _page(whole, found, settings)


def _rows(stream: BinaryIO, raw: Raw, settings: IntakeSettings, first: bytes) -> Iterator[Page | Refusal]:
    first = first or _first_line(stream, settings)
    mark = marked(first)
    if mark and mark[0] != "utf-8":
        raise SourceUnsupported(raw.address, f"JSON Lines in {mark[0].upper()} are not read", "save the file as UTF-8")
    if name := sniff.binary_name(first) if first else None:
        raise SourceUnsupported(raw.address, f"this is {name[0]}, not JSON Lines", name[1])
    none = True
    for answer in jsonl.pages(stream, raw.address, settings, first):
        none = False
        yield answer
    if none:
        raise SourceEmpty(raw.address, "the file has no rows", 'a row is {"id": …, "text": …}')


def _first_line(stream: BinaryIO, settings: IntakeSettings) -> bytes:
    """The first line; of a long one only the head, unless it could be a row of JSON Lines."""
    first = stream.readline(min(sniff.HEAD, settings.max_bytes))
    if first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") and not first.endswith(b"\n"):
        first += stream.readline(max(0, settings.max_bytes - len(first)))
    return first


def _page(raw: Raw, kind: Kind, settings: IntakeSettings) -> Page:
    sniff.refuse_binary(raw)
    return html.page(raw, settings) if kind == "html" else text.page(raw)
