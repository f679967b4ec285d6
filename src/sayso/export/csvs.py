"""`csv`: the full model as a folder of CSV files, one a table, with a Data Package that describes them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sayso.export.columns import columns, table_schema
from sayso.export.door import PACKAGE
from sayso.export.format import Tracker
from sayso.export.full import TABLES, Row
from sayso.export.losses import Loss
from sayso.export.stream import Stream
from sayso.export.text import tidy

DATA = "full"


def cell(value: Any) -> str:
    """A value as a cell: dates in ISO 8601, true and false in small letters, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return value.isoformat()
    return tidy(value) if isinstance(value, str) else str(value)


def write_table(
    path: Path, names: Sequence[str], rows: Iterable[Row], tracker: Tracker, tags: Row | None = None
) -> None:
    """Write one CSV file: UTF-8, commas, line feeds, a line of names and, where given, a line of tags."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(names)
        if tags is not None:
            writer.writerow([tags[name] for name in names])
        for row in rows:
            writer.writerow([cell(row[name]) for name in names])
            tracker.wrote()


def fields_of(table: str) -> tuple[str, ...]:
    """The columns of a table that CSV has: all but the whole records."""
    return tuple(c.name for c in columns(DATA)[table] if c.name != "record")


class Csv:
    """Every table but the pages' bytes and the whole records."""

    name = "csv"
    suffix = ".csv"
    folder = True
    about = "the full model, a file a table, with a data package that describes them"
    data = DATA
    tables = tuple(t for t in TABLES if t != "pages")

    def write(self, stream: Stream, out: Path, tracker: Tracker) -> None:
        """Write a file a table, then the data package."""
        for table in self.tables:
            write_table(out / f"{table}.csv", fields_of(table), TABLES[table](stream), tracker)
        for sheet in stream.sheets():
            kept = f"{sheet.page.sha256}, {len(sheet.page.body)} bytes"
            tracker.lose(Loss("left out", sheet.article, "page", kept, "bytes"))
        package = self.schema() | selected(stream)
        (out / PACKAGE).write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

    def schema(self) -> dict[str, Any]:
        """A data package (Frictionless Data) of all tables."""
        return package(self.name, self.tables, self.suffix)


def package(name: str, tables: Iterable[str], suffix: str) -> dict[str, Any]:
    """A data package of some tables of the full model."""
    found = []
    for table in tables:
        shape = table_schema(DATA, table)
        if suffix == ".csv":
            shape["fields"] = [f for f in shape["fields"] if f["name"] != "record"]
        found.append({"name": table, "path": f"{table}{suffix}", "schema": shape})
        if suffix == ".csv":
            found[-1] |= {"encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\n"}}
    return {"name": f"sayso-{name}", "profile": "data-package", "resources": found}


def selected(stream: Stream) -> dict[str, Any]:
    """What a folder says of the ledger that it was made of: its moment, and what was asked for."""
    moment = stream.moment.isoformat() if stream.moment else None
    return {"sayso": {"moment": moment, "selection": {k: tidy(v) for k, v in stream.selection.items()}}}


FORMATS = {"csv": Csv()}
