"""What the pages mention exists: links, settings, make's targets; and what they show as Python is Python."""

from __future__ import annotations

import re

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(#[^)]*)?\)")


def test_every_relative_link_leads_somewhere(prose, root):
    assert sum(len(LINK.findall(text)) for text in prose.values()) > 20
    for path, text in prose.items():
        for target, _ in LINK.findall(text):
            assert (root / path).parent.joinpath(target).exists(), f"{path}: {target}"


def test_every_setting_that_a_page_mentions_exists(prose, reference):
    known = {row[0].strip("`") for row in reference.settings_rows()}
    for path, text in prose.items():
        mentioned = set(re.findall(r"SAYSO_[A-Z]+__[A-Z_]+", text))
        assert mentioned <= known, f"{path}: {sorted(mentioned - known)}"


def test_every_make_target_that_a_page_mentions_exists(prose, root):
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    assert {"install", "demo", "test", "lint", "types", "gates", "docs", "bench"} <= targets
    for path, text in prose.items():
        mentioned = set(re.findall(r"(?:`|\$ |^    )make ([a-z-]+)", text, flags=re.MULTILINE))
        assert mentioned <= targets, f"{path}: {sorted(mentioned - targets)}"


def test_python_that_a_page_shows_is_python(prose):
    blocks = [(p, b) for p, text in prose.items() for b in re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)]
    assert blocks
    for path, block in blocks:
        compile(block, path, "exec")


def test_the_readme_is_short_and_has_what_a_stranger_needs(prose):
    readme = prose["README.md"]
    assert len(readme.splitlines()) < 150
    for needed in ("make demo", "make test", "## Limits", "GeoNames", "CC BY 4.0", "Natural Earth", "Apache"):
        assert needed in readme


def test_changelog_fragments_are_named_by_the_rule(root):
    for path in (root / "changelog.d").iterdir():
        if path.name != "README.md":
            assert re.fullmatch(r"[a-z0-9-]+\.(added|changed|fixed|removed)\.md", path.name), path.name
            assert path.read_text(encoding="utf-8").strip()


def test_decisions_say_question_choice_and_cost(prose):
    pages = {p: t for p, t in prose.items() if p.startswith("decisions/")}
    assert len(pages) >= 3
    for path, text in pages.items():
        assert re.match(r"# \d{4} ", text), path
        for part in ("question", "choice", "cost"):
            assert re.search(rf"\b{part}\b", text, flags=re.IGNORECASE), f"{path} has no {part}"
