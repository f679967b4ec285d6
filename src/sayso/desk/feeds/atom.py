"""Atom as Django writes it, with text from reports made fit for XML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO

from django.utils.feedgenerator import Atom1Feed

# What XML 1.0 can't hold: control characters, halves of characters, the two that are no characters.
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: an id that stays whatever the desk's address is, an address, a headline, lines of text, a moment."""

    id: str
    link: str
    title: str
    lines: tuple[str, ...]
    at: datetime
    who: str = ""


def fit(text: str) -> str:
    """Text without what XML can't hold.

    >>> fit("a\\x00b")
    'a\ufffdb'
    """
    return UNFIT.sub("\ufffd", text)


def atom(title: str, home: str, own: str, language: str, items: Iterable[Item]) -> str:
    """A feed. `home` is the page that it is of, `own` its own address; both whole."""
    feed = Atom1Feed(title=fit(title), link=home, description=None, feed_url=own, feed_guid=own, language=language)
    for item in items:
        feed.add_item(
            title=fit(item.title),
            link=item.link,
            description=fit("\n".join(item.lines)),
            unique_id=item.id,
            updateddate=item.at,
            author_name=fit(item.who) or "Sayso",
        )
    feed.latest_post_date = lambda: max((i["updateddate"] for i in feed.items), default=datetime.fromtimestamp(0, UTC))
    made = StringIO()
    feed.write(made, "utf-8")
    return made.getvalue()
