"""`geojson`: incidents as features, after RFC 7946."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sayso.export import said
from sayso.export.columns import columns, names
from sayso.export.format import Tracker
from sayso.export.full import Row, incident_row
from sayso.export.losses import Loss
from sayso.export.narrow import incident_left_out, narrowed, not_incidents
from sayso.export.shapes import Shape, shape
from sayso.export.stream import Case, Stream
from sayso.export.text import as_json, line, tidy
from sayso.records import CERTAINTIES

DATA, TABLE = "geo", "incidents"
RULES = {"certainty": "claims-summed-up", "figures": "claims-summed-up", "measure": "claims-summed-up"}


def feature_row(case: Case, at: Shape) -> Row:
    """An incident's properties."""
    row, told = incident_row(case), case.asserting
    sure = [c.claim.certainty for c in told] or [c.claim.certainty for c in case.denying]
    found = row | {
        "place": row["place_name"] or row["place"],
        "shape": at.kind,
        "radius_km": at.radius_km,
        "figures": said.ranges(case.incident),
        "certainty": min(sure, key=CERTAINTIES.index, default="certain"),
        "voices": said.voices(case.incident),
        "evidence": " / ".join(dict.fromkeys(line(c.claim.evidence.text) for c in told)),
        "links": said.joined(dict.fromkeys(c.source.url for c in told)),
    }
    return {name: _plain(found[name]) for name in names(DATA, TABLE)}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return (tidy(value) or None) if isinstance(value, str) else value


def features(stream: Stream, tracker: Tracker) -> Iterator[tuple[Case, Shape, Row]]:
    """The incidents with their geometries and properties; what is lost is noted."""
    for case in stream.cases():
        at = shape(case)
        if at.kind == "none":
            lost = incident_left_out(case, "place", "nowhere")
            tracker.lose(Loss("narrowed", lost.record, "place", lost.said, lost.rule, lost.record, "no geometry"))
        for loss in narrowed(case, case.incident.id, RULES):
            if loss.field != "measure:injured":
                tracker.lose(loss)
        yield case, at, feature_row(case, at)
        tracker.wrote()
    not_incidents(stream, tracker, "totals", "not-happened")


def geometry(at: Shape) -> dict[str, Any] | None:
    """A shape as a GeoJSON geometry."""
    if at.kind == "none":
        return None
    if at.kind == "point":
        return {"type": "Point", "coordinates": [at.lon, at.lat]}
    rings = [[list(map(list, ring))] for ring in at.rings]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}


class GeoJson:
    """A feature an incident, a line each."""

    name = "geojson"
    suffix = ".geojson"
    folder = False
    about = "incidents on the map: points, discs and boxes, after RFC 7946"
    data = DATA

    def write(self, stream: Stream, out: Path, tracker: Tracker) -> None:
        """Write one feature collection."""
        with out.open("w", encoding="utf-8", newline="") as file:
            file.write('{"type": "FeatureCollection", "name": "incidents", "features": [')
            mark = "\n"
            for case, at, row in features(stream, tracker):
                one = {"type": "Feature", "id": case.incident.id, "geometry": geometry(at), "properties": row}
                file.write(mark + as_json(one))
                mark = ",\n"
            file.write("\n]}\n")

    def schema(self) -> dict[str, Any]:
        """A JSON Schema of the collection."""
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "required": ["type", "features"],
            "properties": {
                "type": {"const": "FeatureCollection"},
                "features": {"type": "array", "items": _feature_schema()},
            },
        }


_JSON = {"string": "string", "date": "string", "integer": "integer", "number": "number"}


def _feature_schema() -> dict[str, Any]:
    properties = {}
    for column in columns(DATA)[TABLE]:
        kind = _JSON[column.type]
        properties[column.name] = {"type": kind if column.required else [kind, "null"], "description": column.means}
        if column.type == "date":
            properties[column.name]["format"] = "date"
    shapes = {"type": ["object", "null"], "properties": {"type": {"enum": ["Point", "Polygon", "MultiPolygon"]}}}
    return {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string"},
            "geometry": shapes,
            "properties": {
                "type": "object",
                "required": list(properties),
                "properties": properties,
                "additionalProperties": False,
            },
        },
    }


FORMATS = {"geojson": GeoJson()}
