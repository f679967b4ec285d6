"""Weapons and methods: what they are and which event their use suggests.

The names are in `data/weapons.tsv`, read once, when first asked for; plurals are made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, cast

from sayso.errors import InstallationError
from sayso.records import EVENT_CODES, EventCode
from sayso.vocab.phrases import Hit, Phrase, Phrases, Word, capitals_fit, mood_of, words
from sayso.vocab.tables import rows

# What stands beside a name of other things too, when it is a weapon: "Tornado jets", "Patriot missile".
_BESIDE = frozenset(
    "jet jets fighter fighters plane planes aircraft bomber bombers drone drones missile missiles rocket rockets tank "
    "tanks helicopter helicopters gunship gunships system systems launcher launchers battery batteries howitzer raf "
    "uav gun guns submachine anti interceptor interceptors".split()
)


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon or method. `kind` is its class in the table; `event` the code that its use suggests where the words for
    the happening leave it open, None where it could be several."""

    name: str
    kind: str
    event: EventCode | None
    forms: tuple[str, ...]


class WeaponMention(NamedTuple):
    """A weapon named at [start, end) of a text, in code points."""

    start: int
    end: int
    weapon: Weapon


@cache
def weapons() -> tuple[Weapon, ...]:
    """All weapons and methods; raises InstallationError when the table gives an event code that is not one."""
    found = []
    for row in rows("weapons.tsv"):
        if row["event"] and row["event"] not in EVENT_CODES:
            raise InstallationError(f"weapons.tsv: {row['name']!r} suggests {row['event']!r}, which is no event code")
        event = cast(EventCode, row["event"]) if row["event"] else None
        found.append(Weapon(row["name"], row["class"], event, tuple(f for f in row["forms"].split("; ") if f)))
    return tuple(found)


@cache
def _tree() -> Phrases[Weapon]:
    known: list[tuple[Phrase, Weapon]] = []
    for weapon in weapons():
        forms = (
            weapon.forms if any(f.lstrip("!") == weapon.name for f in weapon.forms) else (weapon.name, *weapon.forms)
        )
        for form in forms:
            bare = form.lstrip("!")
            known.append((_phrase(bare, form != bare), weapon))
            known.append((_phrase(_plural(bare), False), weapon))
    return Phrases(known)


def _phrase(form: str, guarded: bool) -> Phrase:
    return Phrase(form, False, guarded, tuple(words(form)))


def _plural(form: str) -> str:
    if form[-1:].lower() == "y" and form[-2:-1].lower() not in "aeiou":
        return form[:-1] + "ies"
    return form + ("es" if form.endswith(("s", "x", "ch", "sh")) else "s")


def find(text: str) -> list[WeaponMention]:
    """Every weapon named in a text, the longest name at each point, in text order.

    >>> [m.weapon.name for m in find("A car bomb went off; RAF Tornados and Reaper drones struck.")]
    ['car bomb', 'Tornado', 'Reaper']
    """
    there = words(text)
    mood = mood_of(text)
    found: list[WeaponMention] = []
    at = 0
    while at < len(there):
        hit = _hit(there, at, text, mood)
        if hit is None:
            at += 1
            continue
        found.append(WeaponMention(there[at].start, there[hit.last].end, hit.what))
        at = hit.last + 1
    return found


def _hit(there: Sequence[Word], at: int, text: str, mood: str) -> Hit[Weapon] | None:
    for hit in _tree().at(there, at, text):
        if not capitals_fit(hit.phrase, there[at : hit.last + 1], mood):
            continue
        if not hit.phrase.guarded or _BESIDE.intersection(
            w.key for w in (*there[max(0, at - 1) : at], *there[hit.last + 1 : hit.last + 2])
        ):
            return hit
    return None


def matches(tokens: Sequence[str]) -> list[tuple[int, int, Weapon]]:
    """The weapons named in a row of words: first and last word (both included) and the weapon.

    >>> [(first, last, w.event) for first, last, w in matches(["two", "roadside", "bombs"])]
    [(1, 2, 'bombing')]
    """
    text = " ".join(tokens)
    starts: list[int] = []
    offset = 0
    for token in tokens:
        starts.append(offset)
        offset += len(token) + 1
    found = []
    for mention in find(text):
        first = max(i for i, s in enumerate(starts) if s <= mention.start)
        last = max(i for i, s in enumerate(starts) if s < mention.end)
        found.append((first, last, mention.weapon))
    return found


def lookup(text: str) -> Weapon | None:
    """The weapon that a phrase names: the last one in it, which is its head; None if it names none.

    >>> lookup("a white minibus") is None, lookup("hand grenades").event
    (True, 'grenade')
    """
    found = find(text)
    return found[-1].weapon if found else None
