"""Whom a figure counts: the victim group of a phrase such as "three Iraqi soldiers"."""

from __future__ import annotations

import re
from functools import cache

from sayso.vocab.tables import rows

WORD = re.compile(r"[a-z][a-z\-]*")
CLAUSE = re.compile(r"\b(?:of|from|including|among|who|that|in|at|with|by|were|was|and)\b|,")


@cache
def _groups() -> dict[str, str]:
    return {row["word"]: row["group"] for row in rows("victim_groups.tsv")}


@cache
def group_kinds() -> dict[str, str]:
    """Each group's kind: `whole`, `part` (groups that can be added up) or `within` (counted among others)."""
    return {row["group"]: row["kind"] for row in rows("victim_groups.tsv")}


@cache
def victim_group(who: str) -> str:
    """The group that a phrase counts, "" for everyone or an unknown noun: its head, the last word known before "of".

    >>> victim_group("Iraqi soldiers"), victim_group("people"), victim_group("children of the village")
    ('soldiers', '', 'children')
    """
    groups = _groups()
    for part in CLAUSE.split(who.lower(), maxsplit=1):
        for word in reversed(WORD.findall(part)):
            if word in groups:
                return groups[word]
    return ""
