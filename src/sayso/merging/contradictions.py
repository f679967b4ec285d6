"""Field by field, on what the claims of one incident can't all be right, and who says what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from sayso.merging.facts import Facts, Name, proper
from sayso.merging.geo import FINE, apart_km
from sayso.merging.keys_figures import agree
from sayso.merging.ranges import by_voice, number
from sayso.records import Contradiction, IndependentVoice, Range, Ref, Side, Stated
from sayso.vocab.kinship import kinship
from sayso.vocab.sources import source_key
from sayso.vocab.victims import victim_group

BOTH_SIDES_ACT = frozenset({"clash", "agreement"})
FAR_KM = 16.0
CONFUSED = 0.6


def contradictions(
    claims: Sequence[Facts], voices: Sequence[IndependentVoice], found: Sequence[Range]
) -> tuple[Contradiction, ...]:
    """The contradictions among an incident's claims: whether it happened, what, where, when, who, how many."""
    voice_of = {ref: v.name for v in voices for ref in v.claims}
    by_ref = {c.ref: c for c in claims}
    told = [c for c in claims if not c.denies]
    return (
        *_happened(claims, voice_of),
        *_field("event", told, lambda c: c.event, lambda a, b: kinship(a.event, b.event) >= CONFUSED, voice_of),
        *_field("place", told, _place, _near, voice_of),
        *_field("when", told, _when, _meet, voice_of),
        *_people("actor", told, voice_of),
        *_targets(claims, voice_of),
        *_numbers(found, by_ref),
    )


def _happened(claims: Sequence[Facts], voice_of: Mapping[Ref, str]) -> Iterator[Contradiction]:
    told = [c for c in claims if not c.denies]
    denied = [c for c in claims if c.denies and not corrects(c, _in_one_breath(c, told, voice_of))]
    if told and denied:
        yield Contradiction("happened", (_side("it happened", told, voice_of), _side("denied", denied, voice_of)))


def corrects(denial: Facts, said: Sequence[Facts]) -> bool:
    """Whether a denial only takes back a number, for which the same voice gives another: "23, not 32"."""
    instead = {(c.measure, c.group) for f in said if not f.denies for c in f.counts}
    return bool(denial.counts) and all((c.measure, c.group) in instead for c in denial.counts)


def _in_one_breath(claim: Facts, told: Sequence[Facts], voice_of: Mapping[Ref, str]) -> list[Facts]:
    """What the voice of a claim says beside it in the same article."""
    return [c for c in told if c.ref.article == claim.ref.article and voice_of[c.ref] == voice_of[claim.ref]]


def _side(value: str, claims: Sequence[Facts], voice_of: Mapping[Ref, str]) -> Side:
    refs = tuple(sorted(c.ref for c in claims))
    return Side(value, tuple(sorted({voice_of[r] for r in refs})), refs)


def _field(
    name: str,
    claims: Sequence[Facts],
    value: Callable[[Facts], str | None],
    fits: Callable[[Facts, Facts], bool],
    voice_of: Mapping[Ref, str],
) -> Iterator[Contradiction]:
    """One contradiction if some two claims of different voices don't fit: each value that is in conflict is a side."""
    groups: dict[str, list[Facts]] = {}
    for claim in sorted(claims, key=lambda c: c.ref):
        text = value(claim)
        if text is not None:
            groups.setdefault(text, []).append(claim)
    clash: dict[str, None] = {}
    for one, other in combinations(groups, 2):
        if not fits(groups[one][0], groups[other][0]) and _by_two(groups[one], groups[other], voice_of):
            clash |= {one: None, other: None}
    if clash:
        yield Contradiction(name, tuple(_side(text, groups[text], voice_of) for text in clash))


def _by_two(a: Sequence[Facts], b: Sequence[Facts], voice_of: Mapping[Ref, str]) -> bool:
    return len({voice_of[c.ref] for c in (*a, *b)}) > 1


def _place(claim: Facts) -> str | None:
    site = claim.site
    return (site.name or site.text) if site and site.lat is not None and site.precision in FINE else None


def _near(a: Facts, b: Facts) -> bool:
    return a.site is None or b.site is None or apart_km(a.site, b.site) <= FAR_KM


def _when(claim: Facts) -> str | None:
    if claim.start is None or claim.end is None:
        return None
    return f"{_day(claim.start)}" if claim.start == claim.end else f"{_day(claim.start)} to {_day(claim.end)}"


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _meet(a: Facts, b: Facts) -> bool:
    starts, ends = (a.start or 0, b.start or 0), (a.end or 0, b.end or 0)
    return max(starts) - min(ends) <= 1


def _people(name: str, claims: Sequence[Facts], voice_of: Mapping[Ref, str]) -> Iterator[Contradiction]:
    if any(c.event in BOTH_SIDES_ACT for c in claims):
        return

    def value(claim: Facts) -> str | None:
        particular = [n for n in claim.actors if proper(n)]
        return ", ".join(n.name for n in particular) or None

    yield from _field(name, claims, value, _allied, voice_of)


def _targets(claims: Sequence[Facts], voice_of: Mapping[Ref, str]) -> Iterator[Contradiction]:
    """A group that was hit by some, and was not by a voice that owns to the happening: "no civilians were killed"."""
    told = [c for c in claims if not c.denies]
    owning = {voice_of[c.ref] for c in told}
    denied: dict[str, list[Facts]] = {}
    for claim in claims:
        if claim.denies and voice_of[claim.ref] in owning:
            for group in sorted(_groups(claim)):
                denied.setdefault(group, []).append(claim)
    for group, against in denied.items():
        hit = [c for c in told if group in _groups(c)]
        if hit and _by_two(hit, against, voice_of):
            yield Contradiction("target", (_side(group, hit, voice_of), _side(f"no {group}", against, voice_of)))


def _groups(claim: Facts) -> frozenset[str]:
    named = (victim_group(t.name) for t in claim.targets)
    return frozenset(g for g in (*named, *(c.group for c in claim.counts)) if g)


def _allied(a: Facts, b: Facts) -> bool:
    return any(same_actor(x, y) for x in a.actors for y in b.actors if proper(x) and proper(y))


def same_actor(a: Name, b: Name) -> bool:
    """Whether two names may be of one actor: one id, or telling words that the one shares with the other."""
    if a.id and b.id and a.id == b.id:
        return True
    one, other = source_key(a.name), source_key(b.name)
    return bool(one and other and (one <= other or other <= one))


def _numbers(found: Sequence[Range], by_ref: Mapping[Ref, Facts]) -> Iterator[Contradiction]:
    """Figures that can't all be right: of different voices as they stand, and of one voice that changed its mind."""
    for measured in found:
        per_voice = list(by_voice(measured.stated, by_ref, measured.measure).values())
        sides: dict[int, list[Stated]] = {}
        for stated in (*per_voice, *_changed(measured, per_voice, by_ref)):
            sides.setdefault(number(stated) or 0, []).append(stated)
        every = [s for said in sides.values() for s in said]
        if any(not agree(_bounds(a), _bounds(b)) for a, b in combinations(every, 2)):
            name = f"{measured.measure}:{measured.group}" if measured.group else measured.measure
            yield Contradiction(name, tuple(_stated_side(n, said) for n, said in sorted(sides.items())))


def _changed(measured: Range, standing: Sequence[Stated], by_ref: Mapping[Ref, Facts]) -> Iterator[Stated]:
    """The highest figure of each earlier article of a voice that gives another one now."""
    for last in standing:
        day = by_ref[last.claim].sheet.published or 0
        for article in sorted(
            {s.claim.article for s in measured.stated if s.voice == last.voice} - {last.claim.article}
        ):
            said = [s for s in measured.stated if s.voice == last.voice and s.claim.article == article]
            top = max(said, key=lambda s: (number(s) or 0, s.claim))
            if (by_ref[top.claim].sheet.published or 0) < day and not agree(_bounds(top), _bounds(last)):
                yield top


def _bounds(stated: Stated) -> tuple[int | None, int | None, int | None]:
    return stated.low, stated.high, stated.best


def _stated_side(value: int, said: Sequence[Stated]) -> Side:
    return Side(str(value), tuple(sorted({s.voice for s in said})), tuple(sorted(s.claim for s in said)))
