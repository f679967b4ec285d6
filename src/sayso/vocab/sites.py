"""What was hit, where that is a building, a post or a vehicle and no person: "a market", "the police station"."""

from __future__ import annotations

import re
from functools import cache

from sayso.vocab.tables import rows

WORD = re.compile(r"[a-z][a-z\-]*")
CLAUSE = re.compile(r"\b(?:of|in|at|near|by|on|for|where|that|and|belonging|used)\b|,")
# A station, hall or post is known by the word before it: a bus station is no police station.
NAMED_BY_KIND = frozenset({"station", "office", "base"})
DETERMINERS = frozenset({"a", "an", "the", "its", "their", "his"})


@cache
def _kinds() -> dict[str, str]:
    return {row["noun"]: row["kind"] for row in rows("hit_sites.tsv")}


def hit_site(phrase: str) -> str:
    """The kind of building, post or vehicle that heads a phrase; "" where it is something else.

    >>> hit_site("a crowded bazaar"), hit_site("the bus station in the north"), hit_site("farmers")
    ('market', 'bus station', '')
    """
    words = WORD.findall(CLAUSE.split(phrase.lower(), maxsplit=1)[0])
    kind = _kinds().get(words[-1], "") if words else ""
    named = kind in NAMED_BY_KIND and len(words) > 1 and words[-2] not in DETERMINERS
    return f"{words[-2]} {words[-1]}" if named else kind
