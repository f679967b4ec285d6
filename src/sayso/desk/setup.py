"""The desk made ready: its folder, its key, Django's settings, the ledger and the desk's own tables."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

from sayso.errors import InstallationError, LedgerError, UsageError
from sayso.ledger.where import Where, where

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.line_ledger import LedgerLine
    from sayso.settings import LedgerSettings, Settings

NEEDED = ("whitenoise", "waitress", "argon2", "allauth", "ninja")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a desk stands on: the settings, the place of its ledger, its own folder."""

    dials: Settings
    place: Where
    folder: Path


def desk_at(given: str | Path | None, dials: Settings) -> Desk:
    """The desk on a ledger (by default the one of the settings)."""
    place = where(given, dials.ledger)
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "sayso"
    beside = place.path.absolute().parent if place.path else home
    return Desk(dials, place, dials.desk.folder or beside / "desk")


def prepare(desk: Desk) -> None:
    """Make the desk's folder and key, set Django up, and bring ledger, tables, roles and static files up to date.

    Raises InstallationError where the desk's libraries are missing, LedgerError where the folder can't be written.
    """
    _check_libraries()
    configure(desk)
    from django.core.management import call_command

    _ = book()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def _check_libraries() -> None:
    from importlib.util import find_spec

    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise InstallationError(f"the desk needs {', '.join(missing)}; install it with: pip install 'sayso[desk]'")


def configure(desk: Desk) -> None:
    """Set Django up for a desk; once in a process. Raises UsageError where it was set up for something else."""
    from django.conf import settings

    if settings.configured:
        if getattr(settings, "SAYSO", None) != desk:
            raise UsageError("Django is set up already in this process; a desk needs a process of its own")
        return
    import django

    from sayso.desk.django_settings import django_settings

    made = django_settings(desk, secret_key(desk))
    made["STATIC_ROOT"].mkdir(parents=True, exist_ok=True)
    settings.configure(**made)
    django.setup()


def secret_key(desk: Desk) -> str:
    """The key of the settings, or the one that is kept in the desk's folder, made on first use."""
    if desk.dials.desk.secret_key is not None:
        return desk.dials.desk.secret_key.get_secret_value()
    path = desk.folder / "secret.key"
    try:
        desk.folder.mkdir(parents=True, exist_ok=True)
        # Only one process makes it, and it is never readable by others, not even for a moment.
        with suppress(FileExistsError):
            new = os.open(path.with_name(f".secret.{os.getpid()}"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(new, "w") as file:
                file.write(token_urlsafe(50))
            os.link(path.with_name(f".secret.{os.getpid()}"), path)
        path.with_name(f".secret.{os.getpid()}").unlink(missing_ok=True)
        return path.read_text().strip()
    except OSError as error:
        why = error.strerror or str(error)
        raise LedgerError(f"the desk's folder {desk.folder} can't be used: {why}; set SAYSO_DESK__FOLDER") from error


def book() -> Ledger:
    """The ledger that this desk shows."""
    from django.conf import settings

    return _book(settings.SAYSO.place, settings.SAYSO.dials.ledger)


def line() -> LedgerLine:
    """The ledger with what rules on it (`sayso.line_ledger`): every act of a person goes through here."""
    from django.conf import settings

    from sayso.line_ledger import LedgerLine

    return LedgerLine(book(), settings.SAYSO.dials)


@cache
def _book(place: Where, dials: LedgerSettings) -> Ledger:
    from django.db import connections

    from sayso.ledger import open_ledger

    ledger = open_ledger(place.server or place.path, dials)
    # A site keeps its connections from request to request, one a thread.
    connections.databases[ledger.db] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    return ledger


def own_database(desk: Desk) -> dict[str, Any]:
    """The entry of the desk's own database in Django's DATABASES.

    It is not the ledger's file: a ledger is copied and published, and accounts are not.
    """
    from sayso.ledger.setup import database

    given = desk.dials.desk.url or desk.place.server or desk.folder / "desk.sqlite3"
    entry = database(where(given), desk.dials.ledger)
    return entry | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
