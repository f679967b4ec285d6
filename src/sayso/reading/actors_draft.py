"""An article's mentions of actors in the making: its known words by token, and what has been taken as a mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.reading.actors_marks import Mark, find_marks
from sayso.reading.parse import Parse
from sayso.records import Place
from sayso.vocab.actors import KnownActor, Noun


@dataclass(slots=True)
class Mention:
    """A mention in the making: first and last token, the noun that heads it, whom it means, its known words."""

    first: int
    last: int
    noun: Noun | None
    known: KnownActor | None
    marks: tuple[Mark, ...] = ()


class Draft:
    """What the steps of finding actors share.

    `marks` are the text's known words, `reach` the first and last token of each (-1, -1 where the parse has none),
    `at` the mark on a token, `placed` the place that a token belongs to, `taken` the tokens that are in a mention.
    """

    def __init__(self, parse: Parse, places: Sequence[Place]) -> None:
        self.parse = parse
        self.places = places
        spoken = {p.country for p in places if p.country}
        self.marks = find_marks(parse.text, [s.end for s in parse.sentences], spoken)
        self.reach = [self._tokens(m.start, m.end) for m in self.marks]
        self.at: dict[int, int] = {}
        for index, (first, last) in enumerate(self.reach):
            for token in range(first, last + 1) if first >= 0 else ():
                self.at.setdefault(token, index)
        self.placed: dict[int, Place] = {}
        for place in places:
            first, last = self._tokens(place.span.start, place.span.end)
            for token in range(first, last + 1) if first >= 0 else ():
                self.placed.setdefault(token, place)
        self.taken: set[int] = set()
        self.found: list[Mention] = []

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        first, last = self.parse.token_at(start), self.parse.token_at(end - 1)
        return (first.i, last.i) if first is not None and last is not None else (-1, -1)

    def free(self, first: int, last: int) -> bool:
        """Whether no mention has any of these tokens yet."""
        return self.taken.isdisjoint(range(first, last + 1))

    def add(self, mention: Mention) -> None:
        """Keep a mention, unless another has some of its tokens."""
        if self.free(mention.first, mention.last):
            self.taken.update(range(mention.first, mention.last + 1))
            self.found.append(mention)

    def extend(self, mention: Mention, last: int, known: KnownActor | None) -> None:
        """Let a mention reach to a later token, and say whom it then means."""
        self.taken.update(range(mention.last, last + 1))
        mention.last, mention.known = last, known

    def inside(self, first: int, last: int) -> list[Mark]:
        """The known words on these tokens, in text order."""
        indices = dict.fromkeys(self.at[t] for t in range(first, last + 1) if t in self.at)
        return [self.marks[i] for i in indices]
