"""One lap: the claims of some articles merged anew with the incidents that they touch, and the rest left in peace.

Touched are the incidents that these claims are in, those whose accounts stand near theirs in merging's index, and those
that rulings tie them to. All of their claims are loaded, from whichever article, so that no incident is made of a part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.ledger.shapes import Area, Outcomes
from sayso.line_ledger.notes import LedgerSpread, facts_of, unpack, words_of
from sayso.merging.block import blocks
from sayso.merging.door import Merged, merge_facts
from sayso.merging.facts import Facts
from sayso.merging.gather import correct
from sayso.merging.ids import made_id
from sayso.merging.rulings import Orders, orders
from sayso.merging.tellings import tellings
from sayso.records import KnownIncident, Reading, Ref, Ruling
from sayso.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.ledger.pen import Pen

MOST_TOTALS = 500


class Lap:
    """Merges within one change of the ledger. `reading` gives an article's reading, for facts of an older shape."""

    def __init__(self, pen: Pen, settings: Settings, reading: Callable[[str], Reading]) -> None:
        self.pen = pen
        self.settings = settings
        self._reading = reading

    def touch(self, articles: Mapping[str, Sequence[Facts]]) -> tuple[Outcomes, Merged]:
        """Merge the facts of some articles, as read, with what they touch, and store what comes of it."""
        pen, limits, merging = self.pen, self.settings.ledger, self.settings.merging
        own = {ref for article in articles for ref in pen.claims_of(article)}
        ruled = pen.rulings_on(own)
        areas = self._index(articles, orders(ruled))
        touched = pen.holders({*own, *_named(ruled)})
        for kind in (True, False):
            some = [a for a in areas if a.area.startswith("total|") is kind]
            touched |= pen.near(some, limits.area_rows, merging.common_phrase, limits.mates)
        touched = self._with_kin(touched)
        refs = own | pen.claims_in(touched)
        known = pen.known(touched)
        found = orders(pen.rulings_on(refs), known)
        facts = [f for here in articles.values() for f in obeying(here, found)]
        facts += obeying((f for f in self.load(refs - own)), found)
        return self._merge(facts, found, known, touched, refs)

    def whole(self) -> tuple[Outcomes, Merged]:
        """Merge every claim of the ledger anew. What only the machine held to be confirmed may part; rulings hold."""
        pen = self.pen
        articles = pen.every_article()
        touched = set(pen.every_holder())
        known = tuple(replace(k, confirmed=False) for k in pen.known(touched))
        facts: list[Facts] = []
        for article in articles:
            facts += self.facts(article, pen.notes([article])[article])
        refs = {f.ref for f in facts} | pen.claims_in(touched)
        found = orders(pen.rulings_on(refs), known)
        return self._merge(obeying(facts, found), found, known, touched, refs)

    # ---------------------------------------------------------------------------------------------- steps
    def load(self, refs: Iterable[Ref]) -> Iterator[Facts]:
        """The facts of some claims as they were read; claims that no present reading has are left out."""
        wanted = set(refs)
        for article, notes in self.pen.notes(sorted({r.article for r in wanted})).items():
            yield from (f for f in self.facts(article, notes) if f.ref in wanted)

    def facts(self, article: str, notes: bytes) -> list[Facts]:
        """An article's facts from its notes, or made anew from its reading where the notes are of an older shape."""
        found = unpack(notes)
        return facts_of(self._reading(article)) if found is None else found

    def _index(self, articles: Mapping[str, Sequence[Facts]], found: Orders) -> list[Area]:
        every: list[Area] = []
        for article, facts in articles.items():
            here = list(areas_of(obeying(facts, found), found, self.settings))
            self.pen.index(article, here)
            every += here
        return every

    def _with_kin(self, touched: set[str]) -> set[str]:
        """With the totals that stand in one article with a touched one, which it may be a part of."""
        while True:
            totals = {t for t in touched if t.startswith("t-")}
            if len(totals) > MOST_TOTALS:
                return touched
            articles = {r.article for r in self.pen.claims_in(totals)}
            claims = {ref for article in articles for ref in self.pen.claims_of(article)}
            more = {t for t in self.pen.holders(claims) if t.startswith("t-")}
            if more <= totals:
                return touched
            touched = touched | more

    def _merge(
        self, facts: list[Facts], found: Orders, known: Sequence[KnownIncident], touched: set[str], refs: set[Ref]
    ) -> tuple[Outcomes, Merged]:
        pen = self.pen
        spread = LedgerSpread(pen.articles(), pen.word_counts(words_of(facts)))
        merged = merge_facts(facts, found, self.settings.merging, [*known, *self._taken(facts, known)], spread)
        pen.strike({r: name for r, name in found.struck.items() if r in refs}, refs)
        links = [*merged.links, *merged.near_misses]
        return pen.store(touched, merged.incidents, merged.totals, links, refs), merged

    def _taken(self, facts: Sequence[Facts], known: Sequence[KnownIncident]) -> list[KnownIncident]:
        """Incidents outside this lap whose ids a new one here could be given; merging then picks another."""
        here = {k.id for k in known}
        named = {made_id("i", f.ref) for f in facts if f.scope == "incident"} - here
        return [KnownIncident(name, (Ref("", name),)) for name in sorted(self.pen.living(sorted(named)))]


def _named(ruled: Iterable[Ruling]) -> set[Ref]:
    return {ref for ruling in ruled for ref in (*ruling.claims, *ruling.others)}


def obeying(facts: Iterable[Facts], found: Orders) -> list[Facts]:
    """The facts with people's corrections put in, without what they struck out. Each fact may be given once only."""
    kept = []
    for fact in facts:
        if fact.ref not in found.struck:
            for ruling in found.corrections.get(fact.ref, ()):
                if ruling.id not in fact.rulings:
                    correct(fact, ruling)
                    fact.rulings += (ruling.id,)
            kept.append(fact)
    return kept


def areas_of(facts: Sequence[Facts], found: Orders, settings: Settings) -> Iterator[Area]:
    """Where an article's accounts of happenings, and its totals, stand in the index."""
    for telling in tellings([f for f in facts if f.scope == "incident"], found):
        at = blocks(telling, settings.merging)
        first = telling.claims[0].ref
        kept, sought = set(at.kept), set(at.sought)
        for area in sorted(kept | sought):
            yield Area(first, area, area in kept, area in sought, at.first, at.last)
    for fact in facts:
        if fact.scope == "total":
            yield Area(fact.ref, f"total|{fact.event}|{fact.start}|{fact.end}", True, True, 0, 0)
