"""What an article and a sentence tell by the rules, in order of text and by code, so that each candidate asks what is
told around it without looking through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from sayso.reading.judging.candidates import Candidate
from sayso.reading.judging.evidence import Evidence

# Codes between which coders and rules often differ on one happening.
KIN = tuple(
    frozenset(words.split())
    for words in (
        "bombing suicide-bombing attack grenade killing",
        "shelling attack killing clash",
        "air-strike attack killing",
        "clash attack killing territory-taken",
        "execution killing",
        "abduction arrest",
        "riot crackdown protest",
        "deployment clash",
        "destruction riot attack",
    )
)
_KIN_OF = {code: frozenset().union(*(k for k in KIN if code in k)) - {code} for code in frozenset().union(*KIN)}
_FAR = 12.0


def kin(a: str | None, b: str | None) -> bool:
    """Whether coders and rules often differ between two codes; a code is not its own kin."""
    return a is not None and b in _KIN_OF.get(a, ())


def with_kin(code: str | None) -> frozenset[str]:
    """A code that has kin, with its kin; nothing for others."""
    return _KIN_OF[code] | {code} if code is not None and code in _KIN_OF else frozenset()


class InArticle:
    """The groups of an article that are told, not only named in passing. Candidates are given in order of text."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._groups = [c for c in candidates if c.kind == "group" and not c.background]
        self._sentences = [g.sentence for g in self._groups]
        self._events = [g.event for g in self._groups]
        self._ids = {id(g) for g in self._groups}
        self._at: dict[str, list[tuple[int, int]]] = {}
        for group in self._groups:
            if group.event is not None:
                self._at.setdefault(group.event, []).append((group.sentence, group.head))
        for places in self._at.values():
            places.sort()

    def near(self, sentence: int, reach: int) -> set[str]:
        """The codes told within so many sentences of one."""
        first, last = bisect_left(self._sentences, sentence - reach), bisect_right(self._sentences, sentence + reach)
        return {event for event in self._events[first:last] if event}

    def of(self, candidate: Candidate, code: str) -> Evidence:
        """Whether the article tells of such a happening elsewhere (rule 2)."""
        own = id(candidate) in self._ids
        others = len(self._groups) - own
        places = self._at.get(code, [])
        same = len(places) - (own and candidate.event == code)
        at = (candidate.sentence, candidate.head)
        before = bisect_left(self._sentences, candidate.sentence)
        first = 1 if own and self._groups[0] is candidate else 0
        return {
            "article same": float(min(5, same)),
            "article share": min(5, same) / max(1, others),
            "article groups": float(min(15, others)),
            "same before": float(min(5, bisect_left(places, at))),
            "distance": _distance(places, at, own and candidate.event == code),
            "last told": before > 0 and self._events[before - 1] == code,
            "first told": others > 0 and self._events[first] == code,
        }


def _distance(places: Sequence[tuple[int, int]], at: tuple[int, int], own: bool) -> float:
    """Sentences from a place to the nearest of the others; `own` is whether the place is itself one of `places`."""
    here = bisect_left(places, at)
    beside = [*places[max(0, here - 1) : here], *places[here + own : here + own + 1]]
    return float(min((abs(sentence - at[0]) for sentence, _ in beside), default=_FAR))


class InSentence:
    """The groups and parts of one sentence, by code; those that are named in passing too."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._heads: dict[str, list[int]] = {}
        self._parts: Counter[str] = Counter()
        for candidate in candidates:
            if candidate.event is None:
                continue
            if candidate.kind == "group":
                self._heads.setdefault(candidate.event, []).append(candidate.head)
            elif candidate.kind == "part":
                self._parts[candidate.event] += 1
        for heads in self._heads.values():
            heads.sort()

    def of(self, candidate: Candidate, code: str) -> Evidence:
        """What else the sentence tells of such a happening."""
        own, heads = candidate.event == code, self._heads.get(code, [])
        related = sum(len(self._heads.get(other, ())) for other in with_kin(code) - {code})
        return {
            "sentence same": float(len(heads) - (own and candidate.kind == "group")),
            "sentence part": float(self._parts[code] - (own and candidate.kind == "part")),
            "sentence kin": float(related - (candidate.kind == "group" and kin(candidate.event, code))),
            "sentence same before": float(bisect_left(heads, candidate.head)),
        }
