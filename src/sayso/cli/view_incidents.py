"""Incidents and totals for people: a few plain lines each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sayso.merging import Merged
from sayso.records import Incident, Link, Participant, Range, Site, Total


def merged_view(merged: Merged, links: Iterable[Link] = ()) -> Iterator[str]:
    """The lines that `sayso merge` prints for people."""
    for incident in merged.incidents:
        yield from _incident(incident)
    for total in merged.totals:
        yield from _total(total)
    for link in links:
        yield f"{link.verdict}  {link.a.article}#{link.a.claim} and {link.b.article}#{link.b.claim}: {link.why}"
    patterns = sum(a.scope == "pattern" for a in merged.asides)
    yield (
        f"{len(merged.incidents)} incidents, {len(merged.totals)} totals; "
        f"kept beside them: {patterns} patterns, {len(merged.asides) - patterns} prospects"
    )


def _incident(incident: Incident) -> Iterator[str]:
    yield f"{incident.id}  {incident.event}  {_where(incident.site)}  {_days(incident.start, incident.end)}"
    yield from _people(incident.actors, incident.targets)
    for found in incident.ranges:
        if not found.group:
            yield f"  {found.measure}: {_range(found)}"
    yield f"  {incident.grade}: {incident.grade_rule}"
    yield f"  voices: {', '.join(f'{v.name} ({v.kind})' for v in incident.voices)}"
    for contrary in incident.contradictions:
        yield f"  contradiction, {contrary}"
    yield f"  claims: {', '.join(f'{r.article}#{r.claim}' for r in (*incident.claims, *incident.denials))}"
    yield ""


def _total(total: Total) -> Iterator[str]:
    part = f"  part of {total.part_of}" if total.part_of else ""
    yield f"{total.id}  total  {total.event}  {_where(total.site)}  {_days(total.start, total.end)}{part}"
    yield from _people(total.actors, total.targets)
    for accounted in total.accounted:
        yield f"  {accounted.measure}: {accounted.said} in {len(total.incidents)} incidents"
    yield ""


def _where(site: Site | None) -> str:
    return "place unknown" if site is None else ", ".join(p for p in (site.name or site.text, site.country) if p)


def _days(start: date | None, end: date | None) -> str:
    if start == end:
        return start.isoformat() if start else "day unknown"
    return f"{start or '?'} to {end or '?'}"


def _people(actors: Iterable[Participant], targets: Iterable[Participant]) -> Iterator[str]:
    by, to = ", ".join(a.name for a in actors), ", ".join(t.name for t in targets)
    if by or to:
        yield f"  by {by or 'unknown'}; to {to or 'unknown'}"


def _range(found: Range) -> str:
    bounds = f", {found.low} to {found.high}" if found.low != found.high else ""
    best = "no number" if found.best is None else str(found.best)
    return f"{best}{bounds} ({len(found.stated)} statements; best by {found.rule})"
