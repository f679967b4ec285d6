"""`gpkg`: incidents as a GeoPackage (OGC 12-128r18, version 1.3): a layer of points, and one of areas."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sayso.export.columns import columns, names, table_schema
from sayso.export.format import Tracker
from sayso.export.full import Row
from sayso.export.geojson import DATA, TABLE, features
from sayso.export.shapes import Ring
from sayso.export.stream import Stream

APPLICATION_ID, VERSION = 0x47504B47, 10300  # "GPKG", 1.3.0
WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
    'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
SYSTEMS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined"),
    ("WGS 84 geodetic", 4326, "EPSG", 4326, WGS84),
)
TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL REFERENCES gpkg_contents(table_name),
  column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id), z TINYINT NOT NULL, m TINYINT NOT NULL,
  PRIMARY KEY (table_name, column_name), UNIQUE (table_name));
"""
TYPES = {"string": "TEXT", "date": "DATE", "integer": "INTEGER", "number": "DOUBLE"}
LAYERS = {"incidents": ("POINT", "incidents at the points that stand for their places"),
          "areas": ("MULTIPOLYGON", "the areas of those whose places are discs or boxes")}  # fmt: skip


class Gpkg:
    """Every incident is in `incidents`, without a geometry where its place is unknown; discs and boxes in `areas`."""

    name = "gpkg"
    suffix = ".gpkg"
    folder = False
    about = "incidents as a GeoPackage, for QGIS and other maps"
    data = DATA

    def write(self, stream: Stream, out: Path, tracker: Tracker) -> None:
        """Write one GeoPackage."""
        base = sqlite3.connect(out, isolation_level=None)
        try:
            base.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            base.execute(f"PRAGMA user_version = {VERSION}")
            base.execute("PRAGMA synchronous = OFF")
            base.execute("BEGIN")
            moment = stream.moment.strftime("%Y-%m-%dT%H:%M:%S.000Z") if stream.moment else "1970-01-01T00:00:00.000Z"
            _prepare(base, moment)
            bounds = _fill(base, stream, tracker)
            for layer, found in bounds.items():
                if found is not None:
                    update = "UPDATE gpkg_contents SET min_x=?, min_y=?, max_x=?, max_y=? WHERE table_name=?"
                    base.execute(update, (*found, layer))
            base.execute("COMMIT")
        finally:
            base.close()

    def schema(self) -> dict[str, Any]:
        """The columns of both layers."""
        shape = table_schema(DATA, TABLE)
        return {"layers": {name: {"geometry": kind, **shape} for name, (kind, _) in LAYERS.items()}}


def _prepare(base: sqlite3.Connection, moment: str) -> None:
    for statement in TABLES.split(";"):
        base.execute(statement)
    base.executemany(
        "INSERT INTO gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition)"
        " VALUES (?, ?, ?, ?, ?)",
        SYSTEMS,
    )
    made = ", ".join(f'"{c.name}" {TYPES[c.type]}{" NOT NULL" if c.required else ""}' for c in columns(DATA)[TABLE])
    for layer, (kind, about) in LAYERS.items():
        base.execute(f"CREATE TABLE {layer} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {kind}, {made})")
        contents = "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, NULL, NULL, NULL, NULL, 4326)"
        base.execute(contents, (layer, layer, about, moment))
        base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)", (layer, kind))


Bounds = tuple[float, float, float, float]


def _fill(base: sqlite3.Connection, stream: Stream, tracker: Tracker) -> dict[str, Bounds | None]:
    bounds: dict[str, Bounds | None] = dict.fromkeys(LAYERS)
    for _, at, row in features(stream, tracker):
        point = None
        if at.lon is not None and at.lat is not None:
            bounds["incidents"] = _wider(bounds["incidents"], [(at.lon, at.lat)])
            point = header() + struct.pack("<BIdd", 1, 1, at.lon, at.lat)
        _insert(base, "incidents", point, row)
        if at.rings:
            bounds["areas"] = _wider(bounds["areas"], [p for ring in at.rings for p in ring])
            _insert(base, "areas", header() + multipolygon(at.rings), row)
    return bounds


def _insert(base: sqlite3.Connection, layer: str, geometry: bytes | None, row: Row) -> None:
    here = names(DATA, TABLE)
    named = ", ".join(f'"{n}"' for n in here)
    marks = ", ".join("?" * (len(here) + 1))
    statement = f"INSERT INTO {layer} (geom, {named}) VALUES ({marks})"  # noqa: S608 - our own names
    base.execute(statement, (geometry, *(row[n] for n in here)))


def _wider(bounds: Bounds | None, points: Iterable[tuple[float, float]]) -> Bounds:
    xs, ys = zip(*points, strict=True)
    low_x, low_y, high_x, high_y = bounds or (xs[0], ys[0], xs[0], ys[0])
    return min(low_x, *xs), min(low_y, *ys), max(high_x, *xs), max(high_y, *ys)


def header() -> bytes:
    """The head of a GeoPackage geometry: magic, version 0, little-endian without an envelope, the system's number."""
    return b"GP" + struct.pack("<BBi", 0, 1, 4326)


def multipolygon(rings: tuple[Ring, ...]) -> bytes:
    """Polygons of one ring each as Well-Known Binary."""
    made = struct.pack("<BII", 1, 6, len(rings))
    for ring in rings:
        made += struct.pack("<BIII", 1, 3, 1, len(ring)) + b"".join(struct.pack("<dd", x, y) for x, y in ring)
    return made


FORMATS = {"gpkg": Gpkg()}
