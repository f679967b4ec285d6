"""`parquet`: the full model, whole records and pages included, so that `sayso import` gives the same ledger back.

DuckDB writes and reads the files. Rows pass through a file of JSON lines, so that memory stays bounded.
"""

from __future__ import annotations

import base64
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sayso.errors import InstallationError
from sayso.export.columns import Column, columns
from sayso.export.csvs import package, selected
from sayso.export.door import PACKAGE
from sayso.export.format import Tracker
from sayso.export.full import TABLES, Row
from sayso.export.losses import Loss
from sayso.export.stream import Stream
from sayso.export.text import tidy

DATA = "full"
TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "datetime": "TIMESTAMP",
    "binary": "VARCHAR",
}
LEAST = 16_777_216  # DuckDB's own bound for one object of JSON


@contextmanager
def database() -> Iterator[Any]:
    """A DuckDB connection of its own, that fetches nothing from elsewhere; raises InstallationError without DuckDB."""
    try:
        import duckdb
    except ImportError:
        raise InstallationError("Parquet needs DuckDB; install it with: pip install 'sayso[tables]'") from None
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": "1GB",
        "autoinstall_known_extensions": False,
    }
    connection = duckdb.connect(config=settings)
    try:
        yield connection
    finally:
        connection.close()


def quoted(text: str) -> str:
    """A text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


class Parquet:
    """Every table with every column."""

    name = "parquet"
    suffix = ".parquet"
    folder = True
    about = "the full model with whole records and pages; sayso import makes the ledger of it again"
    data = DATA
    tables = tuple(TABLES)

    def write(self, stream: Stream, out: Path, tracker: Tracker) -> None:
        """Write a file a table, then the data package."""
        with database() as connection, tempfile.TemporaryDirectory() as folder:
            for table in self.tables:
                _write(connection, Path(folder), out, table, TABLES[table](stream), tracker)
        for report in stream.reports():
            if report.source.version > 1:
                said = f"readings of versions 1 to {report.source.version - 1}"
                tracker.lose(Loss("left out", report.reading.article.id, "history", said, "history"))
        moment = stream.moment.isoformat() if stream.moment else "an empty ledger"
        tracker.lose(Loss("left out", "ledger", "history", f"the changes before {moment}", "history"))
        made = self.schema() | selected(stream)
        (out / PACKAGE).write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

    def schema(self) -> dict[str, Any]:
        """A data package (Frictionless Data) of all tables."""
        return package(self.name, self.tables, self.suffix)


def _write(connection: Any, folder: Path, out: Path, table: str, rows: Iterator[Row], tracker: Tracker) -> None:
    here = columns(DATA)[table]
    lines, made = folder / "rows.jsonl", folder / "rows.parquet"
    longest = _write_lines(lines, here, rows, tracker)
    shape = ", ".join(f"{quoted(c.name)}: {quoted(TYPES[c.type])}" for c in here)
    picked = ", ".join(f'from_base64("{c.name}") AS "{c.name}"' if c.type == "binary" else f'"{c.name}"' for c in here)
    bounds = f"format='newline_delimited', maximum_object_size={longest}"
    read = f"read_json({quoted(str(lines))}, {bounds}, columns={{{shape}}})"
    connection.execute(
        f"COPY (SELECT {picked} FROM {read}) TO {quoted(str(made))}"  # noqa: S608 - our own names and places
        " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20000)"
    )
    lines.unlink()
    shutil.move(made, out / f"{table}.parquet")


def _write_lines(path: Path, here: tuple[Column, ...], rows: Iterator[Row], tracker: Tracker) -> int:
    """Write the rows as JSON lines; the longest line's bytes, or DuckDB's own bound where that is more."""
    longest = LEAST
    with path.open("w", encoding="ascii") as out:
        for row in rows:
            line = json.dumps({c.name: _plain(row[c.name]) for c in here}, separators=(",", ":"))
            longest = max(longest, len(line) + 1_024)
            out.write(line + "\n")
            tracker.wrote()
    return longest


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return tidy(value) if isinstance(value, str) else value


FORMATS = {"parquet": Parquet()}
