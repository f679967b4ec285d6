"""Page -> Article: what its author wrote becomes the text, the rest of what is to be seen becomes furniture.

- `clean`: the text is taken as it is, to the character; there is no furniture.
- `text`: a page copied as text. Its characters are made uniform (see `normal`), hard-wrapped lines are joined, and
  menus, related links, forms, prompts, notices, buttons and readers' comments are set aside line by line.
- `html`: trafilatura says which part is the report; every other visible line is set aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from sayso.errors import SourceEmpty, SourceError, SourceTooLarge
from sayso.reading import furniture_html, furniture_text, furniture_visible
from sayso.reading.furniture_dates import datelined, labelled, says_published
from sayso.reading.furniture_meta import About, about
from sayso.reading.furniture_shapes import has_report
from sayso.records import Article, Furniture, Page, Refusal
from sayso.settings import ReadingSettings

BREAK = "\n\n"
# A page as text is mostly report; one this many times over the limit isn't worth sorting out.
_TIMES_OVER = 4
_HEAD_LINES = 8
_OTHERS = ("readers' comments", "comment form", "related link")


def article_of(page: Page, settings: ReadingSettings | None = None) -> Article | Refusal:
    """The article of a page. A refusal's code is `empty` (no report on the page) or `too-large`.

    What was given with the page (title, date, …) goes before what the page says of itself. A date that the page
    doesn't state stays unknown.
    """
    settings = settings or ReadingSettings()
    try:
        if page.media == "clean":
            return _clean(page, settings)
        return _html(page, settings) if page.media == "html" else _text(page, settings)
    except SourceError as error:
        return Refusal.of("reading", error)


def _clean(page: Page, settings: ReadingSettings) -> Article:
    if not any(map(str.isalnum, page.text)):
        raise SourceEmpty(page.id, "the text has no words", "drop this row")
    _check_length(page.id, len(page.text), settings)
    return _article(page, page.text, _given(page), ())


def _text(page: Page, settings: ReadingSettings) -> Article:
    _check_length(page.address, len(page.text) // _TIMES_OVER, settings)
    kept, aside = furniture_text.split(page.text)
    said = _given(page)
    if said.published is None:
        said = replace(said, published=_stated_day(kept, aside, page))
    return _of_paragraphs(page, kept, said, aside, settings)


def _html(page: Page, settings: ReadingSettings) -> Article:
    try:
        tree = furniture_visible.parse(page.text)
    except furniture_visible.TooMuchError:
        raise SourceTooLarge(
            page.address, "its tags are nested over 256 deep, or one text in it is over 10 MB", "save the text instead"
        ) from None
    if tree is None:
        raise SourceEmpty(page.address, "the page has no text", "save it again")
    careful = sum(1 for _ in tree.iter()) <= settings.careful_tags
    said = about(tree, page)
    kept, aside = furniture_html.split(tree, said.title, careful)
    if said.published is None:
        said = replace(said, published=_only_day(map(says_published, _own_dates(aside)), page))
    return _of_paragraphs(page, kept, said, aside, settings)


def _of_paragraphs(
    page: Page, kept: Sequence[str], said: About, aside: Sequence[Furniture], settings: ReadingSettings
) -> Article:
    if not has_report(kept):
        raise SourceEmpty(page.address, "no report is on this page", "save the page once more, or its text")
    text = BREAK.join(kept)
    _check_length(page.address, len(text), settings)
    if said.published is None:
        said = replace(said, published=_only_day([datelined(text)], page))
    return _article(page, text, said, tuple(aside))


def _article(page: Page, text: str, said: About, aside: tuple[Furniture, ...]) -> Article:
    return Article(
        id=page.id,
        text=text,
        url=said.url,
        title=said.title,
        byline=said.byline,
        publisher=said.publisher,
        published=said.published,
        language=said.language,
        furniture=aside,
        sha256=page.sha256,
        taken_at=page.taken_at,
        place_spans=page.place_spans,
    )


def _given(page: Page) -> About:
    return About(page.title, page.byline, page.publisher, page.published, page.language, page.url)


def _check_length(source: str, length: int, settings: ReadingSettings) -> None:
    if length > settings.max_chars:
        why = f"the text has over {settings.max_chars:,} characters"
        raise SourceTooLarge(source, why, "split it, or raise SAYSO_READING__MAX_CHARS")


def _stated_day(kept: Sequence[str], aside: Sequence[Furniture], page: Page) -> date | None:
    """The day that a page as text states: in a line set aside as a date ("Published 22 April 2015"), or in one at its
    head that is nothing but a date. Two different days are none, and dates below other people's words don't count."""
    return _only_day(map(labelled, [*_own_dates(aside), *kept[:_HEAD_LINES]]), page)


def _own_dates(aside: Sequence[Furniture]) -> list[str]:
    own = takewhile(lambda piece: piece.why not in _OTHERS, aside)
    return [line for piece in own if piece.why == "date" for line in piece.text.split("\n")]


def _only_day(found: Iterable[date | None], page: Page) -> date | None:
    days = {day for day in found if day and day <= page.taken_at.date()}
    return days.pop() if len(days) == 1 else None
