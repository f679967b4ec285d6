"""What merging made, into the ledger: only what has changed is written, and what it replaces is closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sayso.ledger import models
from sayso.ledger.codec import pack, unpack
from sayso.ledger.columns import column
from sayso.ledger.rows import bites, claim_keys
from sayso.ledger.shapes import Outcomes
from sayso.records import Incident, Link, Ref, Site, Total

CONFIRMED = "a confirmed incident"  # merging's word for a link that only says that a confirmed incident stays one


def store(
    db: str,
    lap: int,
    touched: Sequence[str],
    incidents: Sequence[Incident],
    totals: Sequence[Total],
    links: Iterable[Link],
    refs: Iterable[Ref],
) -> Outcomes:
    """Put in place of the incidents and totals `touched` those that a merge of their claims, `refs`, made."""
    keys = claim_keys(db, {*refs, *(r for i in incidents for r in i.claims), *(r for t in totals for r in t.claims)})
    new_i, changed_i, before = _store_kept(db, lap, models.Incident, touched, incidents)
    new_t, changed_t, before_t = _store_kept(db, lap, models.Total, touched, [_without_sums(t) for t in totals])
    _hold(db, lap, keys, incidents, totals)
    merged, withdrawn = _bury(db, lap, before | before_t, incidents, totals)
    _tie(db, lap, keys, links)
    return Outcomes(new_i, changed_i, merged, withdrawn, (*new_t, *changed_t))


def _without_sums(total: Total) -> Total:
    return replace(total, incidents=(), accounted=())


def _store_kept(
    db: str, lap: int, table: Any, touched: Sequence[str], records: Sequence[Any]
) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, Any]]:
    """The ids that are new, those that changed, and all that was there; rows that no longer hold are closed."""
    kind = Incident if table is models.Incident else Total
    names = {*touched, *(r.id for r in records)}
    former: dict[str, tuple[int, Any]] = {}
    for bite in bites(sorted(names)):
        rows = table.objects.using(db).filter(name__in=bite, lap_to__isnull=True)
        former |= {name: (key, unpack(kind, data)) for key, name, data in rows.values_list("id", "name", "data")}
    fresh: list[str] = []
    changed: list[str] = []
    rows = []
    for record in records:
        was = former.get(record.id)
        record = _with_past(record, was[1] if was else None)
        if was and was[1] == record:
            continue
        (changed if was else fresh).append(record.id)
        rows.append(_row(table, lap, record))
    here = {r.id for r in records}
    closed = [key for name, (key, _) in former.items() if name in changed or name not in here]
    for keys in bites(closed):
        table.objects.using(db).filter(id__in=keys).update(lap_to=lap)
    table.objects.using(db).bulk_create(rows, batch_size=100)
    return tuple(fresh), tuple(changed), {name: record for name, (_, record) in former.items()}


def _with_past(record: Any, was: Any) -> Any:
    """An incident with what its former state knew of its past: the ids that it took in, the one that it came out of."""
    if not isinstance(record, Incident) or was is None:
        return record
    former = tuple(sorted({*was.former_ids, *record.former_ids}))
    return replace(record, former_ids=former, split_from=record.split_from or was.split_from)


def _row(table: Any, lap: int, record: Any) -> Any:
    site: Site | None = record.site
    actors = "|".join(f"{p.name}|{p.id or ''}" for p in (*record.actors, *record.targets))
    columns: dict[str, Any] = {
        "name": record.id,
        "lap_from": lap,
        "event": record.event,
        "country": site.country if site else None,
        "place": _place(site),
        "lat": site.lat if site else None,
        "lon": site.lon if site else None,
        "start": record.start,
        "end": record.end,
        "actors": column(actors.casefold()),
        "data": pack(record),
    }
    if table is models.Incident:
        columns |= {
            "grade": record.grade,
            "disputed": bool(record.contradictions),
            "ruled": bool(record.rulings),
        }
    return table(**columns)


def _place(site: Site | None) -> str | None:
    if site is None:
        return None
    return column(" ".join(dict.fromkeys(x.casefold() for x in (site.text, site.name, site.admin1) if x)))


def _hold(db: str, lap: int, keys: Mapping[Ref, int], incidents: Sequence[Incident], totals: Sequence[Total]) -> None:
    """Say which claim is in which incident or total; those of `keys` that are in none leave the one they were in."""
    wanted = {keys[r]: (i.id, "a") for i in incidents for r in i.claims}
    wanted |= {keys[r]: (i.id, "d") for i in incidents for r in i.denials}
    wanted |= {keys[r]: (t.id, "t") for t in totals for r in t.claims}
    held: dict[int, tuple[int, str, str]] = {}
    for bite in bites(keys.values()):
        rows = models.Held.objects.using(db).filter(claim_id__in=bite, lap_to__isnull=True)
        held |= {
            claim: (key, holder, role)
            for key, claim, holder, role in rows.values_list("id", "claim_id", "holder", "role")
        }
    over = [key for claim, (key, holder, role) in held.items() if wanted.get(claim) != (holder, role)]
    for bite in bites(over):
        models.Held.objects.using(db).filter(id__in=bite).update(lap_to=lap)
    fresh = [
        models.Held(claim_id=claim, holder=holder, role=role, lap_from=lap)
        for claim, (holder, role) in wanted.items()
        if held.get(claim, (0, "", ""))[1:] != (holder, role)
    ]
    models.Held.objects.using(db).bulk_create(fresh, batch_size=200)


def _bury(
    db: str, lap: int, before: Mapping[str, Any], incidents: Sequence[Incident], totals: Sequence[Total]
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Tombstones for the ids that are no more; those that live again lose theirs."""
    alive = {*(i.id for i in incidents), *(t.id for t in totals)}
    for bite in bites(sorted(alive)):
        models.Tombstone.objects.using(db).filter(name__in=bite, lap_to__isnull=True).update(lap_to=lap)
    dead = sorted(set(before) - alive)
    holder = {ref: t.id for t in totals for ref in t.claims}
    heirs = {name: holder[r] for name in dead for r in before[name].claims if r in holder}
    heirs |= {old: i.id for i in incidents for old in i.former_ids}
    stones = [
        models.Tombstone(
            name=name, forward=heirs.get(name), why="merged" if name in heirs else "withdrawn", lap_from=lap
        )
        for name in dead
    ]
    models.Tombstone.objects.using(db).bulk_create(stones, batch_size=200)
    merged = tuple((name, heirs[name]) for name in dead if name in heirs)
    return merged, tuple(name for name in dead if name not in heirs)


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _tie(db: str, lap: int, keys: Mapping[Ref, int], links: Iterable[Link]) -> None:
    """Keep the links; one that was made before keeps its first explanation while its verdict stands."""
    wanted = {_pair(keys[k.a], keys[k.b]): k for k in links if k.a in keys and k.b in keys}
    there: dict[tuple[int, int], tuple[int, str]] = {}
    among = set(keys.values())
    for bite in bites(sorted(among)):
        rows = models.Tie.objects.using(db).filter(a_id__in=bite, lap_to__isnull=True)
        there |= {
            (a, b): (key, verdict)
            for key, a, b, verdict in rows.values_list("id", "a_id", "b_id", "verdict")
            if b in among
        }
    for pair, (_, verdict) in there.items():
        if verdict == "linked" and pair in wanted and wanted[pair].why == CONFIRMED and not wanted[pair].ruling:
            del wanted[pair]  # why they were put together says more than that they stay so
            there[pair] = (0, "")
    over = [
        key for pair, (key, verdict) in there.items() if key and (pair not in wanted or wanted[pair].verdict != verdict)
    ]
    for bite in bites(over):
        models.Tie.objects.using(db).filter(id__in=bite).update(lap_to=lap)
    fresh = [
        models.Tie(a_id=a, b_id=b, verdict=link.verdict, data=pack(link), lap_from=lap)
        for (a, b), link in wanted.items()
        if there.get((a, b), (0, ""))[1] != link.verdict
    ]
    models.Tie.objects.using(db).bulk_create(fresh, batch_size=150)
