"""`ucdp`: deadly incidents in the 49 columns of UCDP's Georeferenced Event Dataset."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sayso.export import said
from sayso.export.columns import names, table_schema
from sayso.export.csvs import write_table
from sayso.export.format import Tracker
from sayso.export.full import Row
from sayso.export.losses import Loss
from sayso.export.narrow import incident_left_out, narrowed, not_incidents
from sayso.export.sides import Group, Side, sides
from sayso.export.stream import Case, Stream
from sayso.export.text import line
from sayso.records import Incident, Site
from sayso.vocab.countries import country

DATA, TABLE = "ucdp", "events"
RULES = {
    "voice": "voices-named", "certainty": "no-certainty", "when": "days", "figures": "three-figures",
    "measure": "deaths-only", "contradiction": "no-contradiction", "grade": "no-grade",
}  # fmt: skip
ARMED: frozenset[Group] = frozenset({"state", "external", "rebel", "militia", "identity"})
STATES: frozenset[Group] = frozenset({"state", "external"})
UNNAMED = "XXX"
# Victim groups by side; those counted within others (women, children) are not added.
OF_STATE, OF_ARMED = ("soldiers", "police"), ("fighters", "attackers")


class Ucdp:
    """A row a deadly incident, by first day."""

    name = "ucdp"
    suffix = ".csv"
    folder = False
    about = "deadly incidents in the 49 columns of UCDP GED"
    data = DATA

    def write(self, stream: Stream, out: Path, tracker: Tracker) -> None:
        """Write the names, then a row an event."""
        write_table(out, names(DATA, TABLE), self._rows(stream, tracker), tracker)
        not_incidents(stream, tracker, "totals", "not-happened")

    def _rows(self, stream: Stream, tracker: Tracker) -> Iterator[Row]:
        for case in stream.cases():
            refused = left_out(case)
            if refused is not None:
                tracker.lose(refused)
                continue
            row = ucdp_row(case)
            figures = f"{row['low']} to {row['high']}, best {row['best']}"
            kept = {"voice": row["source_original"], "figures:killed": figures, "when": f"date_prec {row['date_prec']}"}
            for loss in narrowed(case, str(row["id"]), RULES, kept):
                tracker.lose(loss)
            yield row

    def schema(self) -> dict[str, Any]:
        """The table's schema."""
        return table_schema(DATA, TABLE)


def left_out(case: Case) -> Loss | None:
    """Why an incident has no row; None where it has one."""
    one = case.incident
    if not case.asserting:
        return incident_left_out(case, "certainty", "denied-only")
    if one.grade == "discounted":
        return incident_left_out(case, "grade", "discounted")
    if not _deaths(one).high:
        return incident_left_out(case, "figures:killed", "no-deaths")
    if one.site is None or one.site.lat is None or one.site.lon is None or country(one.site.country) is None:
        return incident_left_out(case, "place", "no-place")
    if date_precision(one.start, one.end) is None:
        return incident_left_out(case, "when", "too-vague")
    return None


class Deaths(NamedTuple):
    """Low, best and high of all killed."""

    low: int
    best: int
    high: int


def _deaths(one: Incident) -> Deaths:
    """The killed, 0 where none is told. Rule `three-figures`."""
    found = one.figure("killed")
    if found is None:
        parts = [r for r in one.ranges if r.measure == "killed"]
        found = max(parts, key=lambda r: r.best or r.low or 0, default=None)
    numbers = [n for n in (found.low, found.best, found.high) if n is not None] if found else []
    if not found or not numbers:
        return Deaths(0, 0, 0)
    best = found.best if found.best is not None else found.low if found.low is not None else numbers[-1]
    return Deaths(min(numbers), best, max(numbers))


def date_precision(start: date | None, end: date | None) -> int | None:
    """The precision of an interval; None: too vague. Rule `days`.

    >>> date_precision(date(2024, 3, 1), date(2024, 3, 7)), date_precision(date(2024, 3, 1), date(2024, 3, 31))
    (3, 4)
    """
    if start is None or end is None:
        return None
    days = (end - start).days + 1
    return next((p for p, most in ((1, 1), (2, 6), (3, 7), (4, 31), (5, 366)) if days <= most), None)


def where_precision(site: Site) -> int:
    """The precision of a place. Rule `where`."""
    if site.precision in ("exact", "settlement"):
        return 1
    if site.precision == "district":
        return 2
    if site.precision == "region":
        return 4 if site.geonames_id is not None and site.box is None else 5
    return 6


def cell_of(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of a point.

    >>> cell_of(-89.9, -179.9), cell_of(36.335, 43.11889)
    (1, 181887)
    """
    row = min(int((lat + 90) * 2), 359)
    return row * 720 + min(int((lon + 180) * 2), 719) + 1


class Dyad(NamedTuple):
    """Both sides with the type of violence. `gw` are the states' numbers; `known` says that nothing is XXX."""

    violence: int
    side_a: str
    side_b: str
    gw_a: int | None
    gw_b: int | None
    known: bool


def dyad(incident: Incident) -> Dyad:
    """Who stands against whom, and what kind of violence that is. Rules `violence` and `sides`."""
    acting, hit = sides(incident)
    where = incident.site.country if incident.site else None
    one = next((s for s in acting if s.group in ARMED), None)
    other = next((s for s in hit if s.group in ARMED), None)
    if other is None:
        name, gw = _named(one, where)
        return Dyad(3, name, "Civilians", gw, None, one is not None and bool(hit))
    pair = [one, other]
    if other.group in STATES and (one is None or one.group not in STATES):
        pair = [other, one]
    (a, gw_a), (b, gw_b) = (_named(s, where) for s in pair)
    violence = 1 if any(s is not None and s.group in STATES for s in pair) else 2
    return Dyad(violence, a, b, gw_a, gw_b, one is not None)


def _named(side: Side | None, where: str | None) -> tuple[str, int | None]:
    if side is None:
        return UNNAMED, None
    if side.group in STATES and side.kind in (None, "state-forces", "police", "government", "intelligence"):
        home = country(side.country or where)
        if home is not None:
            return f"Government of {home.name}", home.gw
    return (side.name if side.named else UNNAMED), None


def split(incident: Incident, best: int, found: Dyad) -> tuple[int, int, int, int]:
    """Killed of side A, of side B, civilians, unknown. Rule `split`."""

    def of(*groups: str) -> int:
        ranges = [r for r in incident.ranges if r.measure == "killed" and r.group in groups]
        return sum(r.best if r.best is not None else r.low or 0 for r in ranges)

    state, armed, civilians = of(*OF_STATE), of(*OF_ARMED), of("civilians", "protesters")
    a, b = (state, armed) if found.violence == 1 else (0, 0)
    if found.violence == 3:
        a = state if found.side_a.startswith("Government") else armed
    if a + b + civilians > best:
        return 0, 0, 0, best
    return a, b, civilians, best - a - b - civilians


def ucdp_row(case: Case) -> Row:
    """An incident as a row; it must have a place, a day and a death (see `left_out`)."""
    one, site = case.incident, case.incident.site
    where = country(site.country) if site else None
    precision = date_precision(one.start, one.end)
    if site is None or site.lat is None or site.lon is None or where is None or precision is None or one.start is None:
        raise ValueError(f"incident {one.id} has no row in GED's columns")
    deaths, found = _deaths(one), dyad(one)
    a, b, civilians, unknown = split(one, deaths.best, found)
    clear = found.known and precision == 1 and where_precision(site) <= 2
    row: Row = dict.fromkeys(names(DATA, TABLE))
    return row | {
        "id": int(one.id.rpartition("-")[2][:13], 16),
        "relid": one.id,
        "year": one.start.year,
        "type_of_violence": found.violence,
        "dyad_name": line(f"{found.side_a} - {found.side_b}"),
        "side_a": line(found.side_a),
        "side_b": line(found.side_b),
        **_sources(case),
        "where_prec": where_precision(site),
        "where_coordinates": line(site.name or site.text),
        "where_description": line(site.text),
        "adm_1": site.admin1,
        "latitude": site.lat,
        "longitude": site.lon,
        "geom_wkt": f"POINT ({site.lon} {site.lat})",
        "priogrid_gid": cell_of(site.lat, site.lon),
        "country": where.name,
        "country_id": where.gw,
        "region": where.ucdp_region,
        "event_clarity": 1 if clear else 2,
        "date_prec": precision,
        "date_start": f"{one.start} 00:00:00.000",
        "date_end": f"{one.end} 00:00:00.000",
        "deaths_a": a,
        "deaths_b": b,
        "deaths_civilians": civilians,
        "deaths_unknown": unknown,
        "best": deaths.best,
        "high": deaths.high,
        "low": deaths.low,
        "gwnoa": found.gw_a,
        "gwnob": found.gw_b,
    }


def _sources(case: Case) -> Row:
    sources = list(dict.fromkeys(c.source for c in case.asserting))
    office = said.outlets(case.asserting)
    articles = (
        ", ".join(str(x) for x in (s.publisher or s.url or s.article, s.published, s.title) if x) for s in sources
    )
    return {
        "number_of_sources": len(office),
        "source_article": line(said.joined(articles)),
        "source_office": line(said.joined(office)),
        "source_date": said.joined(s.published.isoformat() if s.published else None for s in sources),
        "source_headline": line(said.joined(s.title for s in sources)),
        "source_original": line(said.voices(case.incident)),
    }


FORMATS = {"ucdp": Ucdp()}
