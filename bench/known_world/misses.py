"""Why pairs were wrongly joined or wrongly parted: for error analysis, not for scores."""

from __future__ import annotations

from collections.abc import Iterator

from known_world.score import cluster_of
from known_world.tell import World
from sayso.merging import Merged
from sayso.records import Claim, Reading, Ref


def misses(mode: str, world: World, readings: list[Reading], merged: Merged) -> Iterator[str]:
    """Lines on each wrong split (from its incident's largest cluster) and each wrong join, with merging's words."""
    clusters = cluster_of(merged)
    reports = {r.id: r for r in world.reports}
    claims: dict[Ref, Claim] = {}
    true: dict[Ref, int | None] = {}
    for reading in readings:
        for claim in reading.claims:
            ref = Ref(claim.article, claim.id)
            if ref in clusters:
                claims[ref] = claim
                true[ref] = reports[claim.article].incident_at(claim.evidence.start, claim.evidence.end)
            elif reports[claim.article].incident_at(claim.evidence.start, claim.evidence.end) is not None:
                yield f"{mode} NOT-INCIDENT {claim.event} {claim.scope}: {claim.evidence.text}"
    for report in world.reports:
        got = {true.get(Ref(report.id, c)) for a, c in claims if a == report.id} if mode == "text" else None
        for telling in report.tellings:
            if got is not None and telling.happening not in got:
                yield f"{mode} NO-CLAIM {report.text[telling.start : telling.end]}"
    groups: dict[int, dict[str, list[Ref]]] = {}
    inside: dict[str, dict[int | None, list[Ref]]] = {}
    for ref, number in true.items():
        inside.setdefault(clusters[ref], {}).setdefault(number, []).append(ref)
        if number is not None:
            groups.setdefault(number, {}).setdefault(clusters[ref], []).append(ref)
    for number, parts in groups.items():
        largest, *rest = sorted(parts.values(), key=len, reverse=True)
        for part in rest:
            yield f"{mode} SPLIT {number} ({len(largest)} + {len(part)}) " + _why(merged, claims, largest[0], part[0])
    for numbers in inside.values():
        largest, *rest = sorted(numbers.values(), key=len, reverse=True)
        for part in rest:
            yield f"{mode} JOIN ({len(largest)} + {len(part)}) " + _why(merged, claims, largest[0], part[0])


def _why(merged: Merged, claims: dict[Ref, Claim], a: Ref, b: Ref) -> str:
    link = merged.explain(a, b)
    keys = ", ".join(f"{k.key} {k.weight:+.1f} ({k.said})" for k in link.keys)
    return f"{link.score:+.1f} {link.why} [{keys}]\n    {_line(claims[a])}\n    {_line(claims[b])}"


def _line(claim: Claim) -> str:
    place = claim.place and f"{claim.place.name or claim.place.span.text}/{claim.place.country}/{claim.place.precision}"
    when = claim.when and f"{claim.when.start}..{claim.when.end}"
    figures = ",".join(f"{f.measure} {f.low}-{f.high} ({f.best})" for f in claim.figures)
    actors = ",".join(a.id or a.span.text for a in claim.actors)
    return f"{claim.article} {claim.event} | {place} | {when} | {figures} | {actors} | {claim.evidence.text}"
