"""A user's own gazetteer: a CSV file with a header, or a file in the format of GeoNames' dumps.

CSV columns: `name`, `lat`, `lon`, and if wanted `alternates` (separated by ";"), `country` (ISO 3166-1 code), `kind`
(one of `store.KINDS`; `settlement` when left out), `weight` (people, or how well known), `radius_km`, `geonames_id`.
Its places are found before the packaged ones of the same name.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import SettingsError
from sayso.vocab.gazetteer.folding import bare, fold
from sayso.vocab.gazetteer.store import KINDS, Entry

MOST_ROWS = 500_000
_FIRST_ID = -1_000_000
_CODES = {
    "A.PCL": "country", "A.ADM1": "admin1", "A.ADM": "district", "P.PPLC": "capital", "P.PPLX": "section",
    "P.": "settlement",
    "L.CONT": "continent", "L.": "region", "H.": "water", "T.ISL": "island", "T.": "mountain", "S.": "exact",
    "R.": "exact",
}  # fmt: skip


def read_places(path: Path) -> dict[str, list[Entry]]:
    """The entries of a user's file by folded name; raises SettingsError that names the line at fault."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            first = handle.readline()
            handle.seek(0)
            dump = first.count("\t") >= 18
            csv.field_size_limit(1_000_000)
            rows = _dump(handle) if dump else _table(csv.DictReader(handle))
            return _index(rows, path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SettingsError(
            f"the gazetteer {path} can't be read ({error}); give a CSV file in UTF-8 or a GeoNames dump"
        ) from error


def _index(rows: Iterator[tuple[int, Entry, list[str]]], path: Path) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    try:
        for number, entry, names in rows:
            if number > MOST_ROWS:
                raise SettingsError(
                    f"the gazetteer {path} has more than {MOST_ROWS:,} rows; keep the countries that you need"
                )
            for key in {k for n in names for k in (fold(n), bare(n)) if len(k) > 1}:
                found[key].append(entry)
    except _Fault as fault:
        raise SettingsError(f"the gazetteer {path}, line {fault.line}: {fault}") from fault
    return dict(found)


class _Fault(Exception):
    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


def _table(reader: csv.DictReader[str]) -> Iterator[tuple[int, Entry, list[str]]]:
    missing = {"name", "lat", "lon"} - set(reader.fieldnames or ())
    if missing:
        raise _Fault(1, f"no column {', '.join(sorted(missing))}")
    for number, row in enumerate(reader, 1):
        kind = (row.get("kind") or "settlement").strip()
        if kind not in KINDS:
            raise _Fault(number + 1, f"kind {kind!r} is not one of {', '.join(KINDS)}")
        name = (row["name"] or "").strip()
        given = (row.get("geonames_id") or "").strip()
        entry = Entry(
            id=int(given) if given.isdigit() else _FIRST_ID - number,
            name=name,
            lat=_number(row["lat"], 90, number + 1),
            lon=_number(row["lon"], 180, number + 1),
            country=(row.get("country") or "").strip().upper(),
            admin1=(row.get("admin1") or "").strip(),
            kind=kind,
            weight=int(_number(row.get("weight") or "1000", 1e10, number + 1)),
            radius_km=_number(row.get("radius_km") or "0", 20_000, number + 1),
        )
        yield number, entry, [name, *(n.strip() for n in (row.get("alternates") or "").split(";"))]


def _dump(lines: Iterator[str]) -> Iterator[tuple[int, Entry, list[str]]]:
    for number, line in enumerate(lines, 1):
        f = line.rstrip("\n").split("\t")
        if len(f) < 19:
            raise _Fault(number, f"{len(f)} columns where GeoNames' dumps have 19")
        code = f"{f[6]}.{f[7]}"
        kind = next((k for start, k in _CODES.items() if code.startswith(start)), "")
        if not kind or not f[0].isdigit():
            continue
        weight = int(f[14]) if f[14].isdigit() else 0
        entry = Entry(int(f[0]), f[1], _number(f[4], 90, number), _number(f[5], 180, number), f[8], f[10], kind, weight)
        yield number, entry, [f[1], f[2], *f[3].split(",")]


def _number(text: str | None, limit: float, line: int) -> float:
    try:
        value = float(text or "")
    except ValueError:
        raise _Fault(line, f"{text!r} is not a number") from None
    if not math.isfinite(value) or abs(value) > limit:
        raise _Fault(line, f"{text!r} is out of bounds")
    return value
