"""Sayso reads reports of conflict and keeps the ledger of who says what happened, where, when, how many, how surely.

    import sayso
    for result in sayso.read(["reports/"]):
        if isinstance(result, sayso.Reading):
            for claim in result.claims:
                print(claim.event, claim.evidence.text)

Importing this costs next to nothing; the language model is loaded when the first article is read, Django when a ledger
is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from sayso.errors import SaysoError, SourceError, UsageError
from sayso.records import Article, Claim, Page, Reading, Refusal, Span

if TYPE_CHECKING:
    from sayso.line_ledger import LedgerLine
    from sayso.merging import Merged
    from sayso.records import Ruling
    from sayso.settings import Settings

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Claim",
    "Page",
    "Reading",
    "Refusal",
    "SaysoError",
    "SourceError",
    "Span",
    "UsageError",
    "__version__",
    "merge",
    "open_ledger",
    "read",
]


def read(
    inputs: Iterable[str | Path],
    *,
    kind: Literal["auto", "html", "text", "jsonl"] = "auto",
    published: date | None = None,
    domain: Literal["conflict", "violence"] = "conflict",
    settings: Settings | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Reading | Refusal]:
    """Read files, folders, addresses or "-" (`stdin`); one reading or refusal an article, in the order of the inputs.

    `published` dates the articles that state no date. What can't be read comes as its Refusal; nothing else stops.

    >>> [type(r).__name__ for r in read(["no-such-file.html"])]
    ['Refusal']
    """
    from sayso.line import Line
    from sayso.settings import load_settings

    return Line(settings or load_settings(), domain).read(inputs, kind, published, stdin)


def merge(readings: Iterable[Reading], rulings: Iterable[Ruling] = (), *, settings: Settings | None = None) -> Merged:
    """Put the claims of readings that tell of one happening together: incidents counted once, totals apart.

    >>> merge([]).incidents
    ()
    """
    from sayso.merging import merge as merged
    from sayso.settings import load_settings

    return merged(readings, tuple(rulings), (settings or load_settings()).merging)


def open_ledger(where: str | Path | None = None, *, settings: Settings | None = None) -> LedgerLine:
    """Open the ledger at a path or a database's address (by default the one of the settings), made if it isn't there.

    Raises LedgerError where it can't be opened.
    """
    from sayso.ledger import open_ledger as opened
    from sayso.line_ledger import LedgerLine
    from sayso.settings import load_settings

    dials = settings or load_settings()
    return LedgerLine(opened(where, dials.ledger), dials)
