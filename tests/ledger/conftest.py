"""Ledgers to test on: SQLite always, PostgreSQL where it is installed; with CI=true it must be."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from sayso.ledger import Ledger, open_ledger
from sayso.line_ledger import LedgerLine
from sayso.settings import LedgerSettings, Settings

spec = importlib.util.spec_from_file_location("made", Path(__file__).with_name("made.py"))
made_module = importlib.util.module_from_spec(spec)
sys.modules.setdefault("made", made_module)
spec.loader.exec_module(made_module)

SETTINGS = LedgerSettings(busy_seconds=5)


@pytest.fixture
def made():
    """The made reports."""
    return sys.modules["made"]


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory) -> Path:
    """An SQLite ledger with nothing in it."""
    path = tmp_path_factory.mktemp("empty") / "ledger.sqlite3"
    ledger = open_ledger(path, SETTINGS)
    ledger.close()
    return path


@pytest.fixture
def path(empty_file, tmp_path) -> Path:
    """The path of an empty ledger of one's own."""
    return Path(shutil.copy(empty_file, tmp_path / "ledger.sqlite3"))


# ---------------------------------------------------------------------------------------------------------- PostgreSQL


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    return Path(there).parent if (there := shutil.which("initdb")) else None


def _user() -> str | None:
    """An unprivileged user: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    return None


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The socket folder of a PostgreSQL server of our own."""
    programs = _programs()
    if programs is None or importlib.util.find_spec("psycopg") is None:
        why = "PostgreSQL's server or psycopg is not installed"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(why)
    home = Path(tempfile.mkdtemp(prefix="sayso-pg-"))
    user = _user()
    if user:
        shutil.chown(home, user)

    def run(*words: str) -> None:
        done = subprocess.run(words, user=user, cwd=home, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr + done.stdout

    run(str(programs / "initdb"), "-D", str(home / "data"), "-A", "trust", "-U", "sayso", "-E", "UTF8", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories='{home}' -c fsync=off"
    run(str(programs / "pg_ctl"), "-D", str(home / "data"), "-o", options, "-l", str(home / "log"), "-w", "start")
    try:
        home.chmod(0o755)
        yield str(home)
    finally:
        run(str(programs / "pg_ctl"), "-D", str(home / "data"), "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def new_database(server) -> Callable[[], str]:
    """Makes empty ledgers on the server; gives their addresses."""
    import psycopg

    numbers = count(1)
    template = f"postgres://sayso@/template_ledger?host={server}"

    def execute(statement: str) -> None:
        with psycopg.connect(host=server, user="sayso", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)

    execute("CREATE DATABASE template_ledger")
    open_ledger(template, SETTINGS).close()

    def make() -> str:
        name = f"ledger_{next(numbers)}"
        execute(f"CREATE DATABASE {name} TEMPLATE template_ledger")
        return f"postgres://sayso@/{name}?host={server}"

    return make


# ------------------------------------------------------------------------------------------------------------- ledgers


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request) -> Iterator[Ledger]:
    """An empty ledger, of each kind in turn."""
    place = request.getfixturevalue("path") if request.param == "sqlite" else request.getfixturevalue("new_database")()
    ledger = open_ledger(place, SETTINGS)
    yield ledger
    ledger.close()


@pytest.fixture
def line(ledger) -> LedgerLine:
    """A line into an empty ledger."""
    return LedgerLine(ledger, Settings())


@pytest.fixture
def file_line(path) -> Iterator[LedgerLine]:
    """A line into an empty SQLite ledger."""
    ledger = open_ledger(path, SETTINGS)
    yield LedgerLine(ledger, Settings())
    ledger.close()
