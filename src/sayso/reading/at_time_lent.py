"""Times that claims lend each other: the expression that dates a happening may stand anywhere (coding rule 10).

A claim whose own sentence doesn't date it takes the time of another claim of the same happening, or of the nearest
claims around it, where what ties the two outweighs that the report may leave it undated. The features' weights are in
`vocab/data/when_weights.tsv`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.reading.at_time import datable
from sayso.reading.parse import Parse, Token
from sayso.reading.same_evidence import KIN, same_place, shared_words
from sayso.reading.times.context import dateline
from sayso.reading.weights import weigh
from sayso.records import Claim, When
from sayso.vocab.speech import is_cue

_LENDERS = 12  # dated claims looked at on each side of one; more distant ones never won on the training set
_LOOSE = 3  # sentences
_GAPS = (0, 1, 2, 3, 6)


@dataclass(frozen=True, slots=True)
class Lending:
    """The dated claims of an article, the sentences in which claims stand, and the days that no claim has taken.

    `fresh` are those of the dated that tell a time that none before them does."""

    parse: Parse
    claims: Sequence[Claim]
    dated: tuple[int, ...]
    sentences: tuple[int, ...]
    loose: tuple[tuple[int, When], ...]
    fresh: tuple[int, ...]

    @classmethod
    def of(cls, parse: Parse, claims: Sequence[Claim], times: Sequence[When] = ()) -> Lending:
        """The lending among claims that have only their own sentences' times so far; `times` are the article's."""
        found = (parse.sentence_at(c.trigger.start) for c in claims)
        dated = tuple(n for n, c in enumerate(claims) if c.when is not None)
        taken = {claims[n].when.span for n in dated}  # type: ignore[union-attr]
        head = dateline(parse.text)
        free = [t for t in datable(times) if t.span not in taken and t.type in ("DATE", "TIME")]
        free = [t for t in free if head is None or not head[0] <= t.span.start < head[1]]
        places = [(s.index, t) for t in free for s in [parse.sentence_at(t.span.start)] if s is not None]
        first: dict[str, int] = {}
        for n in dated:
            first.setdefault(claims[n].when.value, n)  # type: ignore[union-attr]
        stands = tuple(s.index if s else 0 for s in found)
        return cls(parse, claims, dated, stands, tuple(places), tuple(first.values()))

    def loose_near(self, at: int) -> list[tuple[int, When]]:
        """Times that no claim has taken, in the three sentences before a claim, and how far back they stand."""
        here = self.sentences[at]
        last = bisect_left(self.loose, here, key=lambda p: p[0])
        first = bisect_left(self.loose, here - _LOOSE, key=lambda p: p[0])
        return [(here - index, when) for index, when in self.loose[max(first, last - _LENDERS) : last]]

    def of_loose(self, at: int, gap: int, when: When) -> Iterator[str]:
        """Features of the answer that a time which no claim has taken dates claim `at`."""
        token = self.parse.token_at(when.span.end - 1)
        spoken = token is not None and any(is_cue(t.lemma, t.pos) for t in self._verbs(token.i))
        yield f"loose/{gap}"
        yield f"loose/{'said' if spoken else 'done'}"
        yield f"loose/{self.claims[at].scope}"
        yield f"loose/{'day' if when.start and when.start == when.end else 'more' if when.start else 'open'}"
        yield f"loose/{'dated' if self.dated else 'undated'}"

    def _verbs(self, at: int) -> list[Token]:
        heads = (self.parse.tokens[a] for a in self.parse.ancestors(at))
        return [t for t in heads if t.pos in ("VERB", "AUX")][:1]

    def lenders(self, at: int) -> list[int]:
        """The dated claims nearest to a claim, before and after it, as indices."""
        before, after = bisect_left(self.dated, at), bisect_right(self.dated, at)
        return [*self.dated[max(0, before - _LENDERS) : before], *self.dated[after : after + _LENDERS]]

    def silence(self, at: int) -> Iterator[str]:
        """Features of the answer that nothing lends claim `at` its time."""
        claim = self.claims[at]
        yield "none"
        yield f"none/{claim.scope}"
        token = self.parse.token_at(claim.trigger.start)
        if token is not None:
            yield f"none/{_manner(self.parse, token)}"
        if claim.same_as:
            yield "none/same"
        yield f"none/told={min(bisect_left(self.fresh, at), 3)}"

    def of_lender(self, at: int, lender: int) -> Iterator[str]:
        """Features of the answer that claim `lender` lends claim `at` its time."""
        claim, other = self.claims[at], self.claims[lender]
        tie = _tie(other, claim)
        gap = self.sentences[at] - self.sentences[lender]
        way = "before" if lender < at else "after"
        far = next((str(g) for g in _GAPS if abs(gap) <= g), "far")
        yield f"{tie}/{way}"
        yield f"{way}/{far}"
        yield f"{tie}/{way}/{far}"
        yield f"scope={other.scope}/{claim.scope}"
        if self._nearest(at, lender):
            yield f"nearest/{way}"
            yield f"nearest/{tie}/{way}"
        yield from self._shared(claim, other)
        if other.when is not None:
            yield from self._kind(at, lender, other.when)

    def offers(self, at: int) -> Iterator[tuple[Iterator[str], When]]:
        """What claim `at` may be lent, with what speaks for and against it."""
        for lender in self.lenders(at):
            when = self.claims[lender].when
            if when is not None:
                yield self.of_lender(at, lender), when
        for gap, when in self.loose_near(at):
            yield self.of_loose(at, gap, when), when

    def _kind(self, at: int, lender: int, when: When) -> Iterator[str]:
        grain = "day" if when.start and when.start == when.end else "more" if when.start else "open"
        yield f"{when.type}/{grain}"
        yield f"told={min(len(self.fresh), 3)}"
        if lender == self.dated[0]:
            yield "first"
        mine, theirs = (self.parse.sentences[self.sentences[n]].paragraph for n in (at, lender))
        if mine == theirs:
            yield "paragraph"

    def _nearest(self, at: int, lender: int) -> bool:
        between = range(min(at, lender) + 1, max(at, lender))
        return not any(self.claims[n].when is not None for n in between)

    @staticmethod
    def _shared(claim: Claim, other: Claim) -> Iterator[str]:
        near = same_place(claim, other)
        yield f"place={'apart' if near < 0 else 'same' if near >= 1 else 'near' if near > 0 else 'unknown'}"
        if shared_words(claim.targets, other.targets):
            yield "targets"
        if shared_words(claim.actors, other.actors):
            yield "actors"
        if {v.span.text for v in claim.voices} & {v.span.text for v in other.voices}:
            yield "voice"


def _tie(a: Claim, b: Claim) -> str:
    if (a.same_as or a.id) == (b.same_as or b.id):
        return "linked"
    if a.event == b.event:
        return "same"
    return "kin" if any({a.event, b.event} <= kin for kin in KIN) else "other"


def _manner(parse: Parse, token: Token) -> str:
    """How the event's word is put: a definite noun points back, a pluperfect verb to a time of its own."""
    if token.pos in ("NOUN", "PROPN"):
        first = parse.edges(token.i)[0]
        return "definite" if parse.tokens[first].lower in ("the", "this", "that", "these", "those") else "noun"
    words = {parse.tokens[c].lower for c in parse.children(token.i) if parse.tokens[c].dep in ("aux", "auxpass")}
    if words & {"has", "have", "'ve", "’ve"}:
        return "perfect"
    return "pluperfect" if "had" in words else "past" if token.tag in ("VBD", "VBN") else "verb"


def lent_times(parse: Parse, claims: Sequence[Claim], times: Sequence[When]) -> list[When | None]:
    """For each claim its own time, or another claim's, or one of `times` that no claim has taken, or None."""
    lending = Lending.of(parse, claims, times)
    found: list[When | None] = []
    for at, claim in enumerate(claims):
        when, most = claim.when, 0.0
        if when is None:
            most = weigh("lent", lending.silence(at))
            for features, offered in lending.offers(at):
                weight = weigh("lent", features)
                if weight > most:
                    when, most = offered, weight
        found.append(when)
    return found
