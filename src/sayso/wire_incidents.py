"""Incidents, totals, links and rulings as JSON: what `sayso merge --json` prints and what exports and the desk give."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sayso.errors import RecordError
from sayso.records import (
    Aside,
    Contradiction,
    Incident,
    IndependentVoice,
    Link,
    Participant,
    Range,
    Ref,
    Ruling,
    Site,
    Total,
)

Json = dict[str, Any]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _ref(ref: Ref | None) -> Json | None:
    return None if ref is None else {"article": ref.article, "claim": ref.claim}


def _refs(refs: Iterable[Ref]) -> list[Json]:
    return [{"article": r.article, "claim": r.claim} for r in refs]


def site_json(site: Site | None) -> Json | None:
    """A place without a span, with the claim that it is taken from."""
    if site is None:
        return None
    keys = ("text", "name", "geonames_id", "lat", "lon", "country", "admin1", "precision")
    box = {"box": list(site.box)} if site.box else {}
    return {k: getattr(site, k) for k in keys} | box | {"claim": _ref(site.claim)}


def participant_json(one: Participant) -> Json:
    """An actor or target."""
    return {"name": one.name, "id": one.id, "kind": one.kind, "claims": _refs(one.claims)}


def voice_json(voice: IndependentVoice) -> Json:
    """One independent voice."""
    return {
        "name": voice.name,
        "kind": voice.kind,
        "party": voice.party,
        "denies": voice.denies,
        "outlets": list(voice.outlets),
        "why": voice.why,
        "claims": _refs(voice.claims),
    }


def range_json(found: Range) -> Json:
    """What is said of one measure."""
    return {
        "low": found.low,
        "high": found.high,
        "best": found.best,
        "rule": found.rule,
        "lowest": _ref(found.lowest),
        "highest": _ref(found.highest),
        "chosen": _ref(found.chosen),
        "stated": [
            {
                "voice": s.voice,
                "party": s.party,
                "low": s.low,
                "high": s.high,
                "best": s.best,
                "approximate": s.approximate,
                "certainty": s.certainty,
                "claim": _ref(s.claim),
            }
            for s in found.stated
        ],
    }


def _figures(ranges: Iterable[Range]) -> Json:
    return {r.measure: range_json(r) for r in ranges if not r.group}


def _groups(ranges: Iterable[Range]) -> list[Json]:
    return [{"measure": r.measure, "who": r.group, **range_json(r)} for r in ranges if r.group]


def contradiction_json(found: Contradiction) -> Json:
    """A field on which claims can't all be right."""
    sides = [{"value": s.value, "voices": list(s.voices), "claims": _refs(s.claims)} for s in found.sides]
    return {"field": found.field, "sides": sides, "said": str(found)}


def incident_json(incident: Incident) -> Json:
    """An incident as the interface has it."""
    return {
        "id": incident.id,
        "event": incident.event,
        "events": list(incident.events),
        "place": site_json(incident.site),
        "from": _day(incident.start),
        "to": _day(incident.end),
        "actors": [participant_json(a) for a in incident.actors],
        "targets": [participant_json(t) for t in incident.targets],
        "means": [participant_json(m) for m in incident.means],
        "figures": _figures(incident.ranges),
        "groups": _groups(incident.ranges),
        "grade": incident.grade,
        "grade_rule": incident.grade_rule,
        "grade_claims": _refs(incident.grade_claims),
        "claims": _refs(incident.claims),
        "denials": _refs(incident.denials),
        "voices": [voice_json(v) for v in incident.voices],
        "contradictions": [contradiction_json(c) for c in incident.contradictions],
        "rulings": list(incident.rulings),
        "former_ids": list(incident.former_ids),
        "split_from": incident.split_from,
    }


def total_json(total: Total) -> Json:
    """A total as the interface has it: its id stands under `total`, so that it can't be taken for an incident."""
    return {
        "total": total.id,
        "event": total.event,
        "place": site_json(total.site),
        "from": _day(total.start),
        "to": _day(total.end),
        "actors": [participant_json(a) for a in total.actors],
        "targets": [participant_json(t) for t in total.targets],
        "means": [participant_json(m) for m in total.means],
        "figures": _figures(total.ranges),
        "groups": _groups(total.ranges),
        "said_in": _refs(total.claims),
        "voices": [voice_json(v) for v in total.voices],
        "part_of": total.part_of,
        "parts": list(total.parts),
        "incidents": list(total.incidents),
        "accounted": [
            {"measure": a.measure, "known": a.known, "low": a.low, "high": a.high, "best": a.best, "said": a.said}
            for a in total.accounted
        ],
    }


def aside_json(aside: Aside) -> Json:
    """A pattern or a prospect; the kind stands under `aside`."""
    return {
        "aside": aside.scope,
        "event": aside.event,
        "place": site_json(aside.site),
        "from": _day(aside.start),
        "to": _day(aside.end),
        "actors": [participant_json(a) for a in aside.actors],
        "targets": [participant_json(t) for t in aside.targets],
        "certainty": aside.certainty,
        "said_in": _refs([aside.claim]),
    }


def link_json(link: Link) -> Json:
    """A link or a near miss, with its keys."""
    return {
        "link": link.verdict,
        "a": _ref(link.a),
        "b": _ref(link.b),
        "score": round(link.score, 2),
        "why": link.why,
        "keys": [{"key": k.key, "weight": round(k.weight, 2), "said": k.said} for k in link.keys],
        "ruling": link.ruling,
    }


def ruling_json(ruling: Ruling) -> Json:
    """A person's decision."""
    return {
        "id": ruling.id,
        "kind": ruling.kind,
        "who": ruling.who,
        "at": ruling.at.isoformat(),
        "why": ruling.why,
        "claims": _refs(ruling.claims),
        "others": _refs(ruling.others),
        "field": ruling.field,
        "value": ruling.value,
    }


def read_ruling(row: Json) -> Ruling:
    """A ruling from its JSON; raises RecordError where the row isn't one."""
    try:
        return Ruling(
            id=row["id"],
            kind=row["kind"],
            who=row["who"],
            at=datetime.fromisoformat(row["at"]),
            why=row["why"],
            claims=tuple(Ref(r["article"], r["claim"]) for r in row.get("claims", ())),
            others=tuple(Ref(r["article"], r["claim"]) for r in row.get("others", ())),
            field=row.get("field"),
            value=row.get("value"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RecordError(f"this is not a ruling: {type(error).__name__} {error}") from error
