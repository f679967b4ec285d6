"""Where a happening took place: coding rule 9. The most specific named place that the article gives for it.

Two choices are weighed, each by the named features' weights in `vocab/data/where_weights.tsv`: which place of its own
sentence a happening has, if any (`where_evidence`), and then, once mentions of one happening are tied, which place of
the whole article, if any (`where_lent`).
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.weights import weigh
from sayso.reading.where_evidence import Ground
from sayso.reading.where_lent import Draft, Key, Lending, key_of
from sayso.reading.where_spots import Spots
from sayso.records import Claim, Place


def place_of(ground: Ground) -> Place | None:
    """The place that the happening's own sentence gives, or None."""
    if not ground.spots:
        return None
    best, most = None, weigh("where", ground.silence())
    for spot in ground.spots:
        weight = weigh("where", ground.of_spot(spot))
        if weight > most:
            best, most = spot.place, weight
    return best


def settled_places(
    spots: Spots, claims: Sequence[Claim], grounds: Sequence[Ground | None], title: str | None
) -> list[Place | None]:
    """The place of each claim, after what the article tells elsewhere of the same happening.

    `grounds` are the claims' own sentences, in the claims' order. A part that is counted inside a whole, and whose own
    words give no place, has the whole's.
    """
    if not claims:
        return []
    lending = Lending.of(spots, claims, [Draft.of(g) for g in grounds], title)
    found: dict[str, Place | None] = {}
    for at, claim in enumerate(claims):
        key = _likeliest(lending, at)
        place = _mention(lending, at, key, grounds[at]) if key is not None else None
        if claim.part_of is not None and lending.picks[at] is None:
            place = found.get(claim.part_of) or place
        found[claim.id] = place
    return [found[c.id] for c in claims]


def _likeliest(lending: Lending, at: int) -> Key | None:
    best, most = None, weigh("where-lent", lending.silence(at))
    for key in lending.options(at):
        weight = weigh("where-lent", lending.of_place(at, key))
        if weight > most:
            best, most = key, weight
    return best


def _mention(lending: Lending, at: int, key: Key, ground: Ground | None) -> Place:
    """The mention of a place that a claim shows: its own sentence's, else the nearest."""
    own = [s.place for s in ground.spots if key_of(s.place) == key] if ground is not None else []
    if own:
        return own[0]
    nearest = min(range(len(lending.mentions[key])), key=lambda n: abs(lending.sentences[key][n] - lending.stands[at]))
    return lending.mentions[key][nearest].place
