"""`gdelt`: incidents as GDELT 2.0's event and mention tables, tab-separated, without a line of names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TextIO

from sayso.export import said
from sayso.export.columns import names, table_schema
from sayso.export.csvs import selected
from sayso.export.door import PACKAGE
from sayso.export.format import Tracker
from sayso.export.full import Row
from sayso.export.losses import Loss
from sayso.export.narrow import incident_left_out, narrowed, not_incidents
from sayso.export.plover import sector
from sayso.export.sides import side
from sayso.export.stream import Case, Cited, Stream
from sayso.export.text import line
from sayso.records import Actor, Incident, Participant, Site
from sayso.vocab.countries import country
from sayso.vocab.tables import rows

DATA = "gdelt"
FILES = {"events": "events.export.CSV", "mentions": "events.mentions.CSV"}
RULES = {
    "voice": "in-mentions", "certainty": "in-mentions", "when": "one-day", "figures": "no-figures",
    "measure": "no-figures", "contradiction": "no-contradiction", "grade": "no-grade",
}  # fmt: skip
# Sectors of PLOVER whose roles in CAMEO bear another name.
ROLES = {"JRN": "MED", "MED": "HLH", "PRM": "UAF", "UNK": ""}


class Gdelt:
    """A row an incident, and a row a claim that asserts it."""

    name = "gdelt"
    suffix = ".CSV"
    folder = True
    about = "incidents as GDELT 2.0's 61 columns, and their mentions"
    data = DATA

    def write(self, stream: Stream, out: Path, tracker: Tracker) -> None:
        """Write both tables side by side, then the data package."""
        paths = [out / FILES[t] for t in ("events", "mentions")]
        with (
            paths[0].open("w", encoding="utf-8", newline="") as events,
            paths[1].open("w", encoding="utf-8", newline="") as mentions,
        ):
            for case in stream.cases():
                if (refused := left_out(case)) is not None:
                    tracker.lose(refused)
                    continue
                row = event_row(case)
                _put(events, "events", row)
                tracker.wrote()
                for cited in case.asserting:
                    _put(mentions, "mentions", mention_row(cited, row))
                    tracker.wrote()
                for loss in losses(case, row):
                    tracker.lose(loss)
        not_incidents(stream, tracker, "totals", "not-happened")
        text = json.dumps(self.schema() | selected(stream), indent=2, ensure_ascii=False)
        (out / PACKAGE).write_text(text + "\n", encoding="utf-8")

    def schema(self) -> dict[str, Any]:
        """A data package of both tables."""
        dialect = {"delimiter": "\t", "lineTerminator": "\n", "header": False, "quoteChar": ""}
        found = [
            {"name": t, "path": path, "encoding": "utf-8", "dialect": dialect, "schema": table_schema(DATA, t)}
            for t, path in FILES.items()
        ]
        return {"name": "sayso-gdelt", "profile": "data-package", "resources": found}


def _put(out: TextIO, table: str, row: Row) -> None:
    cells = (line(str(row[name])) if row[name] is not None else "" for name in names(DATA, table))
    out.write("\t".join(cells) + "\n")


def left_out(case: Case) -> Loss | None:
    """Why an incident has no row; None where it has one."""
    if not case.asserting:
        return incident_left_out(case, "certainty", "denied-only")
    if case.incident.start is None:
        return incident_left_out(case, "when", "too-vague")
    return None


def losses(case: Case, row: Row) -> Iterator[Loss]:
    """What the row of an incident can't say."""
    one, number = case.incident, str(row["GLOBALEVENTID"])
    yield from narrowed(case, number, RULES, {"when": str(row["SQLDATE"])})
    for field, some in (("actor", one.actors), ("target", one.targets)):
        if len(some) > 1:
            kept = row["Actor1Name" if field == "actor" else "Actor2Name"] or ""
            yield Loss("narrowed", one.id, field, said.joined(p.name for p in some), "two-actors", number, kept)


@cache
def cameo() -> dict[str, str]:
    """CAMEO's code of each of our event codes."""
    return {row["event"]: row["cameo"] for row in rows("gdelt_cameo.tsv", "sayso.export")}


def quad_class(root: str) -> int:
    """The class of a CAMEO root code.

    >>> [quad_class(root) for root in ("05", "08", "14", "19")]
    [1, 2, 3, 4]
    """
    number = int(root)
    return 1 if number <= 5 else 2 if number <= 9 else 3 if number <= 14 else 4


def event_row(case: Case) -> Row:
    """An incident as a row; it must have a first day."""
    one = case.incident
    if one.start is None:
        raise ValueError(f"incident {one.id} has no row in GDELT's columns")
    code = cameo()[one.event]
    day, told = one.start, case.asserting
    row: Row = dict.fromkeys(names(DATA, "events"))
    return row | {
        "GLOBALEVENTID": int(one.id.rpartition("-")[2][:13], 16),
        "SQLDATE": int(f"{day:%Y%m%d}"),
        "MonthYear": int(f"{day:%Y%m}"),
        "Year": day.year,
        "FractionDate": f"{day.year + (day.month * 30 + day.day) / 365:.4f}",
        **_actor("Actor1", one, one.actors, True),
        **_actor("Actor2", one, one.targets, False),
        "IsRootEvent": 1,
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": quad_class(code[:2]),
        "NumMentions": len(told),
        "NumSources": len(said.outlets(told)),
        "NumArticles": len({c.source.article for c in told}),
        "Actor1Geo_Type": 0,
        "Actor2Geo_Type": 0,
        **_place(one.site),
        "DATEADDED": int(f"{case.changed:%Y%m%d%H%M%S}") if case.changed else None,
        "SOURCEURL": next((c.source.url or c.source.article for c in told), None),
    }


def _actor(name: str, incident: Incident, some: tuple[Participant, ...], acts: bool) -> Row:
    where = incident.site.country if incident.site else None
    known = [(p, side(p, where, acts)) for p in some]
    people = sorted((pair for pair in known if pair[1] is not None), key=lambda pair: not (pair[1] and pair[1].sure))
    if not people:
        return {}
    one, found = people[0]
    home = country(found.country) if found else None
    role = sector(one, found)
    role = ROLES.get(role, role)
    state = home.iso3 if home else ""
    return {
        f"{name}Code": state + role,
        f"{name}Name": one.name.upper(),
        f"{name}CountryCode": state,
        f"{name}Type1Code": role,
    }


def _place(site: Site | None) -> Row:
    home = country(site.country) if site else None
    if site is None or site.lat is None or home is None:
        return {"ActionGeo_Type": 0}
    name = site.name or site.text
    america = home.iso2 == "US"
    kind = 1 if site.precision == "country" else (2 if america else 5) if site.precision == "region" else 3
    kind = 4 if kind == 3 and not america else kind
    parts = [name] if kind == 1 else dict.fromkeys([name, site.admin1, home.name])
    return {
        "ActionGeo_Type": kind,
        "ActionGeo_FullName": ", ".join(p for p in parts if p),
        "ActionGeo_CountryCode": home.fips,
        "ActionGeo_Lat": site.lat,
        "ActionGeo_Long": site.lon,
    }


def _moment(day: date | None) -> int | None:
    return None if day is None else int(f"{day:%Y%m%d}000000")


def mention_row(cited: Cited, event: Row) -> Row:
    """A claim that asserts an incident as a mention."""
    claim, source = cited.claim, cited.source
    row: Row = dict.fromkeys(names(DATA, "mentions"))
    voices = said.chain(claim)
    return row | {
        "GLOBALEVENTID": event["GLOBALEVENTID"],
        "EventTimeDate": int(f"{event['SQLDATE']}000000"),
        "MentionTimeDate": _moment(source.published),
        "MentionType": 1 if source.url else 2,
        "MentionSourceName": source.publisher or source.article,
        "MentionIdentifier": source.url or source.article,
        "Actor1CharOffset": _offset(claim.actors),
        "Actor2CharOffset": _offset(claim.targets),
        "ActionCharOffset": claim.trigger.start,
        "InRawText": 1,
        "Confidence": round(claim.confidence * 10) * 10,
        "Extras": f"certainty={claim.certainty}{f'; voices={voices}' if voices else ''}",
    }


def _offset(actors: tuple[Actor, ...]) -> int:
    return actors[0].span.start if actors else -1


FORMATS = {"gdelt": Gdelt()}
