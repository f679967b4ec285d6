"""Mentions of one happening inside one article: `same_as` names the earliest claim of it.

Two claims are of one happening when their codes agree (harm may take a form's), nothing that both state conflicts (a
place in another area, intervals apart), and something ties them: the same figure, the same place, the same victims or
actor named, or a noun that refers back. Rival counts by two voices don't conflict: they are linked and both kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.reading.parse import Parse
from sayso.records import Actor, Claim

KIN = (
    frozenset({"bombing", "suicide-bombing", "attack", "grenade", "killing"}),
    frozenset({"shelling", "attack", "killing"}),
    frozenset({"air-strike", "attack", "killing"}),
    frozenset({"clash", "attack", "killing"}),
    frozenset({"execution", "killing"}),
    frozenset({"abduction", "arrest"}),
    frozenset({"riot", "crackdown"}),
)
_SMALL = frozenset("the a an of in and by from its their his her at on to with for some two three".split())
ENOUGH = 2.0


def link_same(parse: Parse, claims: list[Claim]) -> list[Claim]:
    """The claims with `same_as` set, in the same order."""
    linked: list[Claim] = []
    for claim in claims:
        best, score = None, ENOUGH
        for earlier in reversed(linked):
            if earlier.evidence == claim.evidence and not _rivals(earlier, claim):
                continue
            tie = _tie(parse, earlier, claim)
            if tie >= score and tie > 0:
                best, score = earlier, tie + 0.01
        root = (best.same_as or best.id) if best is not None else None
        linked.append(replace(claim, same_as=root) if root else claim)
    return linked


def _rivals(a: Claim, b: Claim) -> bool:
    """Two voices on one happening in one sentence."""
    return a.event == b.event and bool(a.voices) and bool(b.voices) and a.voices[-1].span != b.voices[-1].span


def _tie(parse: Parse, a: Claim, b: Claim) -> float:
    """How strongly two claims are tied; 0 where something conflicts."""
    if a.event != b.event and not any({a.event, b.event} <= kin for kin in KIN):
        return 0.0
    if a.scope != b.scope or a.scope == "pattern":
        return 0.0 if {a.scope, b.scope} != {"incident", "prospect"} else 0.5
    score = 1.0 if a.event == b.event else 0.5
    if a.place and b.place:
        near = same_place(a, b)
        if near < 0:
            return 0.0
        score += near
    if a.when and b.when and a.when.start and b.when.start and a.when.end and b.when.end:
        if a.when.start > b.when.end or b.when.start > a.when.end:
            return 0.0
        score += 0.5
    counts_a = {(f.measure, f.best or f.low) for f in a.figures}
    counts_b = {(f.measure, f.best or f.low) for f in b.figures}
    if counts_a & counts_b:
        score += 1.0 if max(n or 0 for _, n in counts_a & counts_b) > 1 else 0.5
    elif {m for m, _ in counts_a} & {m for m, _ in counts_b} and not (a.voices or b.voices):
        score -= 1.0
    if shared_words(a.targets, b.targets):
        score += 0.7
    if shared_words(a.actors, b.actors):
        score += 0.5
    return score + _refers_back(parse, b)


def same_place(a: Claim, b: Claim) -> float:
    """1 for one place, 0.3 where one may hold the other, -1 for places apart."""
    p, q = a.place, b.place
    if p is None or q is None:
        return 0.0
    if p.span.text == q.span.text or (p.geonames_id and p.geonames_id == q.geonames_id):
        return 1.0 if p.precision != "country" else 0.4
    if p.country and q.country and p.country != q.country:
        return -1.0
    if "country" in (p.precision, q.precision) or "region" in (p.precision, q.precision):
        return 0.3
    return -1.0


def shared_words(a: Sequence[Actor], b: Sequence[Actor]) -> set[str]:
    """The content words that the mentions of two lists have in common."""
    return _words(*(x.span.text for x in a)) & _words(*(x.span.text for x in b))


def _words(*texts: str) -> set[str]:
    return {w for text in texts for w in "".join(c.lower() if c.isalnum() else " " for c in text).split()} - _SMALL


def _refers_back(parse: Parse, claim: Claim) -> float:
    """A definite noun ("the attack") points to an earlier mention; "another attack" to a new happening."""
    token = parse.token_at(claim.trigger.start)
    if token is None or token.i == 0:
        return 0.0
    before = parse.tokens[token.i - 1].lower
    if before in ("the", "this", "that", "these"):
        return 0.7
    return -1.5 if before in ("another", "second", "separate", "other", "third") else 0.0
