"""The packaged gazetteer: places by name, opened read-only where it lies, a few microseconds a look-up.

The file is derived by `scripts/build_gazetteer.py`; its credits are in NOTICE. It holds numbers of folded names, not
the names themselves: a name that isn't in it collides with one that is about once in 10^8 look-ups.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from struct import Struct

from sayso.errors import InstallationError
from sayso.records import Precision
from sayso.vocab.gazetteer.folding import bare, fold, key_of, loose

Box = tuple[float, float, float, float]
KINDS = (
    "continent", "region", "country", "admin1", "district", "capital", "settlement", "section", "exact",
    "water", "island", "mountain",
)  # fmt: skip
PRECISION: dict[str, Precision] = {
    "country": "country", "district": "district", "section": "district", "capital": "settlement",
    "settlement": "settlement", "exact": "exact",
}  # fmt: skip
# Countries whose names reach English in several transliterations: the loose key is kept for their places.
TRANSLITERATED = frozenset(
    "AE AF AM AZ BD BG BH BY CN DJ DZ EG EH ER ET GE IL IN IQ IR JO KG KH KP KR KW KZ LA LB LK LY MA MK MM MN MR NP OM "
    "PK PS QA RU SA SD SO SS SY TD TH TJ TM TN UA UZ XK YE ML NE NG".split()
)
# How a name led to a place, from surest to least sure.
NAME, ALTERNATE, EXACT, BARE, LOOSE = 0, 1, 2, 3, 4

SCHEMA = """
CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT, lat INTEGER, lon INTEGER, country TEXT, admin1 TEXT,
                     kind INTEGER, weight INTEGER, radius INTEGER);
CREATE TABLE names (bucket INTEGER PRIMARY KEY, data BLOB);
CREATE TABLE boxes (place INTEGER PRIMARY KEY, south INTEGER, west INTEGER, north INTEGER, east INTEGER);
CREATE TABLE borders (pair TEXT PRIMARY KEY, lat INTEGER, lon INTEGER,
                      south INTEGER, west INTEGER, north INTEGER, east INTEGER) WITHOUT ROWID;
CREATE TABLE adjectives (word TEXT PRIMARY KEY, place INTEGER) WITHOUT ROWID;
"""
_PACKAGED = Path(__file__).resolve().parent.parent / "data" / "gazetteer.sqlite"
# A bucket holds the keys that share their upper 16 bits: for each, the lower 32 bits and the place's id * 8 + how.
PAIR = Struct("<Ii")
_CACHED = 20_000
_MOST = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    `id` is the GeoNames id; negative for places of our own and of a user's file. `lat`, `lon`: degrees, WGS 84.
    `weight` is the number of people, or a stand-in for how well known the place is. `radius_km` is 0 where unknown.
    `how` says by which form of the name it was found.
    """

    id: int
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    kind: str
    weight: int
    radius_km: float = 0.0
    how: int = NAME

    @property
    def geonames_id(self) -> int | None:
        """The GeoNames id, None for places that GeoNames' files lack."""
        return self.id if self.id > 0 else None

    @property
    def precision(self) -> Precision:
        """What kind of area it is, in the records' terms."""
        return PRECISION.get(self.kind, "region")


class Gazetteer:
    """Places by name. Give `extra`, a user's own entries by folded name, to have them found first.

    >>> gazetteer = packaged()
    >>> [e.country for e in gazetteer.find("Kobanî")]
    ['SY']
    >>> gazetteer.adjective("Syrian").name
    'Syria'
    """

    def __init__(self, path: Path = _PACKAGED, extra: dict[str, list[Entry]] | None = None) -> None:
        self._path = path
        self._extra = extra or {}
        self._found: OrderedDict[str, tuple[Entry, ...]] = OrderedDict()
        if not path.is_file():
            raise InstallationError(f"the gazetteer {path.name} is missing from the package; reinstall sayso")
        try:
            # Read-only and immutable: nothing is ever written beside the package, and no lock is taken.
            self._base = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self._adjectives = dict(self._base.execute("SELECT word, place FROM adjectives"))
            self._divisions = {
                f"{c}.{a}": n
                for c, a, n in self._base.execute("SELECT country, admin1, name FROM places WHERE kind=3 AND id>0")
            }  # fmt: skip
        except sqlite3.Error as error:
            raise InstallationError(f"the gazetteer {path.name} is damaged ({error}); reinstall sayso") from error

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path, dict[str, list[Entry]]]]:
        return Gazetteer, (self._path, self._extra)

    def find(self, name: str) -> tuple[Entry, ...]:
        """What the name may mean, surest form of it first, then by weight; empty when it is unknown.

        Spelling is compared without case, accents and hyphens, then without its article, then, for names out of other
        scripts, on a rough key of the transliteration.
        """
        if (known := self._found.get(name)) is not None:
            return known
        found = self._look(name)
        self._found[name] = found
        if len(self._found) > _CACHED:
            self._found.popitem(last=False)
        return found

    def adjective(self, word: str) -> Entry | None:
        """The place that an adjective or a people's name points to ("Syrian", "Syrians", "European")."""
        place = self._adjectives.get(word)
        return self.by_id(place) if place is not None else None

    def by_id(self, place: int) -> Entry | None:
        """The place with this id."""
        rows = self._rows("SELECT p.* FROM places p WHERE p.id=?", (place,))
        return rows[0] if rows else None

    def box(self, entry: Entry) -> Box | None:
        """South, west, north, east of a country's or a first-order division's main parts, in degrees."""
        for s, w, n, e in self._base.execute("SELECT south, west, north, east FROM boxes WHERE place=?", (entry.id,)):
            return s / 100, w / 100, n / 100, e / 100
        return None

    def border(self, one: str, other: str) -> tuple[float, float, Box] | None:
        """A point in the middle of the land border of two countries (ISO 3166-1 codes), and the border's box."""
        pair = "-".join(sorted((one, other)))
        for lat, lon, s, w, n, e in self._base.execute(
            "SELECT lat, lon, south, west, north, east FROM borders WHERE pair=?", (pair,)
        ):
            return lat / 100, lon / 100, (s / 100, w / 100, n / 100, e / 100)
        return None

    def neighbours(self, code: str) -> tuple[str, ...]:
        """The countries that share a land border with a country."""
        pairs = self._base.execute(
            "SELECT pair FROM borders WHERE pair LIKE ? OR pair LIKE ?", (f"{code}-%", f"%-{code}")
        )
        return tuple(pair[3:] if pair.startswith(code) else pair[:2] for (pair,) in pairs)

    def division(self, entry: Entry) -> str | None:
        """The name of the first-order division that a place lies in."""
        return self._divisions.get(f"{entry.country}.{entry.admin1}") if entry.admin1 else None

    def country(self, code: str) -> Entry | None:
        """The country with this ISO 3166-1 code."""
        rows = self._rows("SELECT p.* FROM places p WHERE p.kind=2 AND p.country=? AND p.id>0", (code,))
        return rows[0] if rows else None

    def _look(self, name: str) -> tuple[Entry, ...]:
        if len(name) > 80:
            return ()
        folded = fold(name)
        own = self._extra.get(folded, [])
        short = self._keys((key_of("=" + name),)) if len(name) <= 9 else []
        found = self._keys({key_of(f) for f in (folded, bare(name)) if len(f) >= 2})
        if not found and not short and not own and (rough := loose(name)):
            found = self._keys((key_of("~" + rough),))
        seen: dict[int, Entry] = {}
        for e in (*own, *short, *found):
            seen.setdefault(e.id, e)
        return tuple(
            sorted(seen.values(), key=lambda e: (e.id not in {o.id for o in own}, e.how == LOOSE, -e.weight, e.id))[
                :_MOST
            ]
        )

    def _keys(self, keys: Iterable[int]) -> list[Entry]:
        led: dict[int, int] = {}
        for key in keys:
            rest = key & 0xFFFFFFFF
            for (data,) in self._base.execute("SELECT data FROM names WHERE bucket=?", (key >> 32,)):
                for lower, packed in PAIR.iter_unpack(data):
                    if lower == rest:
                        led[packed >> 3] = min(packed & 7, led.get(packed >> 3, 9))
        if not led:
            return []
        marks = ",".join("?" * len(led))
        found = self._rows(f"SELECT p.* FROM places p WHERE p.id IN ({marks})", tuple(led))  # noqa: S608
        return [replace(e, how=led[e.id]) for e in found]

    def _rows(self, query: str, values: tuple[int | str, ...]) -> list[Entry]:
        return [
            Entry(i, name, lat / 1e5, lon / 1e5, country, admin1, KINDS[kind], weight, float(radius or 0))
            for i, name, lat, lon, country, admin1, kind, weight, radius in self._base.execute(query, values)
        ]


@cache
def packaged() -> Gazetteer:
    """The gazetteer that the package carries, opened once."""
    return Gazetteer()
