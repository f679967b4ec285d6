"""The places that an article names, as answers to "where did it happen?": known ones, described regions, and sites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.reading.parse import Parse, Sentence
from sayso.reading.things import Things
from sayso.reading.where_phrases import Sort, Spot, phrases
from sayso.reading.where_sites import sites
from sayso.records import Place, Voice

_STATES = frozenset({"government", "state", "country", None})
_MOST = 40  # spots of one sentence; lists of villages are shorter


@dataclass(slots=True)
class Spots:
    """The spots of one article, by sentence."""

    parse: Parse
    things: Things
    places: Sequence[Place]
    regions: Sequence[Place]
    _by_sentence: dict[int, list[Spot]] = field(default_factory=dict)
    _places: dict[int, list[Place]] = field(default_factory=dict)

    def of_sentence(self, sentence: Sentence) -> list[Spot]:
        """The spots of a sentence in text order, none inside a longer one, adjectives left out."""
        if sentence.index not in self._by_sentence:
            self._by_sentence[sentence.index] = self._find(sentence)
        return self._by_sentence[sentence.index]

    def for_voices(self, sentence: Sentence, voices: Sequence[Voice]) -> list[Spot]:
        """The spots of a sentence that don't belong to the name of who says so."""
        return [s for s in self.of_sentence(sentence) if not any(v.span.covers(s.place.span) for v in voices)]

    def _find(self, sentence: Sentence) -> list[Spot]:
        inside = [p for p in self._named(sentence.index) if not p.adjective and not self._armed(p)]
        inside = [p for p in inside if not any(q.span.covers(p.span) and q.span != p.span for q in inside)]
        found = [self._spot(p) for p in {p.span: p for p in inside}.values()]
        found += sites(self.parse, self.things, sentence, inside)
        found.sort(key=lambda s: (s.place.span.start, s.place.span.end))
        return phrases(self.parse, self.things, found[:_MOST])

    def _named(self, index: int) -> list[Place]:
        """The regions and places whose mentions begin in a sentence."""
        if not self._places:
            for place in (*self.regions, *self.places):
                sentence = self.parse.sentence_at(place.span.start)
                if sentence is not None:
                    self._places.setdefault(sentence.index, []).append(place)
        return self._places.get(index, [])

    def _armed(self, place: Place) -> bool:
        """Whether a name that some gazetteer has is an armed group's: "Al-Shabab"."""
        token = self.parse.token_at(place.span.end - 1)
        actor = self.things.actor_at.get(token.i) if token is not None else None
        return actor is not None and bool(actor.id) and actor.kind not in _STATES

    def _spot(self, place: Place) -> Spot:
        token = self.parse.token_at(place.span.end - 1)
        head = token.i if token else 0
        for above in self.parse.ancestors(head):
            if not place.span.start <= self.parse.tokens[above].start < place.span.end:
                break
            head = above
        sort: Sort = (
            "region" if any(place is r for r in self.regions) else "known" if place.lat is not None else "unknown"
        )
        return Spot(place, head, sort, head, place.span.end)
