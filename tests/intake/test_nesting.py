"""The cheap look at a page's tags."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import SourceTooLarge
from sayso.intake.nesting import check
from sayso.settings import IntakeSettings

SETTINGS = IntakeSettings(max_depth=100, max_tags=5_000)


def deep(html, settings=SETTINGS):
    try:
        check(html, "page.html", settings)
    except SourceTooLarge as error:
        return error.why
    return None


@pytest.mark.parametrize(
    "html",
    [
        "<p>text " * 500,
        "<ul>" + "<li>item" * 500,
        "<table>" + "<tr><td>cell" * 500,
        "<div>text</div>" * 500,
        "<br><img src=x><hr>" * 300,
        "<div/>" * 500,
        "<!-- " + "<div>" * 500 + " -->",
        "<script>'" + "<div>" * 500 + "'</script>",
        "a < b " * 500,
    ],
)
def test_ordinary_pages_pass(html):
    assert deep(html) is None


@pytest.mark.parametrize("tag", ["div", "b", "span", "blockquote", "x-y"])
def test_deep_nesting_is_refused(tag):
    assert deep(f"<{tag}>" * 101) == "tags are nested over 100 deep"


def test_an_unclosed_comment_or_script_hides_nothing():
    assert deep("<!-- " + "<div>" * 200)
    assert deep("<script>" + "<div>" * 200)


def test_many_tags_are_refused():
    assert deep("<br>" * 5_001) == "the page has over 5,000 tags"


@pytest.mark.parametrize("unit", ["<!--", "<script>", "<a", "<a href='", "<style>", "<div", "</div>", "<"])
def test_time_stays_linear(unit):
    start = time.process_time()
    deep(unit * 200_000, IntakeSettings(max_tags=10_000_000, max_depth=10_000_000))
    assert time.process_time() - start < 15


@settings(deadline=None)
@given(st.text(alphabet="<>/!-abdivp scrt\"'", max_size=300))
def test_no_page_crashes(html):
    deep(html)
