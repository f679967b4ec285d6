"""Which tables are made in which database: the ledger's in the ledger, the desk's own in the desk's."""

from __future__ import annotations

from typing import Any

LEDGER = "sayso_ledger"


class Router:
    """Django's router: models of the ledger are always asked for by their connection, so only migrations are routed."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Whether an app's tables belong into a database."""
        return (app_label == LEDGER) == (db != "default")
