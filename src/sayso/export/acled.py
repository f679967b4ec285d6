"""`acled`: incidents in ACLED's 31 columns, coded by its rules."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

from sayso.export import said
from sayso.export.acled_rules import GEO, INTER, SUB_TYPES, coded, day, disorder, fatalities, parties, targeted
from sayso.export.columns import names, table_schema
from sayso.export.csvs import cell
from sayso.export.format import Tracker
from sayso.export.full import Row
from sayso.export.losses import Loss
from sayso.export.narrow import incident_left_out, narrowed, not_incidents
from sayso.export.sorter import sorter
from sayso.export.stream import Case, Stream
from sayso.export.text import line
from sayso.vocab.codes import event_kinds
from sayso.vocab.countries import country

DATA, TABLE = "acled", "events"
RULES = {
    "voice": "notes", "certainty": "no-certainty", "when": "one-day", "figures": "lowest", "measure": "fatalities-only",
    "contradiction": "no-contradiction", "grade": "no-grade",
}  # fmt: skip


class Acled:
    """Rows by day, then place. Incidents of one type, day, town and actors are one row; see rule `day-and-place`."""

    name = "acled"
    suffix = ".csv"
    folder = False
    about = "incidents in ACLED's 31 columns, by its coding rules"
    data = DATA

    def write(self, stream: Stream, out: Path, tracker: Tracker) -> None:
        """Write the names, then a row an event."""
        with sorter() as rows, out.open("w", encoding="utf-8", newline="") as file:
            rows.take(self._coded(stream, tracker))
            writer = csv.writer(file, lineterminator="\n")
            columns = names(DATA, TABLE)
            writer.writerow(columns)
            for _, group in groupby(rows.give(), key=lambda pair: pair[0]):
                row = _together([value for _, value in group], tracker)
                writer.writerow([cell(row[name]) for name in columns])
                tracker.wrote()
        not_incidents(stream, tracker, "totals", "not-happened")

    def _coded(self, stream: Stream, tracker: Tracker) -> Iterator[tuple[str, Any]]:
        for case in stream.cases():
            refused = left_out(case)
            if refused is not None:
                tracker.lose(refused)
                continue
            row = acled_row(case)
            kept = {"voice": row["notes"], "when": row["event_date"], "figures:killed": str(row["fatalities"])}
            losses = [asdict(loss) for loss in narrowed(case, row["event_id_cnty"], RULES, kept)]
            yield _key(row), {"row": row, "losses": losses, "incident": case.incident.id}

    def schema(self) -> dict[str, Any]:
        """The table's schema."""
        return table_schema(DATA, TABLE)


def left_out(case: Case) -> Loss | None:
    """Why an incident has no row; None where it has one."""
    one = case.incident
    site = one.site
    if not case.asserting:
        return incident_left_out(case, "certainty", "denied-only")
    if one.grade == "discounted":
        return incident_left_out(case, "grade", "discounted")
    if site is None or site.lat is None or site.lon is None or country(site.country) is None:
        return incident_left_out(case, "place", "no-place")
    if site.precision not in GEO and coded(case)[0] != "Strategic developments":
        return incident_left_out(case, "place", "country-only")
    if day(one.start, one.end) is None:
        return incident_left_out(case, "when", "too-vague")
    return None


def acled_row(case: Case) -> Row:
    """An incident as a row; it must have a place and a day (see `left_out`)."""
    one = case.incident
    site, when = one.site, day(one.start, one.end)
    where = country(site.country) if site else None
    if site is None or where is None or when is None:
        raise ValueError(f"incident {one.id} has no row in ACLED's columns")
    kind, sub = coded(case)
    sides = parties(one, kind, where.name)
    killed = fatalities(one)
    return {
        "event_id_cnty": f"{where.iso3}-{one.id}",
        "event_date": when[0].isoformat(),
        "year": when[0].year,
        "time_precision": when[1],
        "disorder_type": disorder(kind, sub),
        "event_type": kind,
        "sub_event_type": sub,
        "actor1": line(sides.actor1),
        "assoc_actor_1": line(said.joined(sides.assoc1)),
        "inter1": INTER[sides.group1][1],
        "actor2": line(sides.actor2),
        "assoc_actor_2": line(said.joined(sides.assoc2)),
        "inter2": INTER[sides.group2][1] if sides.group2 else "",
        "interaction": sides.interaction,
        "civilian_targeting": "Civilians targeted" if targeted(kind, sub, sides.group2) else "",
        "iso": where.number,
        "region": where.acled_region,
        "country": where.name,
        "admin1": site.admin1,
        "admin2": "",
        "admin3": "",
        "location": line(site.name or site.text),
        "latitude": f"{site.lat:.4f}",
        "longitude": f"{site.lon:.4f}",
        "geo_precision": GEO.get(site.precision, 3),
        "source": line(said.joined(said.outlets(case.asserting))),
        "source_scale": "",
        "notes": line(notes(case)),
        "fatalities": killed or 0,
        "tags": "",
        "timestamp": int(case.changed.timestamp()) if case.changed else None,
    }


def notes(case: Case) -> str:
    """What is said of an incident, in words of ours: when, what, where, by whom; the figures with their voices."""
    one = case.incident
    what = event_kinds()[one.event].means
    when = said.days(one.start, one.end)
    parts = [f"{when}, {said.place(one.site)}: {one.event} ({what})."]
    if one.actors:
        parts.append(f"Said to have acted: {said.joined(a.name for a in one.actors)}.")
    if one.targets:
        parts.append(f"To whom or what: {said.joined(t.name for t in one.targets)}.")
    for found in one.ranges:
        who = f" {found.group}" if found.group else ""
        told = (
            f"{said.bounds(s.low, s.best, s.high, s.approximate)} by {s.voice}{' (party)' if s.party else ''}"
            for s in found.stated
        )
        stated = said.joined(dict.fromkeys(told))
        parts.append(f"{found.measure.capitalize()}{who}: {stated}.")
    if one.figure("killed") is None:
        parts.append("No number of killed is told.")
    parts.append(f"Voices: {said.voices(one)}. Grade: {one.grade}, {one.grade_rule}.")
    return " ".join(parts)


def _key(row: Row) -> str:
    """What rows are put in order by, and together by where all of it is alike."""
    told = row["time_precision"] == 1 and row["geo_precision"] == 1
    exact = told and row["event_type"] != "Strategic developments"
    parts = [row["event_date"], row["country"], row["location"], row["latitude"], row["longitude"], row["event_type"]]
    own = [row["actor1"], row["actor2"]] if exact else ["", "", row["event_id_cnty"]]
    return "\x1f".join(map(str, parts + own))


def _together(values: list[Any], tracker: Tracker) -> Row:
    """One row of several with the same key. Rule `day-and-place`."""
    values.sort(key=lambda v: v["incident"])
    rows = [v["row"] for v in values]
    row = dict(rows[0])
    for value in values:
        for loss in value["losses"]:
            tracker.lose(Loss(**loss | {"row": row["event_id_cnty"]}))
    if len(rows) == 1:
        return row
    for value in values[1:]:
        words = f"{value['row']['sub_event_type']}; {value['row']['notes']}"
        first = row["event_id_cnty"]
        tracker.lose(Loss("put together", value["incident"], "incident", words, "day-and-place", first, first))
    order = SUB_TYPES[row["event_type"]]
    sub = min((r["sub_event_type"] for r in rows), key=order.index)
    for name in ("assoc_actor_1", "assoc_actor_2", "source"):
        row[name] = said.joined(dict.fromkeys(x for r in rows for x in (r[name] or "").split(said.JOIN)))
    return row | {
        "sub_event_type": sub,
        "disorder_type": disorder(row["event_type"], sub),
        "civilian_targeting": max(r["civilian_targeting"] for r in rows),
        "notes": " / ".join(r["notes"] for r in rows),
        "fatalities": sum(r["fatalities"] for r in rows),
        "timestamp": max((r["timestamp"] for r in rows if r["timestamp"] is not None), default=None),
    }


FORMATS = {"acled": Acled()}
