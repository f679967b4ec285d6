"""The place key: distance against how precisely both places are known."""

from __future__ import annotations

from math import log2

from sayso.merging.geo import FINE, apart_km, reach_km
from sayso.merging.tellings import Telling
from sayso.records import Site

SAME_KM = 3.0
COARSE = {"district": 2.0, "region": 1.5, "country": 0.7, "unknown": 0.5}


def place_bits(a: Telling, b: Telling, trust: float) -> float:
    """From +4 (one town) through 0 (unknown) to -7 (far apart, or in two countries).

    Places that lie apart are often one place that was read wrong once: that is as likely as `trust` falls short of 1.
    """
    return max(log2(1.0 - trust), _distance_bits(a, b))


def _distance_bits(a: Telling, b: Telling) -> float:
    here, there = a.site, b.site
    if here is None or there is None:
        return 0.0
    if here.lat is None or there.lat is None:
        return _by_name(here, there)
    if here.precision in FINE and there.precision in FINE:
        return _fine(apart_km(here, there))
    return _coarse(here, there)


def _by_name(here: Site, there: Site) -> float:
    one, other = here.text.lower(), there.text.lower()
    if one == other:
        return 3.0
    return 1.5 if one in other or other in one else 0.0


def _fine(gap: float) -> float:
    if gap <= SAME_KM:
        return 4.0
    if gap <= 16.0:
        return 3.0
    return -2.0 if gap <= 40.0 else -5.0 if gap <= 100.0 else -7.0


def _coarse(here: Site, there: Site) -> float:
    if here.country and there.country and here.country != there.country:
        return -6.0
    if "country" in (here.precision, there.precision) and here.country and there.country:
        return COARSE["country"]
    gap, reach = apart_km(here, there), reach_km(here) + reach_km(there)
    if gap <= reach:
        return min(COARSE.get(here.precision, 4.0), COARSE.get(there.precision, 4.0))
    return max(-7.0, -2.0 - 2.0 * (gap - reach) / reach)


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
        return f"{one} against {other}" if _distance_bits(a, b) <= 0 else f"{one}, {other}"
    if _distance_bits(a, b) > 0 and not (here.precision in FINE and there.precision in FINE):
        return f"{one} and {other} overlap"
    return f"{gap:.0f} km apart ({one}, {other})"
