"""The gazetteer: known places under their many spellings, points that are right, files of users that are wrong."""

from __future__ import annotations

import pickle
import sqlite3
import time
from math import cos, hypot, radians
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InstallationError, SettingsError
from sayso.vocab.gazetteer import Gazetteer, fold, open_gazetteer, packaged
from sayso.vocab.gazetteer.folding import bare, key_of, loose

# Spellings of conflict reporting; points from general geographic knowledge, to be met within 30 km.
SPELLINGS = [
    ("Mosul", "IQ", 36.34, 43.13), ("Kobane", "SY", 36.89, 38.35), ("Kobanî", "SY", 36.89, 38.35),
    ("Ain al-Arab", "SY", 36.89, 38.35), ("Deir Ezzor", "SY", 35.34, 40.14), ("Deir al-Zour", "SY", 35.34, 40.14),
    ("Dayr az-Zawr", "SY", 35.34, 40.14), ("Hawija", "IQ", 35.33, 43.77), ("Hodeidah", "YE", 14.8, 42.95),
    ("El Fasher", "SD", 13.63, 25.35), ("al-Fashir", "SD", 13.63, 25.35), ("Khan Younis", "PS", 31.34, 34.3),
    ("Rafah", "PS", 31.28, 34.25), ("Mezzeh", "SY", 33.5, 36.25), ("Wadi Barada", "SY", 33.62, 36.1),
    ("Karrada", "IQ", 33.3, 44.43), ("Baghouz", "SY", 34.45, 40.95), ("Maiduguri", "NG", 11.85, 13.16),
    ("Goma", "CD", -1.67, 29.23), ("Avdiivka", "UA", 48.14, 37.75), ("Saraqib", "SY", 35.86, 36.8),
    ("Perquin", "SV", 13.96, -88.16), ("Chibok", "NG", 10.87, 12.85), ("Panjshir", "AF", 35.4, 69.8),
]  # fmt: skip
DIVISIONS = [
    ("Nineveh", "IQ"), ("Anbar", "IQ"), ("Salahuddin", "IQ"), ("North Kivu", "CD"), ("Tigray", "ET"), ("Rakhine", "MM"),
    ("Helmand", "AF"), ("Idlib", "SY"), ("Borno", "NG"), ("Cabo Delgado", "MZ"), ("Chechnya", "RU"), ("Texas", "US"),
]  # fmt: skip
REGIONS = [
    "Donbas",
    "Sahel",
    "Eastern Ghouta",
    "Darfur",
    "Gaza Strip",
    "Kurdistan",
    "Golan Heights",
    "Nagorno-Karabakh",
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return packaged()


def apart(lat: float, lon: float, other: tuple[float, float]) -> float:
    return 111.2 * hypot(lat - other[0], (lon - other[1]) * cos(radians(lat)))


@pytest.mark.parametrize(("name", "country", "lat", "lon"), SPELLINGS)
def test_finds_the_places_of_conflict_reports(gazetteer, name, country, lat, lon):
    near = [e for e in gazetteer.find(name) if e.country == country and apart(lat, lon, (e.lat, e.lon)) < 30]
    assert near, f"{name}: {gazetteer.find(name)[:3]}"


@pytest.mark.parametrize(("name", "country"), DIVISIONS)
def test_knows_divisions(gazetteer, name, country):
    assert any(e.kind == "admin1" and e.country == country and e.geonames_id for e in gazetteer.find(name))


@pytest.mark.parametrize("name", REGIONS)
def test_knows_the_regions_that_no_register_lists(gazetteer, name):
    assert any(e.precision == "region" for e in gazetteer.find(name))


def test_countries_stand_at_geonames_own_points(gazetteer):
    for code, lat, lon in (("US", 39.76, -98.5), ("IQ", 33.0, 44.0), ("SY", 35.0, 38.0), ("CD", -2.5, 23.5)):
        country = gazetteer.country(code)
        assert (country.lat, country.lon) == (lat, lon)


def test_short_forms_count_letter_for_letter(gazetteer):
    assert [e.country for e in gazetteer.find("Ill.") if e.kind == "admin1"] == ["US"]
    assert any(e.kind == "country" for e in gazetteer.find("US"))
    assert not any(e.kind == "country" for e in gazetteer.find("us"))


def test_adjectives_point_to_places(gazetteer):
    for word, name in (
        ("Syrian", "Syria"),
        ("Syrians", "Syria"),
        ("Chechen", "Chechen Republic"),
        ("European", "Europe"),
    ):
        assert gazetteer.adjective(word).name == name
    assert gazetteer.adjective("syrian") is None
    assert gazetteer.adjective("Table") is None


def test_unknown_names_stay_unknown(gazetteer):
    for name in ("Xyzzyqqwx", "", "محافظة", "x" * 500, "-", "'"):
        assert gazetteer.find(name) == ()


def test_borders_and_boxes(gazetteer):
    lat, lon, (south, west, north, east) = gazetteer.border("TR", "SY")
    assert south <= lat <= north and west <= lon <= east  # noqa: PT018
    assert 35.5 < lat < 37.5
    assert "TR" in gazetteer.neighbours("SY")
    assert gazetteer.border("SY", "MX") is None
    south, west, north, east = gazetteer.box(gazetteer.country("IQ"))
    assert (round(south), round(west), round(north), round(east)) == (29, 39, 37, 49)


def test_every_place_lies_on_the_globe_and_has_a_kind():
    path = Path(packaged()._path)
    base = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    wrong = base.execute(
        "SELECT count(*) FROM places"
        " WHERE abs(lat) > 9000000 OR abs(lon) > 18000000 OR kind NOT BETWEEN 0 AND 11 OR name=''"
    ).fetchone()
    assert wrong == (0,)
    (lost,) = base.execute("SELECT count(*) FROM adjectives WHERE place NOT IN (SELECT id FROM places)").fetchone()
    assert lost == 0


def test_is_small_and_opens_fast():
    path = Path(packaged()._path)
    assert path.stat().st_size < 20_000_000
    began = time.process_time()
    Gazetteer().find("Mosul")
    assert time.process_time() - began < 1.5


def test_travels_between_processes(gazetteer):
    assert pickle.loads(pickle.dumps(gazetteer)).find("Mosul") == gazetteer.find("Mosul")  # noqa: S301


def test_a_missing_or_torn_file_says_so(tmp_path):
    with pytest.raises(InstallationError, match="missing"):
        Gazetteer(tmp_path / "gazetteer.sqlite")
    torn = tmp_path / "gazetteer.sqlite"
    torn.write_bytes(b"not a database" * 100)
    with pytest.raises(InstallationError, match="damaged"):
        Gazetteer(torn)


@given(st.text(max_size=60))
def test_folding_is_stable_and_plain(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert folded.isascii()
    assert 0 <= key_of(folded) < 1 << 48
    bare(text)
    loose(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "Dayr az-Zawr"),
        ("Hodeidah", "Al-Hudaydah"),
        ("Hawija", "Al Hawijah"),
        ("Khan Younis", "Khan Yunis"),
    ],
)
def test_transliterations_agree(one, other):
    assert loose(one) == loose(other)


# ------------------------------------------------------------ a user's own places


def opened(path: Path) -> Gazetteer:
    return open_gazetteer(SimpleNamespace(gazetteer=path))


def test_own_places_come_first(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(
        "name,lat,lon,country,kind,alternates\nMosul,1.5,2.5,XX,settlement,\nZzyzx Camp,3,4,XX,exact,Zzyzx\n"
    )
    gazetteer = opened(path)
    assert gazetteer.find("Mosul")[0].country == "XX"
    assert gazetteer.find("zzyzx")[0].precision == "exact"
    assert gazetteer.find("Tikrit") == packaged().find("Tikrit")


def test_geonames_dumps_are_taken(tmp_path):
    row = [
        "99",
        "Tall Mithal",
        "Tall Mithal",
        "Tel Mithal,تل",
        "36.5",
        "41.5",
        "P",
        "PPL",
        "SY",
        "",
        "01",
        "",
        "",
        "",
        "1200",
    ]
    path = tmp_path / "SY.txt"
    path.write_text("\t".join([*row, "", "300", "Asia/Damascus", "2020-01-01"]) + "\n", encoding="utf-8")
    (found,) = opened(path).find("Tel Mithal")
    assert (found.geonames_id, found.country, found.weight) == (99, "SY", 1200)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name,lat\nA,1\n", "no column lon"),
        ("name,lat,lon\nA,north,2\n", "line 2.*'north' is not a number"),
        ("name,lat,lon\nA,1,2\nB,91,2\n", "line 3.*out of bounds"),
        ("name,lat,lon,kind\nA,1,2,planet\n", "line 2.*kind 'planet'"),
        ("name,lat,lon\nA,nan,2\n", "out of bounds"),
    ],
)
def test_mistakes_in_a_users_file_name_the_line(tmp_path, content, said):
    path = tmp_path / "mine.csv"
    path.write_text(content)
    with pytest.raises(SettingsError, match=said):
        opened(path)


def test_a_file_that_is_not_there_or_not_text(tmp_path):
    with pytest.raises(SettingsError, match="can't be read"):
        opened(tmp_path / "none.csv")
    (tmp_path / "b.csv").write_bytes(b"\xff\xfe\x00name")
    with pytest.raises(SettingsError, match="can't be read"):
        opened(tmp_path / "b.csv")
