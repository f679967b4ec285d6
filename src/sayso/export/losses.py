"""What a format could not carry: a loss for each thing left out, put together or narrowed, with the rule behind it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from sayso.export.text import tidy

What = Literal["left out", "put together", "narrowed"]


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that a format could not carry.

    `record` is the id of the incident or total, or ARTICLE#CLAIM; `row` the id of the row that stands for it, empty
    where none does. `field` is ours: `voice`, `certainty`, `figures:killed`, `when`, … `said` is what the ledger says,
    `kept` what the row says of it. `rule` names the format's rule, which its page of the documentation tells.
    """

    what: What
    record: str
    field: str
    said: str
    rule: str
    row: str = ""
    kept: str = ""


COLUMNS = tuple(f.name for f in fields(Loss))


@dataclass(slots=True)
class LossBook:
    """Takes losses as they are met: counts them, and writes them down where a file was asked for."""

    count: Counter[tuple[str, str]] = field(default_factory=Counter)
    _writer: Any = None

    def lose(self, loss: Loss) -> None:
        """Note one loss."""
        self.count[(loss.what, loss.rule)] += 1
        if self._writer is not None:
            self._writer.writerow([tidy(cell) for cell in astuple(loss)])


@contextmanager
def loss_book(path: Path | None) -> Iterator[LossBook]:
    """A book that writes a CSV file to a path, or only counts."""
    if path is None:
        yield LossBook()
        return
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        yield LossBook(_writer=writer)
