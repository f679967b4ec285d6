"""What a page says of itself: title, byline, publisher, language, address, date of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from sayso.reading.furniture_dates import published
from sayso.reading.furniture_normal import normal
from sayso.records import Page

_LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])", re.I)
_SUBDOMAINS = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class About:
    """A page's own statements; None for what it doesn't state."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None


def about(tree: Any, page: Page) -> About:
    """What the parsed page says of itself; what was given with the page goes first.

    The title, byline and publisher are found by trafilatura; its date isn't taken, since it also guesses.
    """
    try:
        title, byline, publisher = _by_trafilatura(tree)
    except Exception:  # noqa: BLE001  # what a page says of itself can have any shape; a report without it is a report
        title = byline = publisher = None
    title = page.title or title
    url = _address(tree, page)
    return About(
        title=title,
        byline=page.byline or byline,
        publisher=page.publisher or publisher,
        published=page.published or published(tree, url, title, page.taken_at),
        language=page.language or _language(tree),
        url=url,
    )


def _by_trafilatura(tree: Any) -> tuple[str | None, str | None, str | None]:
    """Title, byline and publisher."""
    from trafilatura.metadata import examine_meta, extract_author, extract_meta_json, extract_sitename, extract_title

    found = extract_meta_json(tree, examine_meta(tree))
    author = found.author if found.author and " " in found.author else extract_author(tree)
    # Without a headline or title of its own, trafilatura would take any sub-heading for one.
    titled = tree.find(".//h1") is not None or tree.find(".//title") is not None
    title = found.title or (extract_title(tree) if titled else None)
    return _plain(title), _plain(author), _plain((found.sitename or extract_sitename(tree) or "").lstrip("@"))


def _plain(text: str | None) -> str | None:
    made = " ".join(normal(text or "").split())
    return made if made and len(made) <= _LONGEST else None


def _language(tree: Any) -> str | None:
    """The primary subtag of the language that the page declares ("en" of "en-GB")."""
    stated = [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), tree.get("xml:lang")]
    stated += [n.get("content") for n in tree.iterfind(".//meta[@content]") if _is_language(n)]
    for value in stated:
        found = _LANGUAGE.match((value or "").strip())
        if found:
            return found[0].lower()
    return None


def _is_language(node: Any) -> bool:
    name = (node.get("http-equiv") or node.get("property") or node.get("name") or "").lower()
    return name in ("content-language", "og:locale", "language", "dc.language", "dcterms.language")


def _address(tree: Any, page: Page) -> str | None:
    """The page's canonical address. Of a page that was fetched from another host, it is that address."""
    stated = [
        n.get("href") for n in tree.iterfind(".//link[@href]") if "canonical" in (n.get("rel") or "").lower().split()
    ]
    stated += [n.get("content") for n in tree.iterfind(".//meta[@property='og:url']")]
    for value in stated:
        try:
            url = urljoin(page.url or "", (value or "").strip())
            parts = urlsplit(url)
            own = urlsplit(page.url or url)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and len(url) <= 2_000:
            return url if _site(parts.hostname) == _site(own.hostname) else page.url
    return page.url


def _site(host: str | None) -> str:
    return _SUBDOMAINS.sub("", (host or "").lower())
