"""Mentions of one happening inside one article: `same_as` names the earliest claim of it.

A claim is tied to the earlier claim that most speaks for (`same_evidence`: code, distance, place, time, figures,
people, a noun that refers back), unless more speaks for a new happening. Only kindred codes are tied (harm may take a
form's), and never claims whose times lie apart. Rival counts by two voices don't conflict: they are linked and both
kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.reading.parse import Parse
from sayso.reading.same_evidence import KIN, Mention, alone, times_apart, together, turns_elsewhere
from sayso.reading.weights import weigh
from sayso.records import Claim

_BEFORE = 16  # earlier claims that a claim is compared with, the nearest
# What more must speak for a tie than for a new happening, in nats. Precision and recall of pairs, cross-validated on
# the training set in November 2026: .71 and .70 at 0, .74 and .60 at 0.4, .80 and .46 at 0.8.
CAUTION = 0.4


def link_same(parse: Parse, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with `same_as` set, in the same order."""
    linked: list[Claim] = []
    mentions: list[Mention] = []
    for rank, claim in enumerate(claims):
        mention = Mention.of(parse, claim, rank)
        earlier = _antecedent(parse, mentions[-_BEFORE:], mention) if mention is not None else None
        if mention is not None:
            mentions.append(mention)
        first = linked[earlier.rank] if earlier is not None else None
        linked.append(replace(claim, same_as=first.same_as or first.id) if first is not None else claim)
    return linked


def _antecedent(parse: Parse, mentions: Sequence[Mention], mention: Mention) -> Mention | None:
    """The earlier mention of the same happening, if there is one."""
    best, most = None, weigh("same", alone(parse, mention)) + CAUTION
    for earlier in mentions:
        if not _kindred(earlier.claim, mention.claim) or times_apart(earlier.claim, mention.claim):
            continue
        if turns_elsewhere(parse, earlier, mention):
            continue
        weight = weigh("same", together(parse, earlier, mention))
        if weight > most:
            best, most = earlier, weight
    return best


def _kindred(a: Claim, b: Claim) -> bool:
    return a.event == b.event or any({a.event, b.event} <= kin for kin in KIN)
