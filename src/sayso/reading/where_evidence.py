"""What speaks for and against a place being where a happening of its own sentence took place: named features."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.reading.happenings import Happening
from sayso.reading.parse import Parse, Token
from sayso.reading.things import ARMED, HUMAN, Things
from sayso.reading.ties import Ties
from sayso.reading.where_phrases import FINENESS, Spot, proper
from sayso.records import Voice

_LOCATIVE = frozenset(
    "in at near outside inside around on of from across over into towards toward through throughout to within between "
    "under along off onto against by".split()
)
_TAKEN = frozenset({"territory-taken", "territory-ceded", "siege"})
_MOVED = frozenset({"deployment", "displacement", "defection"})
_CHAIN = re.compile(r"\s*(?:,|\(|-|,? (?:in|of|near|under|at|outside|within)(?: the)?)?\s*", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:,|,? and|,? or|,? as well as)\s*(?:the\s*|in\s*|at\s*)?", re.IGNORECASE)
_DATELINE = re.compile(
    r"[^a-z]{2,40}?(?:\([^()]{2,30}\))?\s{0,2}[-–—]{1,2}\s"
    r"|[A-Z][\w .,'’]{1,40}\([^()]{2,30}\)\s{0,2}[-–—]{1,2}\s"
)


@dataclass(frozen=True, slots=True)
class Ground:
    """One happening's sentence with the spots that it names."""

    ties: Ties
    things: Things
    happening: Happening
    spots: tuple[Spot, ...]

    @classmethod
    def of(
        cls, things: Things, happening: Happening, spots: Sequence[Spot], voices: Sequence[Voice], others: Sequence[int]
    ) -> Ground:
        """The ground of a happening; `others` are the head tokens of the sentence's other happenings' triggers."""
        return cls(Ties.of(things.parse, happening, voices, others), things, happening, tuple(spots))

    @property
    def parse(self) -> Parse:
        """The article's parse."""
        return self.things.parse

    def silence(self) -> Iterator[str]:
        """Features of the answer that no place of the sentence is where it happened."""
        yield "none"
        yield f"none/spots={min(len(self.spots), 3)}"
        yield f"none/{self.ties.sort}"
        yield f"none/event={self._class()}"
        if self.ties.others:
            yield "none/others"
        yield f"none/{self.ties.mood()}"
        if all(s.place.precision == "country" for s in self.spots):
            yield "none/countries"

    def of_spot(self, spot: Spot) -> Iterator[str]:
        """Features of one spot."""
        tie = self.ties.tie(spot.top)
        word = self._word(spot)
        token = self.parse.tokens[spot.top]
        yield f"tie={tie}"
        yield f"tie={tie}/{self.ties.sort}"
        yield f"word={word}"
        yield f"word={word}/{tie[:6]}"
        yield from self.ties.near(spot.top, [s.top for s in self.spots if s is not spot])
        yield from self._kind(spot)
        yield from self._neighbours(spot)
        yield from self._role(spot, token, tie)
        if token.i - self.parse.sentences[token.sentence].first <= 3:
            yield f"opens/{tie[:6]}"
        if self._in_dateline(spot):
            yield "dateline"
            yield f"dateline/{'only' if len(self.spots) == 1 else 'others'}"

    def _class(self) -> str:
        event = self.happening.event
        return "taken" if event in _TAKEN else "moved" if event in _MOVED else event

    def _word(self, spot: Spot) -> str:
        """The preposition that brings the spot in, or how else its noun stands in the sentence."""
        tokens = self.parse.tokens
        token = tokens[spot.top]
        for _ in range(6):
            if token.dep not in ("compound", "nmod", "conj", "appos", "amod", "nummod"):
                break
            above = tokens[token.head]
            if (
                token.dep in ("compound", "nmod", "amod")
                and above.dep not in ("compound", "nmod")
                and not self._place(above)
            ):
                return "modifies"
            token = above
        if token.dep == "pobj":
            word = tokens[token.head].lower
            return word if word in _LOCATIVE else "prep"
        return token.dep

    def _place(self, token: Token) -> bool:
        """Whether a noun stands for ground itself: "Shah Khani area"."""
        return self.things.kind(token.i) in ("ground", "place", "civil") or token.pos == "PROPN"

    def _kind(self, spot: Spot) -> Iterator[str]:
        place = spot.place
        yield f"precision={place.precision}"
        if place.precision == "country":
            yield f"country/{self._class()}"
        yield f"sort={spot.sort}"
        if spot.sort != "known":
            token = self.parse.tokens[spot.head]
            yield f"{spot.sort}/kind={self.things.kind(spot.head)}"
            yield f"{spot.sort}/ent={token.ent}"
        finest = min(FINENESS[s.place.precision] for s in self.spots)
        yield f"finest={FINENESS[place.precision] == finest}"
        yield f"phrase={min(len(spot.holders), 2)}"
        if spot.sort == "site":
            yield f"site/named={proper(self.parse, spot)}"
        if len(self.spots) == 1:
            yield "only"
            yield f"only/{place.precision}"
        if place.confidence and place.confidence < 0.5:
            yield "doubtful"

    def _neighbours(self, spot: Spot) -> Iterator[str]:
        """Chains ("X in Y", "X, Y") and lists of places."""
        at = self.spots.index(spot)
        text = self.parse.text
        for other, way in ((self.spots[at - 1 : at], "after"), (self.spots[at + 1 : at + 2], "before")):
            if not other:
                continue
            first, second = sorted((spot, other[0]), key=lambda s: s.place.span.start)
            between = text[first.end : second.place.span.start]
            finer = FINENESS[spot.place.precision] - FINENESS[other[0].place.precision]
            step = "finer" if finer < 0 else "wider" if finer > 0 else "equal"
            if _CHAIN.fullmatch(between):
                yield f"chain/{way}"
                yield f"chain/{way}/{step}"
            elif _LIST.fullmatch(between):
                yield f"list/{way}"
            elif len(between) < 30:
                yield f"close/{way}/{step}"
        if any(s is not spot and s.top in self.parse.ancestors(spot.top) for s in self.spots):
            yield "below-spot"
        if any(s is not spot and spot.top in self.parse.ancestors(s.top) for s in self.spots):
            yield "above-spot"

    def _role(self, spot: Spot, token: Token, tie: str) -> Iterator[str]:
        targets, actors = self.happening.targets(), self.happening.actors()
        inside = [t for t in targets if self._covers(spot, t)]
        if inside:
            yield f"target/{self._class()}"
        if any(self._covers(spot, a) for a in actors):
            yield "actor"
            yield f"actor/{spot.place.precision}"
        word = self._word(spot)
        if self._class() in ("taken", "moved"):
            yield f"{self._class()}/{word}"
        above = self.parse.tokens[token.head]
        if token.dep in ("compound", "poss", "nmod", "amod"):
            kind = self.things.kind(above.i)
            sort = (
                "human"
                if kind in HUMAN | ARMED
                else kind
                if kind in ("event", "state", "arms", "ground", "civil", "military")
                else "thing"
            )
            yield f"modifies={sort}"
            yield f"modifies={sort}/{spot.place.precision}"
            if above.i in self.ties.triggers:
                yield "modifies-trigger"
        if word in ("nsubj", "nsubjpass", "poss", "dobj", "modifies"):
            yield f"{word}/{spot.place.precision}"
            yield f"{word}/{tie[:6]}"
        verb = next(
            (a for a in self.parse.ancestors(spot.top) if self.parse.tokens[a].pos in ("NOUN", "PROPN", "VERB")), None
        )
        if verb is not None and verb not in self.ties.triggers:
            kind = self.things.kind(verb)
            yield f"under={'human' if kind in HUMAN else kind}"
            if verb in targets or verb in actors:
                yield f"under={'target' if verb in targets else 'actor'}/{word}"

    def _covers(self, spot: Spot, at: int) -> bool:
        return spot.place.span.start <= self.parse.tokens[at].start < spot.place.span.end

    def _in_dateline(self, spot: Spot) -> bool:
        """Whether a spot is the dateline's."""
        return spot.place.span.end <= dateline_end(self.parse, self.happening.lead.sentence.start)


def dateline_end(parse: Parse, start: int) -> int:
    """Where a dateline at `start` ends, which says where the reporter sat: "ABUJA (Agency) - Gunmen attacked ..."."""
    head = _DATELINE.match(parse.text, start, min(len(parse.text), start + 90))
    return head.end() if head is not None else start
