"""Known words in a text: names of actors, words for states, nouns for actors; each checked before it counts.

A guarded name ("RSF") counts only where the article supports it: it, or a body that it belongs to, is named in full, or
one of its countries is spoken of. A name that several actors share goes to the one whose country is spoken of, else to
none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sayso.vocab.actors import KnownActor, Noun, StateWord, chain, names
from sayso.vocab.phrases import Hit, Word, capitals_fit, mood_of, words

Known = KnownActor | StateWord | Noun


@dataclass(frozen=True, slots=True)
class Mark:
    """A known word or name at [start, end) of a text. `what` is None for a name that could be several actors'."""

    start: int
    end: int
    what: Known | None


class Moods:
    """How each sentence of a text is written; looked at only where something known stands."""

    def __init__(self, text: str, ends: Sequence[int]) -> None:
        self._text = text
        self._ends = ends
        self._seen: dict[int, str] = {}
        self._lower = text == text.lower()

    def at(self, offset: int) -> str:
        """The mood of the sentence at an offset."""
        if self._lower:
            return "lower"
        index = min(bisect_right(self._ends, offset), max(len(self._ends) - 1, 0))
        if index not in self._seen:
            start = self._ends[index - 1] if index else 0
            self._seen[index] = mood_of(self._text[start : self._ends[index] if self._ends else None])
        return self._seen[index]


def find_marks(text: str, ends: Sequence[int] = (), countries: Collection[str] = ()) -> list[Mark]:
    """Every known word of a text, the longest at each point, in text order.

    `ends` are the offsets at which sentences end; `countries` the codes of countries that the text speaks of besides
    those that it names.
    """
    there = words(text)
    moods = Moods(text, ends)
    tree = names()
    fits: list[list[Hit[Known]]] = []
    for first in range(len(there)):
        hits = tree.at(there, first, text)
        fits.append([h for h in hits if _fits(h, there, moods)] if hits else hits)
    support = _Support.of(fits, countries)
    return list(_chosen(there, fits, support, text))


def _fits(hit: Hit[Known], there: Sequence[Word], moods: Moods) -> bool:
    return capitals_fit(hit.phrase, there[hit.first : hit.last + 1], moods.at(there[hit.first].start))


@dataclass(frozen=True, slots=True)
class _Support:
    """What an article speaks of: ids of actors named in full, with what they belong to, and countries."""

    ids: frozenset[str]
    countries: frozenset[str]

    @classmethod
    def of(cls, fits: Iterable[list[Hit[Known]]], countries: Collection[str]) -> _Support:
        ids: set[str] = set()
        spoken = set(countries)
        for hits in fits:
            longest = [h for h in hits if h.last == hits[0].last]
            meant = {h.what.id for h in longest if isinstance(h.what, KnownActor) and not h.phrase.guarded}
            if len(meant) == 1:
                ids.update(chain(meant.pop()))
            spoken.update(h.what.country for h in longest if isinstance(h.what, StateWord))
        return cls(frozenset(ids), frozenset(spoken))

    def allows(self, hit: Hit[Known]) -> bool:
        if not hit.phrase.guarded or not isinstance(hit.what, KnownActor):
            return True
        return hit.what.id in self.ids or bool(self.countries.intersection(hit.what.countries))

    def one(self, known: Sequence[KnownActor]) -> KnownActor | None:
        """The one actor meant by a name that several share; None when nothing tells."""
        by_id = {k.id: k for k in known}
        if len(by_id) > 1:
            named = [k for k in by_id.values() if k.id in self.ids]
            close = (
                named if len(named) == 1 else [k for k in by_id.values() if self.countries.intersection(k.countries)]
            )
            return close[0] if len(close) == 1 else None
        return known[0]


def _chosen(there: Sequence[Word], fits: list[list[Hit[Known]]], support: _Support, text: str) -> Iterable[Mark]:
    own: dict[str, KnownActor] = {}
    at = 0
    while at < len(there):
        hits = [h for h in fits[at] if support.allows(h)]
        if not hits:
            if own and there[at].raw in own:
                yield Mark(there[at].start, there[at].end, own[there[at].raw])
            at += 1
            continue
        last = hits[0].last
        what = _best([h.what for h in hits if h.last == last], support)
        yield Mark(there[at].start, there[last].end, what)
        short = there[last + 1] if last + 1 < len(there) else None
        if isinstance(what, KnownActor) and short is not None and _defined(text, there[last], short):
            own[short.raw] = what
        at = last + 1


def _best(meant: Sequence[Known], support: _Support) -> Known | None:
    known = [m for m in meant if isinstance(m, KnownActor)]
    if known:
        return support.one(known)
    stated = [m for m in meant if isinstance(m, StateWord)]
    if len({s.country for s in stated}) > 1:
        near = [s for s in stated if s.country in support.countries]
        return near[0] if len({s.country for s in near}) == 1 else None
    return meant[0]


def _defined(text: str, name: Word, short: Word) -> bool:
    """Whether an acronym in brackets follows a name: "the Popular Front (PF)"."""
    return (
        text[name.end : short.start].strip() == "("
        and text[short.end : short.end + 1] == ")"
        and len(short.raw) > 1
        and short.raw.isupper()
    )
