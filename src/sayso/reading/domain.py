"""What belongs in the record: rule 5 leaves out crime and accidents without political or armed conflict.

The `violence` domain, for recorders of such violence, keeps them.
"""

from __future__ import annotations

from sayso.reading.parse import Parse
from sayso.records import Claim
from sayso.vocab import people
from sayso.vocab.tables import rows

# Codes that crime reports share with conflict; the others name conflict by themselves.
SHARED_WITH_CRIME = frozenset(
    {"attack", "killing", "arrest", "abduction", "weapons-seized", "sexual-violence", "other"}
)


_ARMED_ACTORS = frozenset(
    {"rebel-group", "political-militia", "identity-militia", "state-forces", "coalition", "mission"}
)
_ARMED = frozenset({"armed", "masked", "unidentified", "unknown"})
_OF_CRIME = frozenset(
    "attacker gang gangster robber kidnapper suspect killer murderer assailant abductor accomplice thug shooter".split()
)


def _fighters(lemma: str) -> bool:
    noun = people.lookup(lemma)
    return noun is not None and noun.kind in ("combatant", "protester") and lemma not in _OF_CRIME


def in_domain(parse: Parse, claims: tuple[Claim, ...], domain: str) -> tuple[Claim, ...]:
    """The claims of the domain: all for `violence`; for `conflict` those that an article of conflict tells."""
    if domain == "violence" or not claims:
        return claims
    words = {row["lemma"]: float(row["weight"]) for row in rows("conflict_words.tsv")}
    seen = {t.lemma for t in parse.tokens}
    weight = sum(words.get(w, 0.0) for w in seen) + any(_fighters(w) for w in seen)
    weight += any(a.span.text.lower().split()[0] in _ARMED for c in claims for a in c.actors)
    weight += any(a.kind in _ARMED_ACTORS for c in claims for a in (*c.actors, *c.targets))
    strong = any(c.event not in SHARED_WITH_CRIME | {"protest", "deployment", "agreement", "riot"} for c in claims)
    if weight >= 1.0 or (strong and weight > -1.0):
        return claims
    return tuple(c for c in claims if c.event not in SHARED_WITH_CRIME)
