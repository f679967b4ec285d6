"""The made ledger that exports are tested on, and the golden files."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest

from sayso.export import export
from sayso.ledger import open_ledger
from sayso.line_ledger.stream import LedgerStream
from sayso.settings import LedgerSettings

spec = importlib.util.spec_from_file_location("made_exports", Path(__file__).with_name("made.py"))
made_module = importlib.util.module_from_spec(spec)
sys.modules.setdefault("made_exports", made_module)
spec.loader.exec_module(made_module)

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "export"


@pytest.fixture(scope="session")
def made():
    """The made reports."""
    return sys.modules["made_exports"]


@pytest.fixture(scope="session")
def made_ledger(tmp_path_factory, made):
    """A ledger of the made reports."""
    place = tmp_path_factory.mktemp("exports") / "ledger.sqlite3"
    ledger = open_ledger(place, LedgerSettings(), made.Clock())
    made.fill(ledger)
    yield ledger
    ledger.close()


@pytest.fixture(scope="session")
def stream(made_ledger):
    """The made ledger as a stream."""
    return LedgerStream(made_ledger)


@pytest.fixture(scope="session")
def written(stream, tmp_path_factory):
    """Exports the made ledger: gives the place of what was written and of its losses, once a format."""
    found = {}

    def write(name: str):
        if name not in found:
            folder = tmp_path_factory.mktemp(name)
            out, losses = folder / "out", folder / "losses.csv"
            export(stream, name, out, losses, folder / "schema.json")
            found[name] = (out, losses)
        return found[name]

    return write


@pytest.fixture
def golden():
    """Compares a text with a golden file; SAYSO_GOLDEN=write makes the file anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("SAYSO_GOLDEN") == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        with path.open(encoding="utf-8", newline="") as kept:
            assert text == kept.read(), f"{path.name} has changed: look at it, then run with SAYSO_GOLDEN=write"

    return compare
