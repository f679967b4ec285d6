"""Which id each incident has, so that ids stay as claims arrive.

A cluster that shares claims with incidents that were known before keeps the id of the one that it shares most with; ids
that it takes in are named as former. A new incident's id is made of its first claim in order of publication.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

from sayso.records import KnownIncident, Ref


class Named(NamedTuple):
    """A cluster's id, the ids that it took in, and the one that it came out of."""

    id: str
    former: tuple[str, ...] = ()
    split_from: str | None = None


def made_id(kind: str, anchor: Sequence[str], salt: int = 0) -> str:
    """An id of 16 hexadecimal digits made of some text, after a letter for the kind.

    >>> made_id("i", ("report-1", "c1"))
    'i-1489a35b415ae46f'
    """
    text = "\x1f".join((*anchor, str(salt) if salt else ""))
    return f"{kind}-{sha256(text.encode()).hexdigest()[:16]}"


def named(clusters: Sequence[Sequence[Ref]], anchors: Sequence[Ref], known: Iterable[KnownIncident]) -> list[Named]:
    """Each cluster's id; `anchors` are the claims that new ids are made of."""
    held = {ref: k.id for k in known for ref in k.claims}
    shares = (
        [Counter(held[r] for r in refs if r in held) for refs in clusters] if held else [Counter() for _ in clusters]
    )
    ranked = sorted((-n, old, anchors[c], c) for c, shared in enumerate(shares) for old, n in shared.items())
    kept: dict[int, str] = {}
    given: dict[str, int] = {}
    for _, old, _, c in ranked:
        if c not in kept and old not in given:
            kept[c], given[old] = old, c
    taken = set(held.values())
    found = []
    for c, shared in enumerate(shares):
        former = tuple(sorted(old for old in shared if old not in given))
        came_from = min((old for old in shared if old in given), key=lambda o: (-shared[o], o), default=None)
        if c in kept:
            found.append(Named(kept[c], former))
        else:
            found.append(Named(_fresh(anchors[c], taken), former, came_from))
    return found


def _fresh(anchor: Ref, taken: set[str]) -> str:
    salt = 0
    while (new := made_id("i", anchor, salt)) in taken:
        salt += 1
    taken.add(new)
    return new
