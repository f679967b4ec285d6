"""What the judge chooses among: the rules' groups of triggers, their parts, triggers without a code, coders' words.

A group is one happening by the rules. A part is a further trigger of a group, which may tell of a happening of its own
("abducted and killed"). A loose candidate is a trigger that the rules give no code, or a word outside the lexicon that
the training set's coders took for a trigger in several documents.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from sayso.reading.codes import code_of
from sayso.reading.codes.context import Context
from sayso.reading.happenings import HARM, Happening, Told
from sayso.reading.parse import Parse, Token
from sayso.reading.triggers import Trigger

Kind = Literal["group", "part", "uncoded", "wide"]


@dataclass(slots=True, eq=False)
class Candidate:
    """A word or group of words that may name an event. `event` is the rules' code for it, if any; `happening` the
    group that it is or is part of; `host` that group's own candidate, for a part."""

    kind: Kind
    contexts: list[Context]
    event: str | None = None
    happening: Happening | None = None
    host: Candidate | None = None
    background: bool = False

    @property
    def lead(self) -> Context:
        """The trigger that names the event best."""
        return self.contexts[0]

    @property
    def head(self) -> int:
        """The token that carries the lead trigger's roles."""
        return self.lead.trigger.head

    @property
    def sentence(self) -> int:
        """Index of the sentence."""
        return self.lead.sentence.index

    @property
    def lemma(self) -> str:
        """The lead trigger's words as lemmas in lower case."""
        tokens = self.lead.parse.tokens
        return " ".join(tokens[i].lemma.lower() for i in self.lead.trigger.tokens)

    @property
    def word(self) -> str:
        """The lemma with V for a verb or N for a noun: the key of what coders did with it."""
        return f"{self.lemma}/{self.lead.trigger.pos}"


def find_candidates(parse: Parse, told: Told, wide: Collection[str]) -> list[Candidate]:
    """All candidates of an article, in the order of its text. `wide` holds words as `Candidate.word` gives them."""
    found: list[Candidate] = []
    for group in told.groups:
        contexts = group.contexts()
        host = Candidate("group", contexts, group.event, group, None, told.is_background(group))
        found.append(host)
        further = (c for c in contexts[1:] if c.trigger.head != host.head)
        found += [Candidate("part", [c], _own_code(c), group, host) for c in further]
    found += [Candidate("uncoded", [context]) for context in told.uncoded]
    taken = {t for c in found for x in c.contexts for t in x.trigger.tokens}
    for token in parse.tokens:
        if token.i not in taken and wide_word(token) in wide:
            trigger = Trigger(token.i, (token.i,), "V" if token.pos == "VERB" else "N", ("wide",), token.lemma)
            found.append(Candidate("wide", [told.contexts.of(trigger)]))
    return sorted(found, key=lambda c: (c.sentence, sorted(t for x in c.contexts for t in x.trigger.tokens)))


def wide_word(token: Token) -> str | None:
    """The key of a single word as `Candidate.word` gives it, None for words that name no event."""
    if token.pos not in ("NOUN", "VERB", "PROPN", "ADJ"):
        return None
    return f"{token.lemma.lower()}/{'V' if token.pos == 'VERB' else 'N'}"


def _own_code(context: Context) -> str | None:
    code = code_of(context)
    return "killing" if code in HARM else code
