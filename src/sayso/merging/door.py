"""The door of merging: claims and rulings in, incidents and totals out. Pure: no store, no clock, no chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sayso.merging.block import Blocks, blocks
from sayso.merging.facts import Facts
from sayso.merging.gather import Gatherer
from sayso.merging.ids import Named, named
from sayso.merging.incidents import incident, participants
from sayso.merging.link import Linked, link
from sayso.merging.links import Explainer, Links
from sayso.merging.rulings import Orders, orders
from sayso.merging.tellings import tellings
from sayso.merging.totals import totals
from sayso.merging.wording import Spread
from sayso.records import Aside, Incident, KnownIncident, Link, Reading, Ref, Ruling, Total
from sayso.settings import MergingSettings

DEFAULTS = MergingSettings()
NO_ORDERS = Orders()


@dataclass(frozen=True, slots=True)
class Merged:
    """What readings and rulings come to.

    `incidents` by first day, then id; `totals` and `asides` (patterns and prospects) beside them. `links` explain what
    holds the incidents together and `near_misses` what almost did; both are put in words only when looked at. `struck`
    are the claims left out, `unheeded` the rulings that couldn't be obeyed beside later ones.
    """

    incidents: tuple[Incident, ...]
    totals: tuple[Total, ...]
    asides: tuple[Aside, ...]
    links: Sequence[Link]
    near_misses: Sequence[Link]
    struck: tuple[Ref, ...] = ()
    unheeded: tuple[str, ...] = ()
    _explainer: Explainer | None = field(default=None, repr=False, compare=False)

    def explain(self, a: Ref, b: Ref) -> Link:
        """Why two incident claims are, or are not, one incident; raises KeyError for a claim that isn't one here."""
        if self._explainer is None:
            raise KeyError(a)
        return self._explainer.explain(a, b)


def merge(
    readings: Iterable[Reading],
    rulings: Iterable[Ruling] = (),
    settings: MergingSettings = DEFAULTS,
    known: Iterable[KnownIncident] = (),
    spread: Spread | None = None,
) -> Merged:
    """Merge readings into incidents, obeying the rulings; the readings' order doesn't matter.

    `known` are the incidents of an earlier merge: their ids stay, and confirmed ones are not split. `spread` says how
    rare words are; give the ledger's own when merging only part of it, else it is counted over these readings. Raises
    UsageError where a correction can't be.

    >>> merge([]).incidents
    ()
    """
    known = tuple(known)
    asked = tuple(rulings)
    ruled = orders(asked, known)
    facts = [f for f in Gatherer(ruled.corrections).facts(readings) if f.ref not in ruled.struck]
    return merge_facts(facts, ruled, settings, known, spread)


def merge_facts(
    facts: list[Facts],
    ruled: Orders = NO_ORDERS,
    settings: MergingSettings = DEFAULTS,
    known: Sequence[KnownIncident] = (),
    spread: Spread | None = None,
) -> Merged:
    """`merge`, from facts that were gathered before; struck claims are not among them."""
    linked = link(facts, ruled, settings, spread)
    incidents = _incidents(linked, ruled, settings, known)
    explainer = Explainer(linked, ruled)
    return Merged(
        incidents=incidents,
        totals=totals(facts, incidents, settings),
        asides=tuple(_aside(f) for f in sorted(facts, key=lambda f: f.ref) if f.scope in ("pattern", "prospect")),
        links=explainer.links(),
        near_misses=explainer.near_misses(),
        struck=tuple(sorted(ruled.struck)),
        unheeded=ruled.unheeded,
        _explainer=explainer,
    )


def _incidents(
    linked: Linked, ruled: Orders, settings: MergingSettings, known: Sequence[KnownIncident]
) -> tuple[Incident, ...]:
    clusters = [[f for i in group for f in linked.tellings[i].claims] for group in linked.clustering.groups]
    names = named([[f.ref for f in c] for c in clusters], [_anchor(c) for c in clusters], known)
    grades = {ref: ruling for ruling in reversed(ruled.grades) for ref in ruling.claims}
    shaped = _shaped(ruled)
    found = [_made(c, name, settings, grades, shaped) for c, name in zip(clusters, names, strict=True)]
    return tuple(sorted(found, key=lambda i: (i.start or i.end or date.max, i.id)))


def _anchor(claims: Sequence[Facts]) -> Ref:
    return min(claims, key=lambda f: (f.sheet.published or 10_000_000, f.ref)).ref


def _shaped(ruled: Orders) -> dict[Ref, set[str]]:
    """The link and unlink rulings that each claim is named in."""
    found: dict[Ref, set[str]] = {}
    for pairs in (ruled.together, ruled.apart):
        for pair, ruling in pairs.items():
            if not ruling.startswith("known "):
                for ref in pair:
                    found.setdefault(ref, set()).add(ruling)
    return found


def _made(
    claims: Sequence[Facts],
    name: Named,
    settings: MergingSettings,
    grades: dict[Ref, Ruling],
    shaped: dict[Ref, set[str]],
) -> Incident:
    graded = [grades[f.ref] for f in claims if f.ref in grades]
    ruled = max(graded, key=lambda r: (r.at, r.id), default=None)
    return incident(claims, name, settings, ruled, {r for f in claims for r in shaped.get(f.ref, ())})


def _aside(facts: Facts) -> Aside:
    return Aside(
        claim=facts.ref,
        scope=facts.scope,  # type: ignore[arg-type]
        event=facts.event,  # type: ignore[arg-type]
        site=facts.site,
        start=None if facts.start is None else date.fromordinal(facts.start),
        end=None if facts.end is None else date.fromordinal(facts.end),
        actors=participants((n, facts.ref) for n in facts.actors),
        targets=participants((n, facts.ref) for n in facts.targets),
        certainty=facts.certainty,  # type: ignore[arg-type]
    )


def block_keys(reading: Reading, settings: MergingSettings = DEFAULTS) -> tuple[Blocks, ...]:
    """Where a reading's happenings stand in the index, one `Blocks` each.

    To add a report to a ledger: find the claims kept under an area that one of these seeks (and the other way round)
    whose days overlap, load the whole readings of those claims' articles and of all articles of their incidents, and
    merge these with the new reading, with those incidents as `known`.
    """
    facts = [f for f in Gatherer().facts([reading]) if f.scope == "incident"]
    return tuple(blocks(t, settings) for t in tellings(facts, NO_ORDERS))


__all__ = ["Links", "Merged", "block_keys", "merge", "merge_facts"]
