"""The place key: distance against how precisely both places are known."""

from __future__ import annotations

from sayso.merging.geo import FINE, ORDER, apart_km, reach_km
from sayso.merging.tellings import Telling, spot
from sayso.merging.weights import weight
from sayso.merging.wording import name_hashes
from sayso.records import Site

SAME_KM = 3.0
NEAR_KM = 16.0
ROUND_KM = 40.0


def place_bits(a: Telling, b: Telling) -> float:
    """The weight of where two tellings are placed."""
    return weight("place", place_outcome(a, b))


def place_outcome(a: Telling, b: Telling) -> str:
    """How two places lie to one another.

    Where they don't meet, it counts whether each article names the other's place too, and tells nothing else of it:
    then one of them was probably misread.
    """
    here, there = a.site, b.site
    if here is None or there is None:
        return "unknown"
    if here.lat is None or there.lat is None:
        return _by_name(here, there) or f"names differ, {_mentioned(a, b)}"
    gap = apart_km(here, there)
    if here.precision in FINE and there.precision in FINE:
        if gap <= SAME_KM:
            return "one town"
        return f"{'near' if gap <= NEAR_KM else 'round' if gap <= ROUND_KM else 'far'}, {_mentioned(a, b)}"
    return _coarse(here, there, gap, a, b)


def _by_name(here: Site, there: Site) -> str:
    one, other = here.text.lower(), there.text.lower()
    return "one name" if one == other else "names overlap" if one in other or other in one else ""


def _coarse(here: Site, there: Site, gap: float, a: Telling, b: Telling) -> str:
    coarser = max(here.precision, there.precision, key=lambda p: ORDER[p])
    if gap > reach_km(here) + reach_km(there):
        if coarser == "country" and here.country == there.country:
            return "one country"
        return f"outside, {_mentioned(a, b)}"
    if coarser == "district" and gap <= SAME_KM:
        return "one town, near it"
    return f"in one {coarser}{'' if _mentioned(a, b) != 'neither named' else ', neither named'}"


def _mentioned(a: Telling, b: Telling) -> str:
    here, there = _names(a, b), _names(b, a)
    if here is not False and there is not False and (here or there):
        return "both named"
    return "one named" if here or there else "neither named"


def _names(telling: Telling, other: Telling) -> bool | None:
    """Whether a telling's article names the other's place; None where it tells of another happening there."""
    site = other.site
    if site is None:
        return False
    if site.lat is not None and telling.beside and spot(site) in telling.beside:
        return None
    codes = telling.sheet.wording.names.codes
    return any(found and all(c in codes for c in found) for found in map(name_hashes, {site.name or "", site.text}))


def place_said(a: Telling, b: Telling) -> str:
    """The place key in words."""
    here, there = a.site, b.site
    if here is None or there is None:
        return ""
    one, other = here.name or here.text, there.name or there.text
    gap = apart_km(here, there)
    if gap <= SAME_KM or one.lower() == other.lower():
        return f"same place ({one})"
    if gap == float("inf"):
        return f"{one} against {other}" if not _by_name(here, there) else f"{one}, {other}"
    if place_outcome(a, b).startswith("in one"):
        return f"{one} and {other} overlap"
    return f"{gap:.0f} km apart ({one}, {other})"
