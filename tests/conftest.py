"""What the rooms' tests share: the corpora, where they are at hand, and one language model for the whole run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The measuring corpora beside the checkout; a visible skip where they are absent (a user's machine)."""
    path = Path(os.environ.get("SAYSO_CORPORA") or ROOT.parent / "shared" / "corpora")
    if not (path / "score_claims.py").exists():
        pytest.skip(f"the measuring corpora aren't at {path}; set SAYSO_CORPORA")
    return path


@pytest.fixture(scope="session")
def parser():
    """The packaged language model."""
    from sayso.reading.parse import Parser

    return Parser()


@pytest.fixture(scope="session")
def reader():
    """The reader with the packaged model and gazetteer."""
    from sayso.reading.reader import Reader
    from sayso.settings import Settings

    return Reader(Settings().reading)


@pytest.fixture(scope="session")
def violence_reader():
    """The reader of the wider domain, which leaves no claim out for want of conflict."""
    from sayso.reading.reader import Reader
    from sayso.settings import Settings

    return Reader(Settings().reading, "violence")
