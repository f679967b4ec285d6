"""The database's errors as ours, at the one door where it is called."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sayso.errors import LedgerBusy, LedgerError, LedgerFull

FULL = ("database or disk is full", "disk i/o error", "no space left", "could not extend file", "disk full")
BUSY = ("database is locked", "database table is locked", "lock timeout", "canceling statement due to lock")


@contextmanager
def translated(place: str, seconds: float) -> Iterator[None]:
    """Raises LedgerBusy, LedgerFull or LedgerError for what the database raises. `place` names the ledger."""
    from django.db import Error

    try:
        yield
    except Error as error:
        said = str(error).strip().split("\n")[0]
        lower = str(error).lower()
        if any(words in lower for words in BUSY):
            raise LedgerBusy(
                f"the ledger {place} has been held by another process for over {seconds:g} s; nothing was changed;"
                " try again when it is done, or raise SAYSO_LEDGER__BUSY_SECONDS"
            ) from error
        if any(words in lower for words in FULL):
            raise LedgerFull(
                f"the ledger {place} can't be written, its disk is full or failing ({said}); what was reported as added"
                " is safe; make room and add the rest again"
            ) from error
        raise LedgerError(f"the ledger {place} can't be used: {said}") from error
