"""Reads files of others row by row: ACLED's so far. What can't be a row is refused with its line; good rows go on."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sayso.errors import SourceBroken, SourceMissing
from sayso.export.acled_rules import SUB_TYPES
from sayso.records import Refusal
from sayso.vocab.countries import by_iso3, by_name, countries

LONGEST = 1_000_000  # characters of one cell: ACLED's notes stay under 5,000
TRIED = 200  # rows after which a file whose rows are mostly refused is given up
DATES = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%B-%Y", "%d-%b-%Y", "%d/%m/%Y")
# What ACLED's columns are also called: its older exports, the web site's spreadsheets, copies of others.
NAMES = {
    "event_id_cnty": ("event_id_cnty", "event_id", "event id", "id"),
    "event_date": ("event_date", "event date", "date"),
    "event_type": ("event_type", "event type"),
    "country": ("country", "country_name"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "long", "lng"),
    "fatalities": ("fatalities", "deaths"),
    "sub_event_type": ("sub_event_type", "sub event type", "sub-event type"),
    "time_precision": ("time_precision", "time precision"),
    "geo_precision": ("geo_precision", "geo precision"),
    "iso": ("iso", "iso_code"),
    "actor1": ("actor1", "actor 1"),
    "actor2": ("actor2", "actor 2"),
    "location": ("location", "place"),
    "source": ("source", "sources"),
}
NEEDED = ("event_id_cnty", "event_date", "event_type", "country", "latitude", "longitude", "fatalities")


@dataclass(frozen=True, slots=True)
class ForeignEvent:
    """One event of another data set. `line` is its line in the file; precisions are ACLED's, 1 to 3.

    `country` is an ISO 3166-1 alpha-2 code, None where the name isn't known.
    """

    id: str
    day: date
    event_type: str
    country: str | None
    lat: float
    lon: float
    fatalities: int
    sub_event_type: str = ""
    time_precision: int = 1
    geo_precision: int = 1
    actors: tuple[str, ...] = ()
    location: str = ""
    source: str = ""
    line: int = 0


class _NotARowError(Exception):
    """A row that is refused; its text says why."""


def read_acled(path: Path) -> Iterator[ForeignEvent | Refusal]:
    """The events of an ACLED file, or of a copy with ACLED's columns, in any order of them.

    Raises SourceMissing where there is no file, SourceBroken where it lacks columns that are needed, isn't a table, or
    most of its first rows are refused (columns that have slipped).
    """
    text = _text(path)
    reader = csv.reader(io.StringIO(text, newline=""), _dialect(text))
    csv.field_size_limit(LONGEST)
    try:
        head = next(reader, [])
        where = _columns(path, head)
        good = bad = 0
        for cells in reader:
            if not any(cells):
                continue
            try:
                yield _event(cells, where, len(head), reader.line_num)
                good += 1
            except _NotARowError as why:
                bad += 1
                yield Refusal("compare", "row", str(why), f"{path.name}:{reader.line_num}")
            if good + bad == TRIED and bad > good:
                said = f"{bad} of its first {TRIED} rows are refused"
                raise SourceBroken(str(path), said, "have its columns slipped?")
    except csv.Error as error:
        raise SourceBroken(str(path), f"it is no table: {error}", "save it again as CSV") from error


def _text(path: Path) -> str:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise SourceMissing(str(path), error.strerror or str(error), "give an ACLED file") from error
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")  # what Excel writes where nobody asks it for UTF-8


def _dialect(text: str) -> type[csv.excel]:
    first = text.partition("\n")[0]
    counts = {mark: first.count(mark) for mark in (",", ";", "\t")}

    class Found(csv.excel):
        delimiter = max(counts, key=lambda mark: counts[mark])

    return Found


def _columns(path: Path, head: list[str]) -> dict[str, int]:
    known = [" ".join(name.strip().lower().split()) for name in head]
    found = {name: known.index(alias) for name, also in NAMES.items() for alias in reversed(also) if alias in known}
    missing = [name for name in NEEDED if name not in found]
    if missing:
        raise SourceBroken(str(path), f"it lacks the columns {', '.join(missing)}", "export them from ACLED too")
    return found


def _event(cells: list[str], where: dict[str, int], width: int, line: int) -> ForeignEvent:
    if len(cells) != width:
        raise _NotARowError(f"it has {len(cells)} cells under {width} names")

    def cell(name: str) -> str:
        return cells[where[name]].strip() if name in where else ""

    kind = cell("event_type")
    if kind not in SUB_TYPES:
        raise _NotARowError(f"event_type {kind[:60]!r} is none of ACLED's")
    if not cell("event_id_cnty"):
        raise _NotARowError("it has no event_id_cnty")
    return ForeignEvent(
        id=cell("event_id_cnty"),
        day=_date(cell("event_date")),
        event_type=kind,
        country=_country(cell("country"), cell("iso")),
        lat=_degrees(cell("latitude"), "latitude", 90.0),
        lon=_degrees(cell("longitude"), "longitude", 180.0),
        fatalities=_count(cell("fatalities")),
        sub_event_type=cell("sub_event_type"),
        time_precision=_precision(cell("time_precision"), "time_precision"),
        geo_precision=_precision(cell("geo_precision"), "geo_precision"),
        actors=tuple(a for a in (cell("actor1"), cell("actor2")) if a),
        location=cell("location"),
        source=cell("source"),
        line=line,
    )


def _date(text: str) -> date:
    for form in DATES:
        try:
            return datetime.strptime(text[:40], form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise _NotARowError(f"event_date {text[:40]!r} is no date")


def _degrees(text: str, name: str, most: float) -> float:
    try:
        found = float(text)
    except ValueError:
        raise _NotARowError(f"{name} {text[:40]!r} is no number") from None
    if not math.isfinite(found) or abs(found) > most:
        raise _NotARowError(f"{name} {text[:40]} lies off the globe")
    return found


def _count(text: str) -> int:
    try:
        found = float(text or 0)
    except ValueError:
        raise _NotARowError(f"fatalities {text[:40]!r} is no number") from None
    if not math.isfinite(found) or found < 0 or found != int(found):
        raise _NotARowError(f"fatalities {text[:40]} is no count")
    return int(found)


def _precision(text: str, name: str) -> int:
    if text in ("", "1", "2", "3"):
        return int(text or 1)
    raise _NotARowError(f"{name} {text[:40]!r} is not 1, 2 or 3")


def _country(name: str, number: str) -> str | None:
    if number.isdigit():
        found = next((c.iso2 for c in countries().values() if c.number == int(number)), None)
        if found:
            return found
    known = by_name().get(name.lower()) or by_iso3().get(name.upper()) or countries().get(name.upper())
    return known.iso2 if known else None
