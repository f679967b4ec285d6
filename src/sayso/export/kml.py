"""`kml`: incidents as placemarks (OGC 12-007r2, version 2.3), for Google Earth and the like."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from sayso.export.columns import columns, table_schema
from sayso.export.format import Tracker
from sayso.export.full import Row
from sayso.export.geojson import DATA, TABLE, features
from sayso.export.shapes import Ring, Shape
from sayso.export.stream import Stream

TYPES = {"string": "string", "date": "string", "integer": "int", "number": "double"}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'


class Kml:
    """A placemark an incident, with its days as a time span and its properties as data."""

    name = "kml"
    suffix = ".kml"
    folder = False
    about = "incidents as KML placemarks, for Google Earth"
    data = DATA

    def write(self, stream: Stream, out: Path, tracker: Tracker) -> None:
        """Write one document."""
        with out.open("w", encoding="utf-8", newline="") as file:
            file.write(HEAD + "<name>incidents</name>\n" + _fields())
            for _, at, row in features(stream, tracker):
                file.write(placemark(at, row))
            file.write("</Document>\n</kml>\n")

    def schema(self) -> dict[str, Any]:
        """The placemarks' data."""
        return table_schema(DATA, TABLE)


def _fields() -> str:
    made = "".join(f'<SimpleField type="{TYPES[c.type]}" name="{c.name}"/>' for c in columns(DATA)[TABLE])
    return f'<Schema name="incidents" id="incidents">{made}</Schema>\n'


def placemark(at: Shape, row: Row) -> str:
    """One incident."""
    title = " · ".join(str(row[k]) for k in ("event", "place", "from") if row[k])
    days = "".join(f"<{tag}>{row[k]}</{tag}>" for tag, k in (("begin", "from"), ("end", "to")) if row[k])
    data = "".join(
        f"<SimpleData name={quoteattr(k)}>{escape(str(v))}</SimpleData>" for k, v in row.items() if v is not None
    )
    shown = f'<ExtendedData><SchemaData schemaUrl="#incidents">{data}</SchemaData></ExtendedData>'
    return (
        f"<Placemark id={quoteattr(row['id'])}><name>{escape(title)}</name>"
        f"<description>{escape(row['evidence'] or '')}</description>"
        f"{f'<TimeSpan>{days}</TimeSpan>' if days else ''}"
        f"{shown}{_geometry(at)}</Placemark>\n"
    )


def _geometry(at: Shape) -> str:
    if at.kind == "none":
        return ""
    if at.kind == "point":
        return f"<Point><coordinates>{at.lon},{at.lat}</coordinates></Point>"
    areas = "".join(map(_polygon, at.rings))
    return areas if len(at.rings) == 1 else f"<MultiGeometry>{areas}</MultiGeometry>"


def _polygon(ring: Ring) -> str:
    points = " ".join(f"{x},{y}" for x, y in ring)
    outline = f"<LinearRing><coordinates>{points}</coordinates></LinearRing>"
    return f"<Polygon><outerBoundaryIs>{outline}</outerBoundaryIs></Polygon>"


FORMATS = {"kml": Kml()}
