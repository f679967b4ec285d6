"""Which ledger is meant: a file or a PostgreSQL address, from what was given, the settings and the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from sayso.errors import UsageError
from sayso.settings import LedgerSettings

SERVERS = ("postgres", "postgresql")
FILE = "ledger.sqlite3"


@dataclass(frozen=True, slots=True)
class Where:
    """A ledger's place: `path` of an SQLite file, or `server`, the address of a PostgreSQL database."""

    path: Path | None = None
    server: str | None = None

    def __str__(self) -> str:
        """The place in words, without a password."""
        if self.server is None:
            return str(self.path)
        parts = urlsplit(self.server)
        return f"postgres://{parts.hostname or ''}{parts.path}"


def where(
    given: str | Path | None, settings: LedgerSettings | None = None, environ: Mapping[str, str] = os.environ
) -> Where:
    """The ledger that is meant; raises UsageError for an address of another kind.

    What is given comes first, then the setting `ledger.url`, then DATABASE_URL where it names a PostgreSQL server, then
    `ledger.sqlite3` in the user's data folder (XDG_DATA_HOME, else ~/.local/share).

    >>> str(where("postgres://ann:secret@db.example/ledger"))
    'postgres://db.example/ledger'
    """
    shared = environ.get("DATABASE_URL", "")
    name = given or (settings.url if settings else None) or (shared if _scheme(shared) in SERVERS else None)
    if name is None:
        home = environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
        return Where(path=Path(home) / "sayso" / FILE)
    scheme = _scheme(str(name))
    if scheme in SERVERS:
        return Where(server=str(name))
    if scheme == "sqlite":
        return Where(path=Path(str(name).split("://", 1)[1].removeprefix("/")))
    if scheme:
        raise UsageError(f"a ledger can't be at a {scheme}:// address; give a file or postgres://USER@HOST/NAME")
    return Where(path=Path(name))


def _scheme(name: str) -> str:
    head, found, _ = name.partition("://")
    return head.lower() if found else ""


def server_parts(address: str) -> dict[str, object]:
    """A PostgreSQL address as Django's connection parameters; raises UsageError where it names no database."""
    parts = urlsplit(address)
    name = unquote(parts.path.strip("/"))
    if not name:
        raise UsageError("the ledger's address names no database; write postgres://USER@HOST/NAME")
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
