"""Who was shot and died of it: one person, told as hurt in one sentence and as dead in another, is a dead one.

"A man was shot on Monday. He died in hospital": to be shot is no fate yet, and the article tells which it was. Names
that share a word are one person's; somebody told otherwise ("the boy", "she") is taken for the dead one only where the
article has a single story of harm, in which nobody is said to have lived through it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.reading.parse import Parse, Token
from sayso.records import Claim, Figure
from sayso.vocab import people

_HE = frozenset("he him his himself man boy father son brother husband grandfather uncle grandson nephew male".split())
_SHE = frozenset(
    "she her herself woman girl mother daughter sister wife grandmother aunt granddaughter niece female".split()
)
_LASTS = ("injur", "wounded", "wounding", "hurt")  # words by which somebody lives, as far as they tell
_MEANT = frozenset("plot plan want try attempt intend threaten hope offer vow decide seek".split())
_PRONOUNS = frozenset({"he", "him", "himself", "she", "her", "herself"})
_NUMERALS = frozenset({"1", "one", "a single"})


@dataclass(frozen=True, slots=True)
class _Person:
    """What a mention tells of one person; `sex` and `age` "" where untold."""

    names: frozenset[str]
    sex: str
    age: str

    @classmethod
    def of(cls, parse: Parse, figure: Figure) -> _Person:
        """The person whom a figure of one counts."""
        span = figure.who or figure.span
        tokens = [t for t in parse.tokens if span.start <= t.start < span.end] if span else []
        words = {t.lower for t in tokens}
        sex = "he" if words & _HE else "she" if words & _SHE else ""
        return cls(frozenset(t.lower for t in tokens if _is_name(t)), sex, _age(tokens))

    def named_as(self, other: _Person) -> bool:
        """Whether the two bear one name."""
        return bool(self.names & other.names)

    def may_be(self, other: _Person) -> bool:
        """Whether nothing told of the two sets them apart."""
        pairs = ((self.sex, other.sex), (self.age, other.age))
        apart = bool(self.names and other.names) and not self.named_as(other)
        return not apart and all(a == b or not (a and b) for a, b in pairs)


def with_fates(parse: Parse, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with those told as shot who are told as dead elsewhere in the article counted as killed."""
    dead = [
        _Person.of(parse, f) for c in claims if _tells(c) and _came(parse, c) for f in c.figures if _one(f, "killed")
    ]
    if not dead:
        return list(claims)
    lone = _one_story(parse, claims)
    return [_settled(parse, c, dead, lone) if _tells(c) else c for c in claims]


def _settled(parse: Parse, claim: Claim, dead: Sequence[_Person], lone: bool) -> Claim:
    lasts = any(part in claim.trigger.text.lower() for part in _LASTS)
    figures: list[Figure] = []
    for figure in claim.figures:
        person = _Person.of(parse, figure) if _one(figure, "injured") else None
        if person is None or not any(
            person.named_as(other) or (lone and not lasts and person.may_be(other)) for other in dead
        ):
            figures.append(figure)
        elif not any(_one(f, "killed") for f in claim.figures):
            figures.append(replace(figure, measure="killed"))
    return replace(claim, figures=tuple(figures))


def _tells(claim: Claim) -> bool:
    return claim.scope != "prospect" and claim.certainty != "denied"


def _came(parse: Parse, claim: Claim) -> bool:
    """Whether a death came about, by the grammar: not "plotted to kill her", not "he should be dead"."""
    token = parse.token_at(claim.trigger.start)
    if token is None:
        return True
    kids = {parse.tokens[c].tag for c in parse.children(token.i)}
    return "MD" not in kids and not (token.tag == "VB" and parse.tokens[token.head].lemma in _MEANT)


def _one(figure: Figure, measure: str) -> bool:
    return figure.measure == measure and figure.best == figure.high == 1 and figure.span.text.lower() not in _NUMERALS


def _one_story(parse: Parse, claims: Sequence[Claim]) -> bool:
    """Whether an article tells of one dead, and of nobody who was hurt beside them."""
    told = [{f.measure: f.best or f.low or 0 for f in c.figures if f.measure in ("killed", "injured")} for c in claims]
    most = max((n for counts in told for n in counts.values()), default=0)
    several = any(_two(parse, [f for f in c.figures if f.measure in ("killed", "injured")]) for c in claims)
    places = {c.place.geonames_id for c in claims if c.figures and c.place is not None and c.place.geonames_id}
    return most <= 1 and not several and len(places) <= 1


def _two(parse: Parse, figures: Sequence[Figure]) -> bool:
    """Whether figures of one sentence count more than one person: not "he" and "the 16-year-old"."""
    if len(figures) < 2:
        return False
    here = [_Person.of(parse, f) for f in figures]
    pronouns = sum(f.span.text.lower() in _PRONOUNS for f in figures)
    return pronouns == 0 or len(figures) > 2 or not here[0].may_be(here[1])


def _is_name(token: Token) -> bool:
    return token.pos == "PROPN" and token.text[:1].isupper() and token.text.isalpha() and not people.lookup(token.lower)


def _age(tokens: Sequence[Token]) -> str:
    told = [a.text for a, b in zip(tokens, tokens[2:], strict=False) if b.lower == "year" and a.text.isdigit()]
    return told[0] if told else ""
