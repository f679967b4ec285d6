"""Django made ready in code: its settings, a connection for each ledger, and the tables.

A new SQLite ledger is made under another name and moved into place when it is whole, so that a process that is killed
while making one leaves no half of it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from sayso.errors import InstallationError, LedgerError
from sayso.ledger.faults import translated
from sayso.ledger.where import Where, server_parts
from sayso.settings import LedgerSettings

APP = "sayso.ledger"
LOCK = 0x5A150  # of PostgreSQL's advisory locks, the one that stands for the right to write a ledger


def configure() -> None:
    """Configure Django for the ledger alone, unless a site has configured it already."""
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(
            INSTALLED_APPS=[APP],
            DATABASES={"default": {"ENGINE": "django.db.backends.dummy"}},
            USE_TZ=True,
            TIME_ZONE="UTC",
            DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
            SECRET_KEY="not used: nothing is signed here",  # noqa: S106
        )
        django.setup()


def database(place: Where, settings: LedgerSettings) -> dict[str, Any]:
    """A ledger's entry in Django's DATABASES."""
    if place.server is not None:
        parts = server_parts(place.server)
        return {"ENGINE": "django.db.backends.postgresql", **parts}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(place.path),
        "OPTIONS": {
            # Writers take their turn at BEGIN: one that began by reading could otherwise not go on to write.
            "transaction_mode": "IMMEDIATE",
            "timeout": settings.busy_seconds,
            # FULL: what was reported as added outlives a power cut too.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            " PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY",
        },
    }


def connect(place: Where, settings: LedgerSettings) -> str:
    """Django's alias of a ledger's connection, made on first use; its tables are there and up to date."""
    configure()
    alias = _alias(place, settings)
    if place.path is not None:
        _make_file(place.path, settings)
    elif not _has_psycopg():
        raise InstallationError("PostgreSQL needs psycopg; install it with: pip install 'sayso[postgres]'")
    with translated(str(place), settings.busy_seconds):
        _migrate(alias)
    return alias


def _has_psycopg() -> bool:
    from importlib.util import find_spec

    return find_spec("psycopg") is not None


def _alias(place: Where, settings: LedgerSettings) -> str:
    """A name made of the place and the patience, so that each ledger is connected to once."""
    from django.db import connections

    where = place.server or str(Path(str(place.path)).absolute())
    alias = "sayso-" + sha256(f"{where}\x1f{settings.busy_seconds}".encode()).hexdigest()[:12]
    if alias not in connections.databases:
        connections.databases[alias] = connections.configure_settings(
            {"default": {"ENGINE": "django.db.backends.dummy"}, alias: database(place, settings)}
        )[alias]
    return alias


def _make_file(path: Path, settings: LedgerSettings) -> None:
    if path.exists():
        return
    making = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        making.unlink(missing_ok=True)
        _migrate_new(making, settings)
        _put_in_place(making, path)
    except FileExistsError:
        pass  # another process made it meanwhile
    except OSError as error:
        why = error.strerror or str(error)
        raise LedgerError(f"the ledger {path} can't be made: {why}; give another place with --ledger") from error
    finally:
        for end in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                making.with_name(making.name + end).unlink()


def _put_in_place(making: Path, path: Path) -> None:
    """Give the whole file its name, unless another process was first; raises FileExistsError then."""
    try:
        os.link(making, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: between the look and the move another may come first
        if path.exists():
            raise FileExistsError(path) from None
        making.rename(path)


def _migrate_new(making: Path, settings: LedgerSettings) -> None:
    from django.db import connections

    place = Where(path=making)
    alias = _alias(place, settings)
    connections.databases[alias]["OPTIONS"] = {"timeout": settings.busy_seconds}  # one plain file: no log beside it
    try:
        with translated(str(making), settings.busy_seconds):
            _migrate(alias)
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]


def _migrate(alias: str) -> None:
    """Bring the tables up to date; on a server one process at a time and wholly or not at all."""
    from django.core.management import call_command
    from django.db import connections, transaction

    if _up_to_date(alias):
        return
    if connections[alias].vendor == "postgresql":
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            call_command("migrate", "sayso_ledger", database=alias, verbosity=0)
    else:
        call_command("migrate", "sayso_ledger", database=alias, verbosity=0)


def _up_to_date(alias: str) -> bool:
    """Whether every migration there is was applied: asked of the table itself, which is quicker than Django's plan."""
    from pkgutil import iter_modules

    from django.db import DatabaseError, connections

    from sayso.ledger import migrations

    wanted = {module.name for module in iter_modules(migrations.__path__)}
    if "django_migrations" not in connections[alias].introspection.table_names():
        return False
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT name FROM django_migrations WHERE app = %s", ["sayso_ledger"])
            return wanted <= {row[0] for row in cursor.fetchall()}
    except DatabaseError:
        return False


__all__ = ["LOCK", "configure", "connect", "database"]
