"""Who may know whom. import-linter holds the static contracts; these hold what only a running process can show."""

from __future__ import annotations

import ast
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "sayso"


def loaded_after(statement: str) -> set[str]:
    """The top-level packages that a fresh process has loaded after a statement."""
    code = f"import sys\n{textwrap.dedent(statement)}\nprint(' '.join({{m.split('.')[0] for m in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "statement",
    [
        "import sayso",
        "import sayso.cli",
        "import sayso.intake",
        "import sayso.line",
        "import sayso.records, sayso.wire",
    ],
)
def test_a_door_opens_without_the_heavy_libraries(statement):
    assert not loaded_after(statement) & {"spacy", "trafilatura", "django", "lxml", "numpy", "ray"}


def test_reading_a_text_loads_neither_django_nor_the_web():
    statement = """
    from sayso.reading.reader import Reader
    from sayso.settings import Settings
    from sayso.records import Article
    Reader(Settings().reading).read(Article("a", "Rebels captured Goma."))
    """
    assert not loaded_after(statement) & {"django", "ray", "trafilatura"}


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name.split(".")[0] for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize(("library", "owners"), [("spacy", {"reading/parse.py"}), ("trafilatura", None)])
def test_one_place_owns_a_library(library, owners):
    users = {str(p.relative_to(SOURCE)) for p in SOURCE.rglob("*.py") if library in imports_of(p)}
    if owners is None:
        assert all(u.startswith("reading/furniture") or u == "health.py" for u in users)
    else:
        assert users == owners


def test_only_the_command_prints():
    for path in SOURCE.rglob("*.py"):
        if path.parts[len(SOURCE.parts)] == "cli":
            continue
        calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
        assert not [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "print"], path
