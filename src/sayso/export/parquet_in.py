"""Reads a folder that `parquet` wrote: the records of a ledger, a few hundred at a time, each checked."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from sayso.codec import read_whole
from sayso.errors import RecordError, SourceBroken, SourceMissing, UsageError
from sayso.export.columns import columns
from sayso.export.door import PACKAGE
from sayso.export.full import TABLES
from sayso.export.parquet import DATA, database, quoted
from sayso.export.stream import Refused, Sheet
from sayso.records import Incident, Link, Page, Reading, Ref, Refusal, Ruling, Total

T = TypeVar("T")
BITE = 200


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report as it was kept: its reading, that reading's version and domain, its pages, the claims struck out."""

    reading: Reading
    version: int
    domain: str
    sheets: tuple[Sheet, ...]
    struck: dict[Ref, str]


class ParquetLedger:
    """The ledger that a folder holds. Each method is a new pass; each raises SourceBroken at what isn't whole."""

    def __init__(self, folder: Path, connection: Any) -> None:
        self.folder = folder
        self._connection = connection

    def _rows(self, table: str, query: str) -> Iterator[tuple[Any, ...]]:
        import duckdb

        cursor = self._connection.cursor()
        try:
            cursor.execute(query)
            while rows := cursor.fetchmany(BITE):
                yield from rows
        except duckdb.Error as error:
            raise SourceBroken(f"{self.folder}/{table}.parquet", f"it can't be read: {error}") from error

    def _records(self, table: str, kind: type[T]) -> Iterator[T]:
        for (record,) in self._rows(table, f"SELECT record FROM {table}"):  # noqa: S608 - our own names
            yield self._read(kind, record, table)

    def _read(self, kind: type[T], text: str, table: str) -> T:
        try:
            return read_whole(kind, text)
        except RecordError as error:
            raise SourceBroken(f"{self.folder}/{table}.parquet", str(error), "export the ledger again") from error

    def reports(self) -> Iterator[KeptReport]:
        """The reports with their pages, in the order in which they were added."""
        struck = self._struck()
        sheets = self._sheets()
        following = next(sheets, None)
        query = "SELECT record, version, domain FROM articles"
        for record, version, domain in self._rows("articles", query):
            reading = self._read(Reading, record, "articles")
            name, here = reading.article.id, []
            while following is not None and following.article == name:
                here.append(following)
                following = next(sheets, None)
            if version not in {s.number for s in here}:
                raise SourceBroken(str(self.folder), f"the page of {name} is missing", "export the ledger again")
            yield KeptReport(reading, version, domain, tuple(here), struck.get(name, {}))

    def _struck(self) -> dict[str, dict[Ref, str]]:
        found: dict[str, dict[Ref, str]] = {}
        query = "SELECT article, id, struck FROM claims WHERE struck <> ''"
        for article, claim, ruling in self._rows("claims", query):
            found.setdefault(article, {})[Ref(article, claim)] = ruling
        return found

    def _sheets(self) -> Iterator[Sheet]:
        query = "SELECT article, number, asked, body, record FROM pages"
        for article, number, asked, body, record in self._rows("pages", query):
            page = self._read(Page, record, "pages")
            if body and sha256(body).hexdigest() != page.sha256:
                raise SourceBroken(page.address, "its bytes are not those that were added", "export the ledger again")
            yield Sheet(article, number, replace(page, body=bytes(body or b"")), asked)

    def incidents(self) -> Iterator[Incident]:
        """The incidents."""
        return self._records("incidents", Incident)

    def totals(self) -> Iterator[Total]:
        """The totals."""
        return self._records("totals", Total)

    def links(self) -> Iterator[Link]:
        """The links and near misses."""
        return self._records("links", Link)

    def rulings(self) -> Iterator[Ruling]:
        """The rulings, earliest first."""
        return self._records("rulings", Ruling)

    def refusals(self) -> Iterator[Refused]:
        """The inputs that could not be read."""
        for record, at in self._rows("refusals", 'SELECT record, "at" FROM refusals'):
            moment = at.replace(tzinfo=UTC) if isinstance(at, datetime) else None
            yield Refused(self._read(Refusal, record, "refusals"), moment)


@contextmanager
def parquet_ledger(folder: Path) -> Iterator[ParquetLedger]:
    """Open a folder that `parquet` wrote.

    Raises SourceMissing where files are missing, SourceBroken where they or their columns aren't ours, UsageError for
    an export of a part of a ledger, which is no ledger.
    """
    _check_package(folder)
    with database() as connection, tempfile.TemporaryDirectory() as names:
        for table in TABLES:
            path = folder / f"{table}.parquet"
            if not path.is_file():
                raise SourceMissing(str(path), "there is no such file", "give the folder of sayso export parquet")
            # Under a name of our own: DuckDB takes * and [ in a path for patterns.
            safe = Path(names) / f"{table}.parquet"
            safe.symlink_to(path.absolute())
            _view(connection, table, safe, path)
        yield ParquetLedger(folder, connection)


def _check_package(folder: Path) -> None:
    path = folder / PACKAGE
    try:
        said = json.loads(path.read_text(encoding="utf-8"))["sayso"]
        selection = dict(said["selection"])
    except OSError as error:
        raise SourceMissing(str(path), "there is no such file", "give the folder of sayso export parquet") from error
    except (ValueError, KeyError, TypeError) as error:
        raise SourceBroken(str(path), "it is not what sayso export writes", "export the ledger again") from error
    if selection:
        asked = ", ".join(f"{k} {v}" for k, v in selection.items())
        raise UsageError(f"{folder} holds a part of a ledger ({asked}); export the whole ledger to import it")


def _view(connection: Any, table: str, safe: Path, path: Path) -> None:
    import duckdb

    try:
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet({quoted(str(safe))})")  # noqa: S608
        there = {row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()}
    except duckdb.Error as error:
        raise SourceBroken(str(path), "it is not a Parquet file", "export the ledger again") from error
    missing = [c.name for c in columns(DATA)[table] if c.name not in there]
    if missing:
        raise SourceBroken(str(path), f"it lacks the columns {', '.join(missing)}", "export the ledger again")
