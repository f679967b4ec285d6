"""What happened in the made world: towns, groups, and incidents with their true day, toll and actor."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from csv import DictReader
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from random import Random

FIRST_DAY = date(2023, 1, 1)
DAYS = 360
TOWNS_EACH = 24
# About how many incidents a country has in the year: enough that towns see one kind of event twice in a month.
INCIDENTS_EACH = 110
PLAIN = re.compile(r"[A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})?")
SETTLEMENT = 6
CODES = {
    "bombing": 16, "suicide-bombing": 5, "air-strike": 12, "shelling": 13, "grenade": 4, "clash": 18, "attack": 15,
    "execution": 4, "abduction": 6, "arrest": 4, "crackdown": 3, "riot": 2, "territory-taken": 4,
}  # fmt: skip
TAKES = {"execution": "killed", "abduction": "abducted", "arrest": "arrested"}
VICTIMS = ("people", "civilians", "villagers", "soldiers", "police officers", "farmers", "fighters", "people", "people")
UNARMED = ("people", "civilians", "villagers", "farmers", "traders")
# An assault on fighters is a clash by the coding rules; so these fall on people who don't fight.
ON_CIVILIANS = frozenset({"attack", "grenade", "abduction", "execution", "crackdown", "riot"})
MARKETS = ("market", "bus station", "mosque", "school", "hospital", "village hall")
HIT = (
    "market",
    "checkpoint",
    "bus station",
    "police station",
    "mosque",
    "school",
    "army post",
    "hospital",
    "village hall",
)
FIRST_NAMES = "Dawn River Hill Northern Iron Southern Red Western Highland Eastern Desert Valley".split()
LAST_NAMES = ("Brigade", "Front", "Column", "Guard", "Movement", "League")


@dataclass(frozen=True, slots=True)
class Theatre:
    """A country of the world: ISO code, name, adjective, seat of government."""

    code: str
    name: str
    adjective: str
    seat: str


@dataclass(frozen=True, slots=True)
class Town:
    """A real town: GeoNames id, degrees, and the first-order division it lies in."""

    id: int
    name: str
    lat: float
    lon: float
    theatre: Theatre
    province: str


@dataclass(frozen=True, slots=True)
class Happening:
    """What really happened. `taken` counts people executed, abducted or arrested; `victims` says who they were."""

    number: int
    event: str
    town: Town
    day: date
    killed: int
    injured: int
    taken: int
    who: str
    foe: str
    victims: str
    hit: str

    @property
    def deaths(self) -> int:
        """All who died."""
        return self.killed + (self.taken if self.event == "execution" else 0)


def theatres() -> list[Theatre]:
    """The countries, in the file's order."""
    with (Path(__file__).parent / "theatres.tsv").open(encoding="utf-8") as handle:
        lines = [line for line in handle if not line.startswith("#")]
    return [Theatre(**row) for row in DictReader(lines, delimiter="\t")]


def towns(theatre: Theatre, rng: Random) -> list[Town]:
    """Plainly named towns of a country, drawn from the packaged gazetteer's larger ones."""
    packaged = files("sayso.vocab") / "data" / "gazetteer.sqlite"
    with as_file(packaged) as path:
        base = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        rows = base.execute(
            "SELECT p.id, p.name, p.lat, p.lon, d.name FROM places p JOIN places d"
            " ON d.kind=3 AND d.country=p.country AND d.admin1=p.admin1 AND d.id>0"
            " WHERE p.kind=? AND p.country=? AND p.id>0 AND p.weight>=15000 ORDER BY p.weight DESC, p.id LIMIT 120",
            (SETTLEMENT, theatre.code),
        ).fetchall()
        base.close()
    found = [
        Town(number, name, lat / 1e5, lon / 1e5, theatre, province.removesuffix(" State").removesuffix(" Oblast"))
        for number, name, lat, lon, province in rows
        if PLAIN.fullmatch(name) and name not in (theatre.seat, theatre.name) and "Capital" not in province
    ]
    return rng.sample(found, min(TOWNS_EACH, len(found)))


def happenings(rng: Random, count: int) -> Iterator[Happening]:
    """`count` incidents of one year, in `count / 110` countries (two at least); a few towns see most of them."""
    countries = theatres()[: max(2, min(12, round(count / INCIDENTS_EACH)))]
    places = {t.code: towns(t, rng) for t in countries}
    names = [f"the {a} {b}" for a in FIRST_NAMES for b in LAST_NAMES]
    rng.shuffle(names)
    groups = {t.code: names[3 * k : 3 * k + 3] for k, t in enumerate(countries)}
    for number in range(count):
        theatre = rng.choice(countries)
        here = places[theatre.code]
        town = rng.choices(here, [1 / (k + 3) for k in range(len(here))])[0]
        yield _happening(number, town, groups[theatre.code], rng)


def _happening(number: int, town: Town, groups: list[str], rng: Random) -> Happening:
    event = rng.choices(list(CODES), list(CODES.values()))[0]
    army = f"the {town.theatre.adjective} army"
    police = f"the {town.theatre.adjective} police"
    state = event in ("air-strike", "arrest", "crackdown") or (event in ("shelling", "clash") and rng.random() < 0.4)
    group = rng.choice(groups)
    who = (police if event in ("arrest", "crackdown") else army) if state else group
    killed = injured = taken = 0
    if event in TAKES:
        taken = 2 + int(rng.expovariate(0.12))
    elif event != "territory-taken":
        killed = int(rng.expovariate(0.11))
        injured = int(rng.expovariate(0.07))
        killed = killed or (0 if injured else 1)
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    foe = group if state else army
    victims, hit = (UNARMED, MARKETS) if event in ON_CIVILIANS else (VICTIMS, HIT)
    return Happening(
        number, event, town, day, killed, injured, taken, who, foe, rng.choice(victims), rng.choice(hit)
    )  # fmt: skip
