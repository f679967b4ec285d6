"""Rows put in order on disk, so that a million of them need no memory."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

BITE = 1_000


class Sorter:
    """Takes JSON values with a key, and gives them back by key, equal keys in the order in which they came."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        base.execute("PRAGMA journal_mode=OFF")
        base.execute("PRAGMA synchronous=OFF")
        base.execute("CREATE TABLE rows (key TEXT, number INTEGER PRIMARY KEY, value TEXT)")

    def take(self, pairs: Iterable[tuple[str, Any]]) -> None:
        """Take values with their keys."""
        made = ((key, json.dumps(value, separators=(",", ":"))) for key, value in pairs)
        while bite := list(islice(made, BITE)):
            self._base.executemany("INSERT INTO rows (key, value) VALUES (?, ?)", bite)

    def give(self) -> Iterator[tuple[str, Any]]:
        """Give them in order."""
        self._base.execute("CREATE INDEX by_key ON rows (key, number)")
        for key, value in self._base.execute("SELECT key, value FROM rows ORDER BY key, number"):
            yield key, json.loads(value)


@contextmanager
def sorter() -> Iterator[Sorter]:
    """A sorter in a file that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(Path(folder) / "rows.sqlite3", isolation_level=None)
        try:
            yield Sorter(base)
        finally:
            base.close()
