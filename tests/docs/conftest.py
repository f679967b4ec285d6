"""The documentation as the tests see it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def reference() -> ModuleType:
    """The hook that fills the reference pages from the code."""
    spec = importlib.util.spec_from_file_location("reference_pages", ROOT / "scripts" / "reference_pages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def page(reference):
    """A page of `docs/` by its path there, as it is published: with its tables filled."""

    def read(path: str) -> str:
        return reference.filled((ROOT / "docs" / path).read_text(encoding="utf-8"))

    return read


@pytest.fixture(scope="session")
def prose() -> dict[str, str]:
    """Every page that people read, by its path from the root: the site's, the decisions, and those beside the code."""
    kept = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "decisions").glob("*.md")]
    kept += [ROOT / "examples" / "README.md", ROOT / "changelog.d" / "README.md"]
    return {p.relative_to(ROOT).as_posix(): p.read_text(encoding="utf-8") for p in kept}
