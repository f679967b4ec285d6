"""The site builds without a warning, needs nothing from elsewhere, and holds every page."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

pytest.importorskip("mkdocs", reason="the docs extra is not installed")


@pytest.fixture(scope="module")
def site(root, tmp_path_factory):
    """The built site."""
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(out)]
    made = subprocess.run(
        command, cwd=root, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    assert "WARNING" not in made.stderr
    return out


def test_every_page_is_built_and_in_the_navigation(site, root):
    index = (site / "index.html").read_text(encoding="utf-8")
    pages = [p.relative_to(root / "docs") for p in (root / "docs").rglob("*.md")]
    pages += [p.relative_to(root) for p in (root / "decisions").glob("*.md")]
    assert len(pages) > 15
    for page in pages:
        assert (site / page.with_suffix(".html")).exists()
        assert page.with_suffix(".html").as_posix() in index


def test_nothing_is_loaded_from_elsewhere(site):
    for path in [*site.rglob("*.html"), *site.rglob("*.css")]:
        text = path.read_text(encoding="utf-8")
        loaded = re.findall(r'<(?:script|img|iframe|source)\b[^>]*\bsrc="((?:https?:)?//[^"]+)"', text)
        loaded += re.findall(
            r'<link\b[^>]*\brel="(?:stylesheet|preconnect|icon)"[^>]*href="((?:https?:)?//[^"]+)"', text
        )
        loaded += re.findall(r"(?:url\(|@import )['\"]?((?:https?:)?//[^'\")]+)", text)
        assert loaded == [], path


def test_no_table_is_left_unfilled(site):
    for path in site.rglob("*.html"):
        assert "made: " not in path.read_text(encoding="utf-8"), path
