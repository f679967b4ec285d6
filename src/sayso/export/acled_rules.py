"""ACLED's coding rules as functions: each is named in `data/acled.rules.tsv`, which says whose it is."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from sayso.export.sides import Group, Side, sides
from sayso.export.stream import Case
from sayso.records import Incident, Stated
from sayso.vocab.codes import acled_of

WEEK, MONTH = 10, 31  # days that an interval may have for time precision 2 and 3

# Stronger first within each event type, as the codebook lists them.
SUB_TYPES: dict[str, tuple[str, ...]] = {
    "Battles": ("Government regains territory", "Non-state actor overtakes territory", "Armed clash"),
    "Protests": ("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Strategic developments": (
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
        "Looting/property destruction", "Non-violent transfer of territory", "Other",
    ),
}  # fmt: skip
_DISORDER = {
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Protest with intervention": "Demonstrations",
    "Peaceful protest": "Demonstrations",
    "Violent demonstration": "Demonstrations",
}
INTER: dict[Group, tuple[int, str]] = {
    "state": (1, "State forces"),
    "rebel": (2, "Rebel group"),
    "militia": (3, "Political militia"),
    "identity": (4, "Identity militia"),
    "rioter": (5, "Rioters"),
    "protester": (6, "Protesters"),
    "civilian": (7, "Civilians"),
    "external": (8, "External/Other forces"),
}
GEO = {"exact": 1, "settlement": 1, "district": 2, "region": 3}
# What the number words that have no number stand for with us, and what they stand for with ACLED.
VAGUE = {24: 12, 40: 20, 200: 100, 2_000: 1_000, 20_000: 10_000}


def coded(case: Case) -> tuple[str, str]:
    """Event and sub-event type: the type that most claims of its event give, the strongest of its sub-types.

    Rule `strongest`.
    """
    claims = [c.claim for c in case.asserting] or [c.claim for c in case.denying]
    own = [c for c in claims if c.event == case.incident.event] or claims
    found = [(a["event_type"], a["sub_event_type"]) for a in map(acled_of, own)]
    types = Counter(kind for kind, _ in found)
    kind = min(types, key=lambda k: (-types[k], list(SUB_TYPES).index(k)))
    order = SUB_TYPES[kind]
    return kind, min((sub for k, sub in found if k == kind), key=order.index)


def disorder(kind: str, sub: str) -> str:
    """The disorder type of a sub-event type."""
    if kind == "Strategic developments":
        return kind
    return _DISORDER.get(sub, "Political violence")


def day(start: date | None, end: date | None) -> tuple[date, int] | None:
    """The day that an interval is coded on and its precision; None: too vague. Rule `one-day`.

    >>> day(date(2024, 3, 1), date(2024, 3, 7))
    (datetime.date(2024, 3, 4), 2)
    """
    if start is None or end is None:
        return None
    width = (end - start).days + 1
    if width > MONTH:
        return None
    return start + timedelta(days=(width - 1) // 2), 1 if width == 1 else 2 if width <= WEEK else 3


def fatalities(incident: Incident) -> int | None:
    """The lowest number of killed; None where none is told. Rule `lowest`."""
    found = incident.figure("killed")
    if found is None:
        parts = [r for r in incident.ranges if r.measure == "killed"]
        found = max(parts, key=lambda r: r.low or r.best or 0, default=None)
    if found is None:
        return None
    told = [_lowest(s) for s in found.stated if s.claim not in incident.denials]
    bound = found.low if found.low is not None else found.best
    kept = [n for n, raw in told if bound is None or raw is None or raw >= bound]
    return min(kept, default=bound)


def _lowest(one: Stated) -> tuple[int, int | None]:
    """What one account gives as the least, and the bound that merging holds it to."""
    numbers = [n for n in (one.low, one.best) if n is not None]
    raw = one.low if one.low is not None else one.best
    if one.best is None and one.high is None and one.low in VAGUE:
        return VAGUE[one.low], raw
    return min(numbers, default=one.high or 0), raw


class Parties(NamedTuple):
    """Both sides as ACLED names them."""

    actor1: str
    assoc1: tuple[str, ...]
    group1: Group
    actor2: str
    assoc2: tuple[str, ...]
    group2: Group | None

    @property
    def interaction(self) -> str:
        """Both classes, the lower number first."""
        first = INTER[self.group1]
        if self.group2 is None:
            return f"{first[1]} only"
        low, high = sorted((first, INTER[self.group2]))
        return f"{low[1]}-{high[1]}"


def parties(incident: Incident, kind: str, country: str) -> Parties:
    """Who stands against whom. Rule `actors`."""
    acting, hit = sides(incident)
    if kind in ("Protests", "Riots"):
        crowd: Group = "protester" if kind == "Protests" else "rioter"
        against = [s for s in (*acting, *hit) if s.group in ("state", "external", "rebel", "militia", "identity")]
        named = [s.name for s in (*acting, *hit) if s.group not in ("state", "external") and s.named]
        head = f"{INTER[crowd][1]} ({country})"
        return Parties(head, tuple(named), crowd, *_party(against, country, None))
    armed = [s for s in acting if s.group != "civilian"]  # who kills is armed, whatever the noun
    first = _party(acting if kind == "Strategic developments" else armed, country, "militia")
    second = _party(hit, country, "civilian" if kind == "Violence against civilians" else None)
    return Parties(first[0], first[1], first[2] or "militia", *second)


def _party(some: list[Side], country: str, default: Group | None) -> tuple[str, tuple[str, ...], Group | None]:
    if not some:
        return (_unnamed(default, country), (), default) if default else ("", (), None)
    head, *others = some
    name = head.name if head.named and head.group != "civilian" else _unnamed(head.group, country)
    also = [head.name] if name != head.name and head.group == "civilian" and head.name.lower() != "civilians" else []
    return name, tuple(dict.fromkeys([*also, *(o.name for o in others)])), head.group


def _unnamed(group: Group, country: str) -> str:
    if group == "state":
        return f"Military Forces of {country}"
    if group in ("civilian", "protester", "rioter"):
        return f"{INTER[group][1]} ({country})"
    return f"Unidentified Armed Group ({country})"


def targeted(kind: str, sub: str, group2: Group | None) -> bool:
    """Whether civilians are the target. Rule `civilians`."""
    if kind == "Violence against civilians" or sub == "Excessive force against protesters":
        return True
    return group2 == "civilian" and kind in ("Explosions/Remote violence", "Riots")
