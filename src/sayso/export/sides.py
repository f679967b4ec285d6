"""Who is what: an incident's actors and targets in the classes that the formats of others have for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sayso.records import Incident, Participant
from sayso.vocab.actors import actor, state_of
from sayso.vocab.people import lookup

Group = Literal["state", "rebel", "militia", "identity", "rioter", "protester", "civilian", "external"]

_OF_KIND: dict[str, Group] = {
    "state-forces": "state",
    "police": "state",
    "government": "state",
    "intelligence": "state",
    "rebel-group": "rebel",
    "political-militia": "militia",
    "crime-group": "militia",
    "identity-militia": "identity",
    "coalition": "external",
    "mission": "external",
    "external-forces": "external",
    "company": "external",
    "international-organisation": "external",
    "monitor": "civilian",
    "media": "civilian",
    "other": "civilian",
}
_OF_NOUN: dict[str, Group] = {
    "combatant": "militia",
    "police": "state",
    "official": "civilian",
    "civilian": "civilian",
    "protester": "protester",
    "custody": "civilian",
    "body": "civilian",
    "kin": "civilian",
    "collective": "civilian",
}
_BODY = re.compile(
    r"\b(?:army|armies|brigades?|battalions?|division|regiment|front|militias?|forces?|group|movement|guards?|units?"
    r"|corps|coalition|alliance|party|faction|fighters|rebels|troops)\b",
    re.IGNORECASE,
)
_STATE_BODY = re.compile(r"\b(?:army|troops|soldiers|police|air force|navy|military)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class Side:
    """One participant in a class. `named`: it has a name of its own, the vocabulary's or a proper one.

    `country` is the ISO code of the state whose body it is, or of the one country that it is known to be of; `sure`
    says that the class is the vocabulary's, not read off a noun.
    """

    name: str
    group: Group
    named: bool
    country: str | None = None
    sure: bool = False
    kind: str | None = None


def side(one: Participant, where: str | None, acts: bool) -> Side | None:
    """The class of a participant in an incident in the country `where`; None for things and places.

    A state's bodies outside their own country are external forces.
    """
    state = state_of(one.id) if one.id else None
    if one.kind in _OF_KIND:
        group = _OF_KIND[one.kind]
        known = actor(one.id) if one.id else None
        home = state or (known.countries[0] if known and len(known.countries) == 1 else None)
        if group == "state" and home and where and home != where:
            group = "external"
        return Side(one.name, group, True, home, True, one.kind)
    noun = _noun(one.name)
    if noun is not None:
        group = "state" if _STATE_BODY.search(one.name) and noun in ("combatant", "police") else _OF_NOUN[noun]
        inside = _proper(" ".join(_WORD.findall(one.name)[1:]))  # a first word has its capital from the sentence
        return Side(one.name, group, inside, None, False, one.kind)
    if _BODY.search(one.name) or (acts and _proper(one.name)):
        group = "state" if _STATE_BODY.search(one.name) and not _proper(one.name) else "militia"
        return Side(one.name, group, _proper(one.name), None, False, one.kind)
    return None


def _noun(name: str) -> str | None:
    """The class of the noun for people that a name ends in."""
    words = _WORD.findall(name.lower())
    for length in range(min(3, len(words)), 0, -1):
        found = lookup(" ".join(words[-length:]))
        if found is not None:
            return found.kind
    return None


def _proper(name: str) -> bool:
    words = [w for w in _WORD.findall(name) if w.lower() not in ("the", "a", "an")]
    return any(w[:1].isupper() and not w.isupper() for w in words[1:] or words) or any(
        w.isupper() and 1 < len(w) < 8 for w in words
    )


def sides(incident: Incident) -> tuple[list[Side], list[Side]]:
    """Those who act and those to whom it is done, named ones first; both sides of a clash stand apart."""
    where = incident.site.country if incident.site else None
    acting = _sorted(side(a, where, True) for a in incident.actors)
    hit = _sorted(side(t, where, False) for t in incident.targets)
    if incident.event == "clash" and len(acting) > 1:
        first, *others = acting
        with_first = [o for o in others if o.group == first.group]
        against = [o for o in others if o.group != first.group]
        if not against:
            with_first, against = others[1:], others[:1]
        return [first, *with_first], [*against, *hit]
    return acting, hit


def _sorted(found: Iterable[Side | None]) -> list[Side]:
    kept: dict[str, Side] = {}
    for one in found:
        if one is not None:
            kept.setdefault(one.name.lower(), one)
    return sorted(kept.values(), key=lambda s: (not s.sure, not s.named))
