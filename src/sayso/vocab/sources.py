"""What the words in a source's name say of who it is."""

from __future__ import annotations

import re
from functools import cache

from sayso.vocab.tables import rows

WORD = re.compile(r"[^\W_]+")


@cache
def _words() -> dict[str, str]:
    return {row["word"]: row["stands_for"] for row in rows("source_words.tsv")}


@cache
def source_key(said: str) -> frozenset[str]:
    """The telling words of a source's name, institutions by one word each; empty when it could be anyone.

    >>> sorted(source_key("a Kabul police spokesman")), sorted(source_key("officers")), sorted(source_key("a source"))
    (['kabul', 'police'], ['police'], [])
    """
    table = _words()
    stands = (table.get(w, w) for w in WORD.findall(said.lower()) if len(w) > 1)
    return frozenset(s for s in stands if s != "-")
