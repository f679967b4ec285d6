"""Incidents found compared with incidents as they were.

The unit is a report's telling of an incident as far as it stands in one found incident: claims of one report on one
incident that were put together are one unit, so long reports don't outweigh short ones. A telling that yielded no claim
is a unit by itself (its pairs are missed); a claim in a sentence that tells of no incident is rightly put together only
with claims of the same sentence in other reports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from known_world.tell import Report, World
from sayso.merging import Merged
from sayso.records import Incident, Reading, Ref

Month = tuple[str, str, int, int]


@dataclass(slots=True)
class Units:
    """The units of a merge: true incident (for a false claim its sentence), and found incident."""

    true: list[Hashable] = field(default_factory=list)
    found: list[Hashable] = field(default_factory=list)
    ghosts: int = 0
    false: int = 0


@dataclass(frozen=True, slots=True)
class Scores:
    """Pairwise precision and recall; tellings without a claim; claims in sentences that tell of no incident; claims of
    totals that were counted as incidents, of all sentences with totals; months of a region whose true toll lies in the
    reported range, of all."""

    precision: float
    recall: float
    ghosts: int
    tellings: int
    false: int
    totals_counted: int
    totals: int
    within: int
    months: int


def cluster_of(merged: Merged) -> dict[Ref, str]:
    """The incident of each claim; denials stand with what they deny."""
    return {ref: i.id for i in merged.incidents for ref in (*i.claims, *i.denials)}


def units(world: World, readings: Iterable[Reading], clusters: Mapping[Ref, str]) -> Units:
    """The units of a merge of readings of the world's reports."""
    made = Units()
    reports = {r.id: r for r in world.reports}
    told = {(r.id, t.happening) for r in world.reports for t in r.tellings}
    seen: set[tuple[str, Hashable, str]] = set()
    for reading in readings:
        report = reports[reading.article.id]
        for claim in reading.claims:
            ref = Ref(claim.article, claim.id)
            if ref not in clusters:
                continue
            number = report.incident_at(claim.evidence.start, claim.evidence.end)
            true: Hashable = number if number is not None else claim.evidence.text
            if (report.id, true, clusters[ref]) not in seen:
                seen.add((report.id, true, clusters[ref]))
                made.true.append(true)
                made.found.append(clusters[ref])
                made.false += number is None
    for article, happening in sorted(told - {(a, t) for a, t, _ in seen}):
        made.true.append(happening)
        made.found.append(("ghost", article, happening))
        made.ghosts += 1
    return made


def pairs(made: Units) -> tuple[float, float]:
    """Pairwise precision and recall."""

    def twos(counted: Counter[Hashable]) -> int:
        return sum(n * (n - 1) // 2 for n in counted.values())

    both = twos(Counter(zip(made.true, made.found, strict=True)))
    said, meant = twos(Counter(made.found)), twos(Counter(made.true))
    return both / max(1, said), both / max(1, meant)


def totals_counted(world: World, readings: Iterable[Reading], clusters: Mapping[Ref, str]) -> int:
    """Claims of sentences that tell a cumulative total which stand in an incident: there must be none."""
    spans = {r.id: r.totals for r in world.reports}
    return sum(
        Ref(c.article, c.id) in clusters and any(s <= c.trigger.start < e for s, e in spans[c.article])
        for reading in readings
        for c in reading.claims
    )


def months(world: World, incidents: Iterable[Incident]) -> tuple[int, int]:
    """Of the months of provinces in which people died or were said to have: those whose true toll lies between the
    sums of the incidents' lowest and highest figures; and all."""
    true: defaultdict[Month, int] = defaultdict(int)
    for h in world.happenings:
        true[h.town.theatre.code, h.town.province, h.day.year, h.day.month] += h.deaths
    low: defaultdict[Month, int] = defaultdict(int)
    high: defaultdict[Month, int] = defaultdict(int)
    for incident in incidents:
        key, killed = _month(incident), incident.figure("killed")
        if key and killed:
            low[key] += killed.low or 0
            high[key] += killed.high or killed.best or killed.low or 0
    keys = {k for k, n in true.items() if n} | {k for k, n in high.items() if n}
    return sum(low[k] <= true[k] <= high[k] for k in keys), len(keys)


def _month(incident: Incident) -> Month | None:
    site, first, last = incident.site, incident.start, incident.end
    if site is None or site.country is None or site.admin1 is None or not (first or last):
        return None
    day = first + timedelta(days=(last - first).days // 2) if first and last else first or last
    return (
        (site.country, site.admin1.removesuffix(" State").removesuffix(" Oblast"), day.year, day.month) if day else None
    )


def score(world: World, readings: list[Reading], merged: Merged) -> Scores:
    """All figures of one merge."""
    clusters = cluster_of(merged)
    made = units(world, readings, clusters)
    precision, recall = pairs(made)
    told = len({(r.id, t.happening) for r in world.reports for t in r.tellings})
    return Scores(
        precision,
        recall,
        made.ghosts,
        told,
        made.false,
        totals_counted(world, readings, clusters),
        sum(len(r.totals) for r in world.reports),
        *months(world, merged.incidents),
    )


def reports_of(world: World, number: int) -> list[Report]:
    """The reports that tell of an incident."""
    return [r for r in world.reports if any(t.happening == number for t in r.tellings)]
