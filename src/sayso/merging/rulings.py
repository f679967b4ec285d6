"""People's decisions as constraints: which claims must be together, which apart, which are struck or corrected.

Of two rulings on the same pair the later holds. A ruling that can't be obeyed beside later ones (A with B, B with C,
but A apart from C) is not obeyed in that part and is named in `unheeded`: nothing is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise, product
from typing import Literal

from sayso.records import KnownIncident, Ref, Ruling

ALL_PAIRS = 200
Pair = tuple[Ref, Ref]


@dataclass(slots=True)
class Orders:
    """The rulings that hold, sorted by what they ask for. `together` and `apart` name the ruling behind each pair."""

    struck: dict[Ref, str] = field(default_factory=dict)
    corrections: dict[Ref, tuple[Ruling, ...]] = field(default_factory=dict)
    together: dict[Pair, str] = field(default_factory=dict)
    apart: dict[Pair, str] = field(default_factory=dict)
    grades: tuple[Ruling, ...] = ()
    unheeded: tuple[str, ...] = ()


def _pair(a: Ref, b: Ref) -> Pair:
    return (a, b) if a <= b else (b, a)


def _pairs(claims: Sequence[Ref]) -> Iterator[Pair]:
    ordered = sorted(set(claims))
    return combinations(ordered, 2) if len(ordered) <= ALL_PAIRS else pairwise(ordered)


def _asked(ruling: Ruling) -> Iterator[Pair]:
    if ruling.kind == "unlink" and ruling.others:
        return (_pair(a, b) for a, b in product(ruling.claims, ruling.others) if a != b)
    return _pairs(ruling.claims)


def in_force(rulings: Iterable[Ruling]) -> list[Ruling]:
    """The rulings that no later `undo` takes back, earliest first; an `undo` can itself be undone."""
    ordered = sorted(rulings, key=lambda r: (r.at, r.id))
    undone: set[str] = set()
    for ruling in reversed(ordered):
        if ruling.kind == "undo" and ruling.id not in undone and ruling.value:
            undone.add(ruling.value)
    return [r for r in ordered if r.id not in undone and r.kind != "undo"]


def orders(rulings: Iterable[Ruling], known: Iterable[KnownIncident] = ()) -> Orders:
    """What the rulings ask for. Claims of a confirmed known incident stay together unless a ruling says otherwise."""
    found = Orders()
    latest: dict[Pair, tuple[Literal["together", "apart"], str]] = {}
    for incident in sorted(known, key=lambda k: k.id):
        if incident.confirmed:
            latest.update((pair, ("together", f"known {incident.id}")) for pair in _pairs(incident.claims))
    for ruling in in_force(rulings):
        if ruling.kind == "strike":
            found.struck.update(dict.fromkeys(ruling.claims, ruling.id))
        elif ruling.kind == "correct":
            for ref in ruling.claims:
                found.corrections[ref] = (*found.corrections.get(ref, ()), ruling)
        elif ruling.kind == "grade":
            found.grades = (ruling, *found.grades)
        else:
            kind: Literal["together", "apart"] = "apart" if ruling.kind == "unlink" else "together"
            for pair in _asked(ruling):
                latest.pop(pair, None)  # put in anew, so that the order of the dictionary is that of the decisions
                latest[pair] = (kind, ruling.id)
    _settle(latest, found)
    return found


def _settle(latest: dict[Pair, tuple[Literal["together", "apart"], str]], found: Orders) -> None:
    """Take the pairs latest first, and leave out what contradicts those already taken."""
    groups = Groups()
    refused: dict[str, None] = {}
    for pair, (kind, ruling) in reversed(latest.items()):
        if kind == "together" and groups.join(*pair):
            found.together[pair] = ruling
        elif kind == "apart" and groups.part(*pair):
            found.apart[pair] = ruling
        else:
            refused[ruling] = None
    found.unheeded = tuple(r for r in refused if not r.startswith("known "))


class Groups:
    """Disjoint sets of claims, some of which are to stay apart."""

    def __init__(self) -> None:
        self._up: dict[Ref, Ref] = {}
        self._foes: dict[Ref, set[Ref]] = {}

    def root(self, ref: Ref) -> Ref:
        """The claim that stands for the set of a claim."""
        while (up := self._up.get(ref, ref)) != ref:
            self._up[ref] = ref = self._up.get(up, up)
        return ref

    def join(self, a: Ref, b: Ref) -> bool:
        """Put two sets together; False where they are to stay apart."""
        a, b = self.root(a), self.root(b)
        if a == b:
            return True
        if b in self._foes.get(a, ()):
            return False
        self._up[b] = a
        for foe in self._foes.pop(b, set()):
            self._foes[foe].discard(b)
            self._foes[foe].add(a)
            self._foes.setdefault(a, set()).add(foe)
        return True

    def part(self, a: Ref, b: Ref) -> bool:
        """Keep two sets apart; False where they are one already."""
        a, b = self.root(a), self.root(b)
        if a == b:
            return False
        self._foes.setdefault(a, set()).add(b)
        self._foes.setdefault(b, set()).add(a)
        return True
