"""What belongs in the record: rule 5 leaves out crime and accidents without political or armed conflict.

The `violence` domain, for recorders of such violence, keeps them.
"""

from __future__ import annotations

from sayso.reading.parse import Parse
from sayso.records import Claim
from sayso.vocab.tables import rows

# Codes that crime reports share with conflict; the others name conflict by themselves.
SHARED_WITH_CRIME = frozenset(
    {"attack", "killing", "arrest", "abduction", "weapons-seized", "sexual-violence", "destruction", "other"}
)


def in_domain(parse: Parse, claims: tuple[Claim, ...], domain: str) -> tuple[Claim, ...]:
    """The claims of the domain: all for `violence`; for `conflict` those that an article of conflict tells."""
    if domain == "violence" or not claims:
        return claims
    words = {row["lemma"]: float(row["weight"]) for row in rows("conflict_words.tsv")}
    seen = {t.lemma for t in parse.tokens}
    weight = sum(words.get(w, 0.0) for w in seen)
    strong = any(c.event not in SHARED_WITH_CRIME | {"protest", "deployment", "agreement", "riot"} for c in claims)
    if weight >= 1.0 or (strong and weight > -1.0):
        return claims
    return tuple(c for c in claims if c.event not in SHARED_WITH_CRIME)
