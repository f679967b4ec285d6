"""The ledger: reports with their bytes, every reading of them, incidents, totals, links and what people ruled.

    from sayso.ledger import open_ledger
    ledger = open_ledger("ledger.sqlite3")
    ledger.incidents()

Nothing is erased: what no longer holds is closed, so that the ledger can be shown as it stood at any moment. It keeps
and gives; reading and merging are other rooms, which `sayso.line_ledger` brings together with this one. Django is
imported when a ledger is opened, not before.
"""

from sayso.ledger.door import Ledger, open_ledger
from sayso.ledger.shapes import (
    Area,
    ArticleEntry,
    Counts,
    Entry,
    Filter,
    Outcomes,
    RefusalEntry,
    Stored,
    Told,
    Tomb,
    VersionEntry,
)

__all__ = [
    "Area",
    "ArticleEntry",
    "Counts",
    "Entry",
    "Filter",
    "Ledger",
    "Outcomes",
    "RefusalEntry",
    "Stored",
    "Told",
    "Tomb",
    "VersionEntry",
    "open_ledger",
]
