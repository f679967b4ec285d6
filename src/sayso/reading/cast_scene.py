"""What the parts of one happening are given out on: its sentence's phrases, and what the article tells of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso.reading.happenings import Happening
from sayso.reading.parse import Parse, Token
from sayso.reading.roles import noun_span, prep_objects
from sayso.reading.things import HUMAN, Things
from sayso.records import Figure, Span, Voice

_MOST = 40  # phrases of one sentence that are weighed, the nearest; lists of names have more
_LONGEST_OF = 8  # tokens from a noun to the name in its "of" phrase
_GROUPS = {
    code: group
    for group, codes in {
        "blast": "air-strike shelling bombing suicide-bombing grenade chemical-attack",
        "harm": "attack execution killing torture sexual-violence crackdown",
        "held": "abduction arrest",
        "ground": "territory-taken territory-ceded siege base-established",
        "crowd": "protest riot",
        "goods": "destruction weapons-seized",
        "moves": "deployment defection displacement",
    }.items()
    for code in codes.split()
}
_PRONOUNS = frozenset("he she they it him her them we i you who which that his their its".split())
_NAMES = frozenset({"NORP", "GPE", "ORG", "PERSON"})
MODIFIERS = frozenset({"poss", "compound", "amod", "nmod"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may play a part: its head token and its span."""

    head: int
    span: Span


@dataclass(frozen=True, slots=True)
class Told:
    """Whom the grammar has doing and suffering things in the whole article: by who it is, the sentences, by part and
    code."""

    parts: dict[str, dict[tuple[str, str], set[int]]]

    @classmethod
    def of(cls, things: Things, happenings: Sequence[Happening]) -> Told:
        """What the happenings of an article tell."""
        parts: dict[str, dict[tuple[str, str], set[int]]] = {}
        for happening in happenings:
            for part, heads in (("actor", happening.actors()), ("target", happening.targets())):
                for head in heads:
                    key = who(things, head)
                    if key:
                        parts.setdefault(key, {}).setdefault((part, happening.event), set()).add(happening.sentence)
        return cls(parts)

    def elsewhere(self, key: str, event: str, sentence: int) -> Iterator[str]:
        """The parts that somebody plays in other sentences: "actor/same", "target/other" ..."""
        counts: dict[str, int] = {}
        for (part, code), sentences in self.parts.get(key, {}).items():
            name = f"{part}/{'same' if code == event else 'other'}"
            counts[name] = counts.get(name, 0) + len(sentences) - (sentence in sentences)
        for name, count in counts.items():
            if count:
                yield f"{name}/{min(count, 2)}"


def who(things: Things, head: int) -> str:
    """What tells one actor from another: the vocabulary's id, else the head word; "" for things."""
    actor, token = things.actor_at.get(head), things.parse.tokens[head]
    if actor is not None and actor.id:
        return actor.id
    return token.lemma if token.pos == "PROPN" or things.kind(head) in HUMAN else ""


@dataclass(slots=True)
class Scene:
    """One happening's sentence: its triggers, the phrases in it, who speaks, what is counted, the other happenings.

    `ruled` is the part that the grammar alone gives to each head, `rivals` its choices for the other happenings, `cast`
    are the heads already given a part. `standing` keeps the features that don't depend on `cast`, `weights` their sums
    by stage, `kinds` what each phrase is.
    """

    parse: Parse
    things: Things
    happening: Happening
    voices: tuple[Voice, ...]
    figures: tuple[Figure, ...]
    rivals: dict[int, str]
    candidates: list[Candidate]
    triggers: tuple[int, ...]
    ruled: dict[int, str]
    told: Told
    cast: dict[int, str] = field(default_factory=dict)
    standing: dict[int, tuple[str, ...]] = field(default_factory=dict, repr=False)
    weights: dict[tuple[str, int], float] = field(default_factory=dict, repr=False)
    kinds: dict[int, str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        parse: Parse,
        things: Things,
        happening: Happening,
        voices: Sequence[Voice],
        figures: Sequence[Figure],
        others: Sequence[Happening],
        told: Told,
    ) -> Scene:
        """The scene of a happening; `others` are those of the same sentence, `told` what all happenings say."""
        triggers = tuple(dict.fromkeys(c.trigger.head for c in happening.contexts()))
        rivals = {h: "actor" for o in others for h in o.actors()} | {h: "target" for o in others for h in o.targets()}
        candidates = list(_candidates(parse, things, happening))
        ruled = _ruled(parse, things, happening)
        return cls(parse, things, happening, tuple(voices), tuple(figures), rivals, candidates, triggers, ruled, told)

    @property
    def group(self) -> str:
        """The family of codes of the happening."""
        return _GROUPS.get(self.happening.event, self.happening.event)

    def kind(self, head: int) -> str:
        """What a phrase is: its kind as a thing, else the actor's or the model's."""
        if head not in self.kinds:
            self.kinds[head] = self._kind(head)
        return self.kinds[head]

    def _kind(self, head: int) -> str:
        actor = self.things.actor_at.get(head)
        kind = self.things.kind(head)
        if kind in ("unknown", "place") and actor is not None:
            return f"{actor.kind or 'named'}"
        if kind == "unknown" and self.parse.tokens[head].ent:
            return self.parse.tokens[head].ent
        return kind


def _ruled(parse: Parse, things: Things, happening: Happening) -> dict[int, str]:
    """The part that the grammar alone gives to each phrase, with the trigger that gives it.

    Whose arms act, acts: "rebel artillery", "jets of the coalition" have an `owner`.
    """
    made: dict[int, str] = {}
    for n, context in enumerate(happening.contexts()):
        source = "lead" if n == 0 else "harm" if n >= len(happening.parts) else "other"
        roles = context.roles
        for part, heads in (
            ("actor", roles.actors),
            ("target", roles.targets),
            ("means", roles.means),
            ("object", roles.objects),
        ):
            for head in heads:
                made.setdefault(head, f"{source}:{part}")
    for head, rule in list(made.items()):
        if rule.endswith((":actor", ":means")) and head not in things.actor_at and things.kind(head) not in HUMAN:
            for child in (*parse.children(head), *prep_objects(parse, head, "of", "by")):
                token = parse.tokens[child]
                if (token.dep in MODIFIERS or token.dep == "pobj") and owner(things, token):
                    made.setdefault(child, f"{rule.split(':')[0]}:owner")
    return made


def _candidates(parse: Parse, things: Things, happening: Happening) -> Iterator[Candidate]:
    sentence = happening.lead.sentence
    heads = []
    for token in parse.tokens_of(sentence):
        if token.pos == "PRON" and token.lower in _PRONOUNS:
            continue
        modifier = token.dep in MODIFIERS and token.head > token.i
        inside = token.i in things.actor_at and things.actor_at.get(token.head) is things.actor_at[token.i]
        if modifier and (inside or things.kind(token.head) in HUMAN or not owner(things, token)):
            continue
        if token.pos in ("NOUN", "PROPN") or (modifier and owner(things, token)):
            heads.append(token.i)
    lead = happening.lead.trigger.head
    own = {t for c in happening.contexts() for t in c.trigger.tokens}
    nearest = sorted(heads, key=lambda h: abs(h - lead))[:_MOST]
    seen: set[Span] = set()
    for head in sorted(nearest):
        if head in own and things.kind(head) not in HUMAN:
            continue
        span = span_of(parse, things, head)
        if span not in seen:
            seen.add(span)
            yield Candidate(head, span)


def owner(things: Things, token: Token) -> bool:
    """Whether a modifier names somebody: "US strikes", "the army's shelling"."""
    return token.i in things.actor_at or token.ent in _NAMES or things.kind(token.i) in HUMAN


def span_of(parse: Parse, things: Things, head: int) -> Span:
    """The phrase of a head; of a modifier, the name that it belongs to."""
    token = parse.tokens[head]
    actor = things.actor_at.get(head)
    if (
        token.dep in MODIFIERS
        and token.head > head
        and actor is not None
        and actor.span.end <= parse.tokens[token.head].start
    ):
        return actor.span
    span = noun_span(parse, head)
    last = _whose(parse, things, head)
    return Span.of(parse.text, span.start, last) if last > span.end else span


def _whose(parse: Parse, things: Things, head: int) -> int:
    """Where a phrase ends with the name that says whose or which it is: "positions of the Northern Front"."""
    for child in parse.children(head):
        if child == head + 1 and parse.tokens[child].lower == "of":
            for inner in parse.children(child):
                token = parse.tokens[inner]
                if (
                    token.dep == "pobj"
                    and token.i - head <= _LONGEST_OF
                    and (token.pos == "PROPN" or inner in things.actor_at or things.kind(inner) in HUMAN)
                ):
                    return token.end
    return -1
