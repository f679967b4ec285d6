"""A cluster's claims made into an incident: what, where, when, who, how many, how surely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from sayso.merging.contradictions import contradictions, same_actor
from sayso.merging.facts import Facts, Name, proper
from sayso.merging.geo import ORDER
from sayso.merging.grades import Graded, grade
from sayso.merging.ids import Named
from sayso.merging.ranges import ranges
from sayso.merging.voices import independent
from sayso.records import EventCode, Incident, IndependentVoice, Participant, Ref, Ruling, Site
from sayso.settings import MergingSettings
from sayso.vocab.kinship import kinship
from sayso.vocab.weapons import lookup

VAGUE = "killing"
FORM_OF = 0.5


def incident(
    claims: Sequence[Facts], name: Named, settings: MergingSettings, ruled: Ruling | None, rulings: Iterable[str]
) -> Incident:
    """The incident of some claims. `ruled` is a person's grade; `rulings` name the others' decisions that shaped it."""
    claims = sorted(claims, key=lambda c: c.ref)
    told = [c for c in claims if not c.denies] or claims
    voices = independent(claims, settings.near_copy)
    found = ranges(claims, voices, settings.best)
    contrary = contradictions(claims, voices, found)
    graded = _by_person(ruled) if ruled else grade(claims, voices, contrary, settings)
    start, end = interval(told)
    return Incident(
        id=name.id,
        event=event(told, voices),
        events=tuple(sorted({c.event for c in claims})),
        claims=tuple(c.ref for c in claims if not c.denies),
        site=site(told),
        start=_day(start),
        end=_day(end),
        actors=participants((n, c.ref) for c in told for n in c.actors),
        targets=participants((n, c.ref) for c in told for n in c.targets),
        means=means(told),
        ranges=found,
        voices=voices,
        denials=tuple(c.ref for c in claims if c.denies),
        contradictions=contrary,
        grade=graded.grade,
        grade_rule=graded.rule,
        grade_claims=graded.claims,
        rulings=tuple(sorted({*rulings, *(r for c in claims for r in c.rulings), *([ruled.id] if ruled else [])})),
        former_ids=name.former,
        split_from=name.split_from,
    )


def _by_person(ruling: Ruling) -> Graded:
    return Graded(ruling.value, f"graded by {ruling.who}: {ruling.why}", ruling.claims)  # type: ignore[arg-type]


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def event(claims: Sequence[Facts], voices: Sequence[IndependentVoice]) -> EventCode:
    """The code that most independent voices give; `killing` gives way to any code that tells its form."""
    events = {c.ref: c.event for c in claims}
    votes: Counter[str] = Counter()
    for voice in voices:
        votes.update({events[r] for r in voice.claims if r in events})
    forms = Counter({e: n for e, n in votes.items() if e != VAGUE and kinship(e, VAGUE) >= FORM_OF})
    counted = forms or votes
    claimed = Counter(events.values())
    return min(counted, key=lambda e: (-counted[e], -claimed[e], e))  # type: ignore[arg-type]


def site(claims: Sequence[Facts]) -> Site | None:
    """The place that most claims give at the finest precision that any gives, with the claim it is taken from."""
    placed = [(c.site, c.ref) for c in claims if c.site is not None]
    if not placed:
        return None
    finest = min((s.lat is None, ORDER[s.precision]) for s, _ in placed)
    at_finest = [(s, ref) for s, ref in placed if (s.lat is None, ORDER[s.precision]) == finest]
    counted = Counter(_spot(s) for s, _ in at_finest)
    found, ref = min(at_finest, key=lambda sr: (-counted[_spot(sr[0])], sr[1]))
    return replace(found, claim=ref)


def _spot(site: Site) -> tuple[object, ...]:
    return (site.geonames_id or site.name or site.text.lower(), site.country)


def interval(claims: Sequence[Facts]) -> tuple[int | None, int | None]:
    """The narrowest interval told, the one that most claims give among equals; (None, None) where none is dated."""
    dated = [(c.start, c.end) for c in claims if c.dated]
    if not dated:
        return None, None
    counted = Counter(dated)
    return min(dated, key=lambda d: (_width(d), -counted[d], d[0] or 0, d[1] or 0))


def _width(days: tuple[int | None, int | None]) -> int:
    return 10_000_000 if days[0] is None or days[1] is None else days[1] - days[0]


def participants(named: Iterable[tuple[Name, Ref]]) -> tuple[Participant, ...]:
    """Actors or targets, one each however named, those with most claims first."""
    groups: list[tuple[list[Name], list[Ref]]] = []
    for name, ref in sorted(named, key=lambda nr: (nr[0].id is None, -len(nr[0].name), nr[0].name, nr[1])):
        mates = next((g for g in groups if _one(g[0][0], name)), None)
        if mates is None:
            groups.append(([name], [ref]))
        else:
            mates[0].append(name)
            mates[1].append(ref)
    found = [Participant(g[0].name, g[0].id, g[0].kind, tuple(sorted(set(refs)))) for g, refs in groups]
    return tuple(sorted(found, key=lambda p: (-len(p.claims), p.name)))


def means(claims: Iterable[Facts]) -> tuple[Participant, ...]:
    """Weapons and methods, each with its class where the vocabulary knows it."""
    named: dict[str, list[Ref]] = {}
    for claim in claims:
        for text in claim.means:
            named.setdefault(text, []).append(claim.ref)
    found = (Participant(t, None, _weapon_class(t), tuple(sorted(set(refs)))) for t, refs in named.items())
    return tuple(sorted(found, key=lambda p: (-len(p.claims), p.name)))


@lru_cache(maxsize=10_000)
def _weapon_class(text: str) -> str | None:
    known = lookup(text)
    return known.kind if known else None


def _one(a: Name, b: Name) -> bool:
    if a.name.lower() == b.name.lower() or (a.id and a.id == b.id):
        return True
    return proper(a) and proper(b) and not (a.id and b.id) and same_actor(a, b)
