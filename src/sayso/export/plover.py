"""`plover`: incidents as PLOVER's JSON, a record a line; plans and denials too, by its auxiliary modes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sayso.export import said
from sayso.export.columns import columns
from sayso.export.format import Tracker
from sayso.export.losses import Loss
from sayso.export.narrow import incident_left_out, loose_left_out, narrowed, total_left_out
from sayso.export.sides import Side, side
from sayso.export.stream import Case, Cited, Stream, loose
from sayso.export.text import as_json, tidy
from sayso.records import Incident, Participant, Ref, Site
from sayso.vocab.codes import event_kinds
from sayso.vocab.countries import country
from sayso.vocab.people import lookup
from sayso.vocab.tables import rows

DATA, TABLE = "plover", "events"
Json = dict[str, Any]
RULES = {
    "voice": "voices-in-comment", "certainty": "no-certainty", "figures": "one-number", "measure": "one-number",
    "contradiction": "no-contradiction", "grade": "voices-in-comment",
}  # fmt: skip
QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
MILITARY = frozenset(
    "air-strike shelling clash territory-taken territory-ceded siege deployment base-established weapons-seized".split()
)
CONTEXTS = {
    **dict.fromkeys(MILITARY, "military"), "torture": "human_rights", "execution": "human_rights",
    "sexual-violence": "human_rights", "chemical-attack": "cbrn", "displacement": "migration",
}  # fmt: skip
RESOLUTION = {"exact": 5, "settlement": 4, "district": 3, "region": 2, "country": 1}
SIZES = {"dead": "killed", "injured": "injured", "arrested": "arrested"}
_WORD = re.compile(r"[\w'’-]+")


class Plover:
    """A record an incident, then one a plan or fear."""

    name = "plover"
    suffix = ".jsonl"
    folder = False
    about = "incidents as PLOVER's JSON lines"
    data = DATA

    def write(self, stream: Stream, out: Path, tracker: Tracker) -> None:
        """Write a record a line."""
        with out.open("w", encoding="utf-8", newline="") as file:
            for record in self._records(stream, tracker):
                file.write(as_json(record) + "\n")
                tracker.wrote()

    def _records(self, stream: Stream, tracker: Tracker) -> Iterator[Json]:
        for case in stream.cases():
            one = case.incident
            if one.start is None and one.end is None:
                tracker.lose(incident_left_out(case, "when", "too-vague"))
                continue
            record = incident_record(case)
            for loss in narrowed(case, one.id, RULES, {"voice": record["comment"]}):
                best = loss.field.partition(":")[2]
                if loss.field.startswith("measure") and best in ("injured", "arrested"):
                    continue
                tracker.lose(loss)
            yield record
        for tally in stream.tallies():
            tracker.lose(total_left_out(tally, "totals"))
        yield from self._plans(stream, tracker)

    def _plans(self, stream: Stream, tracker: Tracker) -> Iterator[Json]:
        for cited in () if stream.selection else loose(stream):
            day = _day_of(cited)
            if cited.claim.scope != "prospect" or day is None:
                tracker.lose(loose_left_out(cited, "patterns" if cited.claim.scope == "pattern" else "too-vague"))
                continue
            if cited.claim.voices:
                told = f"{cited.claim.certainty}; {said.chain(cited.claim)}"
                row = said.ref(cited.ref)
                tracker.lose(Loss("narrowed", row, "voice", told, "voices-in-comment", row))
            yield plan_record(cited, day)

    def schema(self) -> Json:
        """A JSON Schema of one line."""
        return _schema()


def incident_record(case: Case) -> Json:
    """An incident as a record; it must have a first or a last day."""
    one = case.incident
    start, end = one.start or one.end, one.end or one.start
    telling = case.asserting or case.denying
    modes = ["negation"] if not case.asserting else []
    record = _record(one.id, one.event, start, end, telling, modes)
    where = one.site.country if one.site else None
    record["actor"] = [entity(p, where, True) for p in one.actors]
    record["recipient"] = [entity(p, where, False) for p in one.targets]
    record["event_loc"] = location(one.site)
    record["size"] = _size(one)
    record["coded_date"] = case.changed.date().isoformat() if case.changed else None
    record["comment"] = tidy(f"{said.voices(one)}. {one.grade}: {one.grade_rule}.")
    return _whole(record)


def _day_of(cited: Cited) -> date | None:
    when = cited.claim.when
    return (when.start or when.end if when else None) or cited.source.published


def plan_record(cited: Cited, day: date) -> Json:
    """A plan, fear or threat as a record. Rule `auxiliary`."""
    claim = cited.claim
    modes = ["future", *(["hypothetical"] if claim.certainty in ("possible", "doubtful") else [])]
    record = _record(said.ref(cited.ref), claim.event, day, day, [cited], modes)
    where = claim.place.country if claim.place else None
    for name, found, acts in (("actor", claim.actors, True), ("recipient", claim.targets, False)):
        some = [Participant(a.name or a.span.text, a.id, a.kind, (Ref(claim.article, claim.id),)) for a in found]
        record[name] = [entity(p, where, acts) for p in some]
    place = claim.place
    if place is not None:
        at = (place.span.text, place.name, place.geonames_id, place.lat, place.lon, place.country, place.admin1)
        record["event_loc"] = location(Site(*at, place.precision))
    record["comment"] = tidy(said.chain(claim)) or None
    return _whole(record)


def _record(
    name: str, event: str, start: date | None, end: date | None, telling: list[Cited], auxiliary: list[str]
) -> Json:
    kind, mode = event_kinds()[event].plover
    return {
        "id": name,
        "has_event": True,
        "date": start.isoformat() if start else None,
        "enddate": end.isoformat() if end and end != start else None,
        "actor": [],
        "recipient": [],
        "event": [kind],
        "mode": [m for m in (mode, *auxiliary) if m],
        "context": [CONTEXTS[event]] if event in CONTEXTS else [],
        "quad_code": QUAD[kind],
        "event_text": list(dict.fromkeys(tidy(c.claim.trigger.text) for c in telling)),
        "event_loc": None,
        "size": None,
        "text": [
            {
                "sequence": n,
                "start": c.claim.evidence.start,
                "end": c.claim.evidence.end,
                "text_story": tidy(c.claim.evidence.text),
            }
            for n, c in enumerate(telling, 1)
        ],
        "cite_info": [_cite(c) for c in telling],
        "coder": "sayso",
        "coded_date": None,
        "comment": None,
    }


def _cite(cited: Cited) -> Json:
    source = cited.source
    found = {"url": source.url, "title": source.title, "publication": source.publisher}
    kept = {k: tidy(v) for k, v in found.items() if v}
    return {"citation": source.article, **kept, "coder": cited.claim.reader or "sayso", "codebook": "PLOVER"}


def _whole(record: Json) -> Json:
    """The record without what is unknown; the lists that PLOVER requires stay."""
    return {k: v for k, v in record.items() if v not in (None, {}) and (v != [] or k in ("actor", "event"))}


def entity(one: Participant, where: str | None, acts: bool) -> Json:
    """An actor or recipient."""
    found = side(one, where, acts)
    home = country(found.country) if found else None
    code = {"code": home.iso3} if home else {}
    return {**code, "sector": sector(one, found), "entity_text": tidy(one.name)}


@cache
def _sectors() -> dict[tuple[str, str], str]:
    return {(r["by"], r["word"]): r["sector"] for r in rows("plover_sectors.tsv", "sayso.export")}


def sector(one: Participant, found: Side | None) -> str:
    """The sector of a participant. Rule `sectors`."""
    table = _sectors()
    if one.kind and ("kind", one.kind) in table:
        return table[("kind", one.kind)]
    words = _WORD.findall(one.name.lower())
    for length in range(min(3, len(words)), 0, -1):
        noun = lookup(" ".join(words[-length:]))
        if noun is not None:
            return table.get(("noun", noun.lemma)) or table.get(("class", noun.kind)) or "UNK"
    return "UAF" if found and found.group == "militia" else "UNK"


def location(site: Site | None) -> Json | None:
    """A place."""
    if site is None:
        return None
    home = country(site.country)
    found = {
        "extracted_place": tidy(site.text),
        "resolved_place": site.name,
        "geonameid": site.geonames_id,
        "lat": site.lat,
        "lon": site.lon,
        "province": site.admin1,
        "country": home.name if home else None,
        "country_code": home.iso3 if home else None,
        "resolution": RESOLUTION.get(site.precision),
    }
    return {k: v for k, v in found.items() if v is not None}


def _size(one: Incident) -> Json:
    found = {name: one.figure(measure) for name, measure in SIZES.items()}
    return {name: r.best for name, r in found.items() if r is not None and r.best is not None}


# --------------------------------------------------------------------------------------------------------------- schema


def _schema() -> Json:
    top: Json = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_object()}
    for column in columns(DATA)[TABLE]:
        _put(top, column.name.split("."), column.type, column.means, column.required)
    top["properties"]["recipient"]["items"] = top["properties"]["actor"]["items"]
    return top


def _object() -> Json:
    return {"type": "object", "required": [], "properties": {}, "additionalProperties": False}


def _put(node: Json, path: Iterable[str], kind: str, means: str, required: bool) -> None:
    name, *rest = path
    listed = name.endswith("[]")
    name = name.removesuffix("[]")
    leaf: Json = {"type": "string", "format": "date"} if kind == "date" else {"type": kind}
    if rest:
        inner = node["properties"].setdefault(name, {"type": "array", "items": _object()} if listed else _object())
        if listed and inner["items"].get("type") != "object":
            inner["items"] = _object()
        _put(inner["items"] if listed else inner, rest, kind, means, required)
        return
    node["properties"][name] = {"description": means, **({"type": "array", "items": leaf} if listed else leaf)}
    if required:
        node["required"].append(name)


FORMATS = {"plover": Plover()}
