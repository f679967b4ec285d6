"""What belongs in the record: rule 5 leaves out crime and accidents without political or armed conflict.

Each claim is weighed by what its article and its own surroundings tell of: words of conflict against words of sport,
the arts, business, technology, party politics, disaster and ordinary crime (`conflict_words.tsv`), by its event code
and by its armed actors and weapons. The `violence` domain, for recorders of such violence, takes words of crime for,
not against.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sayso.reading.parse import Parse, Token
from sayso.records import Claim
from sayso.vocab import people
from sayso.vocab.tables import rows

# In log odds, after scripts/train_domain.py on the claims that coders have and those they lack (November 2026); rounded
# towards keeping, as a report left out costs more than one too many, and the codes drawn together into four groups.
_ARTICLE, _NEAR, _ARMED, _MEANS, _USUAL = 4.5, 1.0, 0.7, 0.3, 0.4
_LEAN = {
    **dict.fromkeys(("air-strike", "chemical-attack", "suicide-bombing", "grenade", "territory-taken", "siege"), 1.0),
    **dict.fromkeys(("attack", "arrest", "weapons-seized", "other"), 0.0),
    **dict.fromkeys(("torture", "sexual-violence", "displacement"), -0.3),
    "killing": -0.8,
}
# Words without weight that a text is taken to have, so that one word of a short text doesn't decide alone.
_CALM_ARTICLE, _CALM_NEAR = 3.0, 1.0
_ARMED_ACTORS = frozenset(
    {"rebel-group", "political-militia", "identity-militia", "state-forces", "coalition", "mission"}
)
_OF_CRIME = frozenset(
    "attacker gang gangster robber kidnapper suspect killer murderer assailant abductor accomplice thug shooter".split()
)


def in_domain(parse: Parse, claims: tuple[Claim, ...], domain: str) -> tuple[Claim, ...]:
    """The claims of the domain, `conflict` or `violence`; the others are left out as another matter."""
    if not claims:
        return claims
    crime_counts = domain == "violence"
    article = _Weight.of(parse.tokens, crime_counts).balance(_CALM_ARTICLE)
    return tuple(c for c in claims if _ARTICLE * article + _own(parse, c, crime_counts) >= 0.0)


def article_balance(parse: Parse) -> float:
    """How much of conflict an article tells, from -1, all of other matters, to 1."""
    return _Weight.of(parse.tokens, False).balance(_CALM_ARTICLE)


def near_balance(parse: Parse, sentence: int) -> float:
    """The same of a sentence, by its index, and the two beside it."""
    beside = parse.sentences[max(0, sentence - 1) : sentence + 2]
    return _Weight.of(parse.tokens[beside[0].first : beside[-1].last], False).balance(_CALM_NEAR)


@dataclass(frozen=True, slots=True)
class _Weight:
    """What a stretch of text weighs for the domain and against it, each distinct word once."""

    favour: float
    against: float

    @classmethod
    def of(cls, tokens: Iterable[Token], crime_counts: bool) -> _Weight:
        table = _words(crime_counts)
        weights = [_weight(table, form) for form in {(t.lemma.lower(), t.lower) for t in tokens}]
        return cls(sum(w for w in weights if w > 0), -sum(w for w in weights if w < 0))

    def balance(self, calm: float) -> float:
        """From -1, all against, to 1; nothing either way is 0. A share, so that long articles don't weigh more."""
        return (self.favour - self.against) / (self.favour + self.against + calm)


@cache
def _words(crime_counts: bool) -> dict[str, float]:
    return {
        row["lemma"]: abs(float(row["weight"])) if crime_counts and row["field"] == "crime" else float(row["weight"])
        for row in rows("conflict_words.tsv")
    }


def _weight(table: dict[str, float], form: tuple[str, str]) -> float:
    """The weight of a (lemma, word): the list's, else that of a noun for those who fight or protest."""
    lemma, word = form
    known = table.get(lemma, table.get(word))
    if known is not None:
        return known
    noun = people.lookup(lemma)
    return 1.0 if noun and noun.kind in ("combatant", "protester") and noun.lemma not in _OF_CRIME else 0.0


def _own(parse: Parse, claim: Claim, crime_counts: bool) -> float:
    """What the claim itself, its sentence and the two beside it say for the domain; its trigger aside."""
    at = parse.sentence_at(claim.trigger.start)
    near: list[Token] = []
    if at is not None:
        beside = parse.sentences[max(0, at.index - 1) : at.index + 2]
        near = [t for t in parse.tokens[beside[0].first : beside[-1].last] if not _inside(t, claim)]
    lean = _USUAL if crime_counts else _LEAN.get(claim.event, _USUAL)
    armed = any(a.kind in _ARMED_ACTORS for a in (*claim.actors, *claim.targets))
    balance = _Weight.of(near, crime_counts).balance(_CALM_NEAR)
    return lean + _NEAR * balance + _ARMED * armed + _MEANS * bool(claim.means)


def _inside(token: Token, claim: Claim) -> bool:
    return claim.trigger.start <= token.start < claim.trigger.end
