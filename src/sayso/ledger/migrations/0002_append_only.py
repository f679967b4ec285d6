"""Rulings, and the bytes of pages, are only added to: the database itself refuses to change or delete them.

SQLite loses a table's triggers when a later migration remakes that table; such a migration must make them anew.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

TABLES = {
    "sayso_ledger_ruling": "rulings are only added to",
    "sayso_ledger_ruled": "rulings are only added to",
    "sayso_ledger_body": "the bytes of pages are only added to",
}
SQLITE = "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END"
POSTGRES = (
    "CREATE OR REPLACE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION '{why}'; END $$",
    "CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_stays()",
    "CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_stays()",
)


def forbid(apps: Any, editor: Any) -> None:
    """Make the triggers."""
    for table, why in TABLES.items():
        if editor.connection.vendor == "sqlite":
            for verb in ("update", "delete"):
                editor.execute(SQLITE.format(table=table, verb=verb, why=why))
        elif editor.connection.vendor == "postgresql":
            for statement in POSTGRES:
                editor.execute(statement.format(table=table, why=why))


def allow(apps: Any, editor: Any) -> None:
    """Take the triggers away."""
    for table in TABLES:
        if editor.connection.vendor == "sqlite":
            for verb in ("update", "delete"):
                editor.execute(f"DROP TRIGGER {table}_no_{verb}")
        elif editor.connection.vendor == "postgresql":
            for name in ("stays", "whole"):
                editor.execute(f"DROP TRIGGER {table}_{name} ON {table}")
            editor.execute(f"DROP FUNCTION {table}_stays()")


class Migration(migrations.Migration):
    """Append-only tables."""

    dependencies: ClassVar[list[Any]] = [("sayso_ledger", "0001_tables")]
    operations: ClassVar[list[Any]] = [migrations.RunPython(forbid, allow)]
