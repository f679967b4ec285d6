"""What an outlet knows of an incident, and what it gets wrong: sources with counts of their own, early tolls, rounding,
a wrong day, a vaguer code, the wrong side blamed. The shares are set to be plausible, not drawn from any corpus."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from known_world.facts import TAKES, Happening

OUTLETS = (
    "Courier", "Meridian", "Chronicle", "Harbour Wire", "Beacon", "Tribune", "Lantern", "Dispatch", "Register",
    "Sentinel", "Morning Post", "Observer Daily", "Long Road", "Compass",
)  # fmt: skip
# Who says so, of what kind, and by how much its count is off: (chance of being off, least and most factor when off).
SOURCES: dict[str, tuple[str, float, float, float]] = {
    "police": ("official", 0.15, 0.7, 1.1),
    "local officials": ("official", 0.15, 0.8, 1.2),
    "a hospital official": ("official", 0.1, 0.8, 1.1),
    "residents": ("witness", 0.35, 0.8, 1.5),
    "witnesses": ("witness", 0.35, 0.7, 1.5),
    "a local rights group": ("monitor", 0.15, 0.9, 1.3),
    "": ("media", 0.1, 0.7, 1.4),
}
EARLY, EARLY_LEAST = 0.4, 0.5
WRONG_DAY, VAGUE_CODE, WRONG_SIDE, BLAMED = 0.03, 0.04, 0.03, 0.6
STYLES = {"exact": 12, "at least": 5, "more than": 2, "about": 2, "nearly": 1, "dozens": 1}
PLACES = {"in the town of": 3, "in": 6, "in the province": 4, "near": 2, "province only": 1}
VAGUER = {"bombing": "attack", "suicide-bombing": "bombing", "grenade": "attack"}


@dataclass(frozen=True, slots=True)
class Account:
    """One outlet's knowledge of one happening, and the seed of its wording; a copy has the same account."""

    happening: Happening
    event: str
    killed: int
    injured: int
    taken: int
    style: str
    source: str
    place: str
    day: date
    who: str
    blames: bool
    wording: int


def count(happening: Happening, true: int, source: str, early: bool, what: str) -> int:
    """What a source counts: the same whoever asks it, lower on the first day."""
    rng = Random(f"{happening.number}:{happening.day}:{source}:{what}")
    _, chance, least, most = SOURCES[source]
    told = max(1, round(true * rng.uniform(least, most))) if rng.random() < chance else true
    if rng.random() < EARLY and early:
        told = max(1, round(told * rng.uniform(EARLY_LEAST, 1.0)))
    return told if true else 0


def account(happening: Happening, published: date, rng: Random) -> Account:
    """An outlet's account of an incident on the day it publishes."""
    source = rng.choice(list(SOURCES))
    early = published == happening.day
    event, day, who = happening.event, happening.day, happening.who
    if rng.random() < VAGUE_CODE:
        event = VAGUER.get(event, event)
    if rng.random() < WRONG_DAY and published > day:
        day += timedelta(days=rng.choice((-1, 1)))
    if rng.random() < WRONG_SIDE and event not in (*TAKES, "crackdown"):
        who = happening.foe
    return Account(
        happening=happening,
        event=event,
        killed=count(happening, happening.killed, source, early, "killed"),
        injured=count(happening, happening.injured, source, early, "injured"),
        taken=count(happening, happening.taken, source, early, "taken"),
        style=rng.choices(list(STYLES), list(STYLES.values()))[0],
        source=source,
        place=rng.choices(list(PLACES), list(PLACES.values()))[0],
        day=min(day, published),
        who=who,
        blames=rng.random() < BLAMED,
        wording=rng.randrange(1 << 30),
    )


def second(first: Account, published: date, rng: Random) -> Account | None:
    """What a second source adds in the same report; None where it is the first one again."""
    source = rng.choice([s for s in SOURCES if s])
    happening = first.happening
    if source == first.source:
        return None
    early = published == happening.day
    return replace(
        first,
        source=source,
        killed=count(happening, happening.killed, source, early, "killed"),
        injured=count(happening, happening.injured, source, early, "injured"),
        taken=count(happening, happening.taken, source, early, "taken"),
        style="exact",
    )
