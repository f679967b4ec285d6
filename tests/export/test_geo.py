"""GeoJSON, GeoPackage and KML: read back by GDAL, by way of pyogrio; shapes by known answers."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

import pytest

from sayso.export import Case, Cited, Source
from sayso.export.columns import names
from sayso.export.geojson import GeoJson, geometry
from sayso.export.shapes import KM_PER_DEGREE, shape
from sayso.records import Article, Claim, Incident, Place, Ref, Site

pyogrio = pytest.importorskip("pyogrio")
jsonschema = pytest.importorskip("jsonschema")


@pytest.fixture(scope="module")
def named(written, tmp_path_factory):
    """The three files under names that GDAL knows them by."""
    folder = tmp_path_factory.mktemp("geo")
    for name in ("geojson", "gpkg", "kml"):
        (folder / f"made.{name}").write_bytes(written(name)[0].read_bytes())
    return folder


def read(path, layer=None):
    meta, _, shapes, fields = pyogrio.raw.read(path, layer=layer)
    return meta, shapes, dict(zip(meta["fields"], fields, strict=True))


@pytest.mark.parametrize("name", ["geojson", "gpkg", "kml"])
def test_gdal_reads_every_incident_with_its_properties(named, stream, name):
    meta, shapes, fields = read(named / f"made.{name}", "incidents")
    cases = list(stream.cases())
    assert list(fields["id"]) == [c.incident.id for c in cases]
    assert set(names("geo", "incidents")) <= set(fields)
    assert "4326" in meta["crs"]
    assert sum(s is None for s in shapes) == 1, "one has no place"
    best = [int(n) for n in fields["killed_best"] if n == n and n is not None]
    assert sum(best) == sum(r.best for c in cases for r in c.incident.ranges if r.measure == "killed" and not r.group)
    odd = list(fields["evidence"])[list(fields["event"]).index("destruction")]
    assert odd.startswith('=SUM("rebels") burned <b>14</b> houses & a mill')


def test_the_areas_are_a_layer_of_the_geopackage(named):
    assert [layer for layer, _ in pyogrio.list_layers(named / "made.gpkg")] == ["incidents", "areas"]
    _, shapes, fields = read(named / "made.gpkg", "areas")
    assert list(fields["place"]) == ["northern Iraq"]
    assert len(shapes) == 1
    assert pyogrio.read_info(named / "made.gpkg", "areas")["total_bounds"] == pytest.approx((41.5, 35.0, 46.3, 37.4))


def test_the_geopackage_says_what_it_is(named):
    base = sqlite3.connect(named / "made.gpkg")
    assert base.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    base.close()


def test_the_geojson_fits_its_schema_and_is_golden(written, golden):
    text = written("geojson")[0].read_text(encoding="utf-8")
    jsonschema.validate(json.loads(text), GeoJson().schema())
    golden("incidents.geojson", text)


def test_the_kml_is_golden(written, golden):
    golden("incidents.kml", written("kml")[0].read_text(encoding="utf-8"))


# ------------------------------------------------------------------------------------------------------------ shapes


def placed(precision, radius=None, box=None, lat=30.0, lon=40.0):
    article = Article("a", "Shells fell near Sabha.")
    whole = article.span(0, 23)
    place = Place(article.span(17, 22), "Sabha", None, lat, lon, "LY", None, precision, radius)
    claim = Claim(id="c", article="a", event="clash", scope="incident", trigger=whole, evidence=whole, place=place)
    ref = Ref("a", "c")
    site = Site("Sabha", "Sabha", None, lat, lon, "LY", None, precision, box, ref)
    return Case(Incident("i", "clash", ("clash",), (ref,), site), {ref: Cited(claim, Source("a"))})


def test_a_town_is_a_point_even_where_its_radius_is_known():
    assert geometry(shape(placed("settlement", 4.0))) == {"type": "Point", "coordinates": [40.0, 30.0]}


def test_a_district_with_a_radius_is_a_disc():
    found = shape(placed("district", 50.0))
    assert (found.kind, found.radius_km) == ("disc", 50.0)
    xs, ys = zip(*found.rings[0], strict=True)
    assert max(ys) - min(ys) == pytest.approx(100 / KM_PER_DEGREE, rel=0.01)
    assert max(xs) - min(xs) == pytest.approx(100 / KM_PER_DEGREE / 0.866, rel=0.01)
    assert found.rings[0][0] == found.rings[0][-1]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(found.rings[0], found.rings[0][1:], strict=False))
    assert area > 0, "outer rings go anticlockwise"


def test_a_box_over_the_180th_meridian_is_two():
    found = geometry(shape(placed("region", box=(-20.0, 176.0, -12.0, -178.0))))
    assert found["type"] == "MultiPolygon"
    assert [ring[0] for (ring,) in found["coordinates"]] == [[176.0, -20.0], [-180.0, -20.0]]


def test_discs_at_the_edges_stay_on_the_globe():
    for lat, lon in ((89.9, 0.0), (-89.9, 179.9), (0.0, -179.9)):
        for x, y in shape(placed("district", 500.0, lat=lat, lon=lon)).rings[0]:
            assert -180 <= x <= 180
            assert -90 <= y <= 90


def test_what_has_no_place_has_no_shape():
    case = placed("region")
    assert shape(case).kind == "point"
    assert geometry(shape(replace(case, incident=replace(case.incident, site=None)))) is None
