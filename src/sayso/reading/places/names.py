"""What a mention may mean: the gazetteer's entries for it, or for the part of it that the gazetteer knows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.vocab.gazetteer import Entry, Gazetteer

# A word after (or before) a name that says what kind of place it is.
CUES = {
    "county": "district", "district": "district", "parish": "district", "raion": "district", "township": "district",
    "province": "admin1", "governorate": "admin1", "state": "admin1", "oblast": "admin1", "region": "admin1",
    "department": "admin1", "republic": "country", "city": "settlement", "town": "settlement", "village": "settlement",
    "suburb": "section", "neighbourhood": "section", "neighborhood": "section", "quarter": "section",
}  # fmt: skip
_BUILT = frozenset(
    """street st road rd avenue ave drive dr lane boulevard blvd highway parkway pkwy freeway expressway bypass
    turnpike pike court place square bridge tunnel way circle plaza terrace close airport airbase base port
    station hospital prison jail camp university college school church mosque stadium arena library museum
    theatre theater cemetery mall centre center palace castle checkpoint crossing market hall tower hotel
    courthouse park route interstate building house cathedral temple dam barracks garrison""".split()
)
# Words that are also names of places somewhere, but not where they stand in the name of a building.
_PLAIN = (
    _BUILT
    | frozenset(CUES)
    | frozenset(
        """central north south east west northern southern eastern western hill hills old new national international
    general royal federal supreme first second high main front middle upper lower great grand green white
    black red blue river lake county islamic catholic union united community memorial medical mental
    elementary primary secondary public people museum summit convention conference state league club society
    company bank group council office house garden gardens bay beach forest field fields farm farms creek
    spring springs valley mountain island islands point cape road""".split()
    )
)
_SIDES = re.compile(
    r"^(?:north|south|east|west|central|upper|lower|mid|greater|northern|southern|eastern|western|north-?east(?:ern)?|north-?west(?:ern)?"
    r"|south-?east(?:ern)?|south-?west(?:ern)?|downtown|metro|inner|outer)[ -]+",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b(?:highway|route|interstate|hwy|us|i|sr|fm)[ -]?\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """`entries` for `name`; `part` is empty when the whole mention was known, else "kind" ("Benue state" known as
    Benue),
    "side" ("South Florida" by Florida) or "inside" ("Dublin Airport" by Dublin). `built`: streets, houses, bases."""

    entries: tuple[Entry, ...]
    name: str
    part: str = ""
    built: bool = False
    cue: str = ""


def meaning(text: str, adjective: Entry | None, gazetteer: Gazetteer) -> Meaning:
    """What the words of a mention may mean."""
    name = re.sub(r"\s+", " ", text)
    words = name.split(" ")
    last = words[-1].lower().strip(".,")
    built = len(words) > 1 and (last in _BUILT or bool(_NUMBERED.search(name)))
    cue = CUES.get(last, CUES.get(words[0].lower(), "")) if len(words) > 1 else ""
    found = gazetteer.find(name)
    if adjective is not None:
        return Meaning((adjective, *(e for e in found if e.id != adjective.id)), name, "", False, cue)
    if found and not (built and all(e.how == 4 for e in found)):
        return Meaning(found, name, "", built, cue)
    if cue and (inner := gazetteer.find(_without(words, last))):
        return Meaning(inner, name, "kind", built, cue)
    if (side := _SIDES.match(name)) and (inner := gazetteer.find(name[side.end() :])):
        return Meaning(inner, name, "side", built, cue)
    for size in range(len(words) - 1, 0, -1) if len(words) <= 9 else ():
        for at in range(len(words) - size + 1):
            piece = " ".join(words[at : at + size]).strip(",.'’")
            if (
                piece[:1].isupper()
                and len(piece) > 3
                and piece.lower() not in _PLAIN
                and (inner := _well_known(piece, gazetteer))
            ):
                return Meaning(inner, name, "inside", built, cue)
    return Meaning((), name, "", built, cue)


def _without(words: list[str], last: str) -> str:
    if last in CUES:
        return " ".join(words[:-1])
    return " ".join(w for w in words[1:] if w != "of")


def _well_known(piece: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    return tuple(e for e in gazetteer.find(piece) if e.how < 3 and e.kind != "exact")
