"""When a page says that it was published. Only what the page itself states; a page that states nothing has no date.

In this order: JSON-LD `datePublished` of the article, the usual meta properties, `<time>` and dated elements in the
article's own part of the page, a full date in the page's own address, a line that says "Published" and a date and no
more, a full date in the dateline. Dates of change, copyright years, other articles' dates and dates in running text are
never taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sayso.vocab.furniture import marks

_META = frozenset(
    """
    article:published_time article:published og:article:published_time og:published_time og:pubdate
    published_time datepublished date_published date-published published published-date published_date
    publish_date publish-date publishdate publication_date publication-date publicationdate pubdate pub_date
    originalpublicationdate article.published article:publicationdate article_date_original rnews:datepublished
    citation_publication_date citation_date citation_online_date dc.date dc.date.issued dc.issued dcterms.date
    dcterms.issued dcterms.created dc.created dcterms.available parsely-pub-date sailthru.date bt:pubdate
    cxenseparse:recs:publishtime analytics:datepublished shareaholic:article_published_time displaydate ptime
    date iso-8601-publish-date article:post_date content-date first_published
    """.split()
)
_ARTICLES = ("article", "posting", "report", "review", "newsstory")
_DATED = frozenset(
    """
    published pubdate publishdate publish-date entry-date post-date article-date date-published published-date
    post-timestamp story-date news-date article__date byline__date date-header posted-on updated-published
    datepublished article-published publication-date published-at date-line dateline date timestamp post_date
    entry_date article_date
    """.split()
)
_CHANGED = re.compile(r"modif|updat|chang|edit|expire|copyright|event", re.I)
_ELSEWHERE = frozenset(
    [
        "menu",
        "footer",
        "related link",
        "readers' comments",
        "comment form",
        "side column",
        "advertisement",
        "sign-up prompt",
        "search form",
    ]
)
_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_ISO = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s].{0,40})?\s*", re.S)
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\.?(?: of)? {_MONTH},? (\d{{4}})\b", re.I)
_MONTH_FIRST = re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b", re.I)
_NUMBERS = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_LABEL = re.compile(r"(?:first )?(?:published|posted|created|date|on)\b(?: on| at)?\s*:?\s*", re.I)
_SAYS_PUBLISHED = re.compile(r"(?:first )?(?:published|posted)\b", re.I)
# "UBARI, Libya, March 13, 2023 (Harbour Wire) -": capitals, a full date and a dash, as wires write it.
_DATELINE = re.compile(
    r"^\s*[A-Z][A-Z.'’ -]{2,40}(?:,\s[A-Z][\w.' -]{1,30}){0,2},\s(?P<date>[A-Za-z]{3,9}\.?\s\d{1,2},\s\d{4}"
    r"|\d{1,2}\s[A-Za-z]{3,9}\.?,?\s\d{4})(?:\s*\([^()\n]{1,40}\))?\s*[-–—]",
    re.M,
)
_HEAD = 600
_LATER = re.compile(r"\b(?:last )?(?:updated|modified|edited)\b.*", re.I | re.S)
_PATH = re.compile(
    r"/(19\d\d|20\d\d)/(\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}/(\d{1,2})(?:/|$)", re.I
)
_EARLIEST = date(1850, 1, 1)


def published(tree: Any, url: str | None, title: str | None, taken: datetime) -> date | None:
    """The day that the page says it was published on, as it writes it (its own time zone); None where it says none.

    A date later than the day after the page was taken in is a mistake of the page's, and is passed over.
    """
    latest = taken.date() + timedelta(days=1)
    for found in (_from_json(tree, title), _from_meta(tree), _from_elements(tree), _from_address(url)):
        for day in found:
            if _EARLIEST <= day <= latest:
                return day
    return None


def day_of(text: str | None) -> date | None:
    """The one day that a stated date names; None where it names none, or could be read two ways ("04/05/2015").

    >>> day_of("2015-04-22T10:00:00+02:00") == day_of("April 22nd, 2015") == day_of("Wed, 22 Apr 2015 10:00 GMT")
    True
    """
    if not text or len(text) > 200:
        return None
    text = _LATER.sub("", " ".join(text.split()))
    if exact := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(int(exact[1]), int(exact[2]), int(exact[3]))
    days = {_day(int(m[3]), _MONTHS[m[2].lower()], int(m[1])) for m in _DAY_FIRST.finditer(text)}
    days |= {_day(int(m[3]), _MONTHS[m[1].lower()], int(m[2])) for m in _MONTH_FIRST.finditer(text)}
    if not days:
        days = {_numbered(int(m[1]), int(m[2]), int(m[3])) for m in _NUMBERS.finditer(text)}
    return days.pop() if len(days) == 1 else None


def labelled(line: str) -> date | None:
    """The day of a line that is nothing but a date of publication, with or without "Published", "Posted on"."""
    bare = _LATER.sub("", _LABEL.sub("", line, count=1)).strip(" |,-–—·•")
    return day_of(bare) if len(bare) <= 60 and len(bare.split()) <= 9 else None


def says_published(line: str) -> date | None:
    """The day of a line that says "Published" or "Posted" and a date, and no more."""
    return labelled(line) if _SAYS_PUBLISHED.match(line.strip()) else None


def datelined(text: str) -> date | None:
    """The day that the dateline at the head of a text gives in full; None where it has none, or no year.

    >>> datelined("UBARI, Libya, March 13, 2023 (Harbour Wire) - Fighters took the town.")
    datetime.date(2023, 3, 13)
    """
    found = _DATELINE.search(text[:_HEAD])
    return day_of(found["date"]) if found else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numbered(first: int, second: int, year: int) -> date | None:
    if first == second or first > 12:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _from_json(tree: Any, title: str | None) -> Iterator[date]:
    """Dates of the articles that the page's JSON-LD describes: those with the page's own headline go first."""
    found: list[tuple[int, date]] = []
    for node in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(node.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            kinds = item.get("@type")
            kind = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)
            day = day_of(item["datePublished"]) if isinstance(item.get("datePublished"), str) else None
            if day is None:
                continue
            own = bool(title) and str(item.get("headline") or item.get("name") or "").strip() == title
            if any(part in kind.lower() for part in _ARTICLES):
                found.append((0 if own else 1, day))
            elif kind.lower() in ("webpage", "newspage"):
                found.append((2, day))
    if not found:
        return
    rank = min(r for r, _ in found)
    days = {day for r, day in found if r == rank}
    # Several articles of equal claim, several days: the page doesn't say which is its own.
    if len(days) == 1:
        yield days.pop()


def _items(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD block that speak of the page: the top ones, those of @graph, and main entities."""
    waiting = [data]
    for _ in range(200):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item[:100])
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in ("@graph", "mainEntity") if key in item)


def _from_meta(tree: Any) -> Iterator[date]:
    for node in tree.iterfind(".//meta[@content]"):
        names = (node.get("property"), node.get("name"), node.get("itemprop"), node.get("http-equiv"))
        if any(name and name.strip().lower() in _META for name in names):
            if _elsewhere(node):
                continue
            day = day_of(node.get("content"))
            if day:
                yield day


def _from_elements(tree: Any) -> Iterator[date]:
    """Dates of `<time>`, `<abbr title>` and of elements whose class says that they hold the date of publication."""
    sure: list[date] = []
    plain: list[date] = []
    for node in tree.iter("time", "abbr", "span", "div", "p", "li", "a", "b", "i", "em", "small", "h2"):
        labels = " ".join(filter(None, (node.get("class"), node.get("itemprop"), node.get("id"), node.get("pubdate"))))
        words = set(labels.lower().split())
        said = not words.isdisjoint(_DATED) or node.get("pubdate") is not None
        if not said and node.tag != "time":
            continue
        if _CHANGED.search(labels) or _elsewhere(node):
            continue
        text = node.get("datetime") or (node.get("title") if node.tag == "abbr" else None) or node.get("content") or ""
        day = day_of(text) or labelled(" ".join("".join(node.itertext())[:200].split()))
        if day:
            (sure if said else plain).append(day)
    yield from sure[:1]
    # A bare <time> may be any time at all: it counts only where all of the article's own agree.
    if len(set(plain)) == 1:
        yield plain[0]


def _elsewhere(node: Any) -> bool:
    """Whether an element stands in a part of the page that speaks of other articles, or in a comment."""
    known = marks()
    for above in node.iterancestors():
        if above.tag in ("main", "body", "html"):
            continue
        names = (above.get("class") or "").lower()
        if above.tag == "article":
            # Themes write an article's own tags and categories into its class: "post category-comments".
            words = names.split()
        else:
            ident, role = above.get("id") or "", above.get("role") or ""
            words = re.split(r"[^a-z]+", f"{above.tag} {names} {ident} {role}".lower())
        if any(known.get(word) in _ELSEWHERE for word in words):
            return True
    return False


def _from_address(url: str | None) -> Iterator[date]:
    found = _PATH.search(url or "")
    if found:
        month = _MONTHS.get(found[2].lower()) or int(found[2])
        day = _day(int(found[1]), month, int(found[3]))
        if day:
            yield day
