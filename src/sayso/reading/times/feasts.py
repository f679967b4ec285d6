"""Named days that a year sets: fixed ones, those that hang on Easter, and those of the Islamic calendar.

Easter is reckoned by the Gregorian and the Julian computus (Meeus, Astronomical Algorithms, 2nd ed., chapter 8).
Islamic dates follow the tabular (civil) calendar of 30-year cycles with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26
and 29; the crescent as sighted may differ from it by a day or two either way, so these intervals are widened by a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from sayso.vocab.tables import rows

_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()  # 1 Muharram 1 (civil), in the proleptic Gregorian calendar


def easter(year: int, orthodox: bool = False) -> date:
    """Easter Sunday, as a Gregorian date.

    >>> easter(2015), easter(2015, orthodox=True)
    (datetime.date(2015, 4, 5), datetime.date(2015, 4, 12))
    """
    if orthodox:
        moon = (19 * (year % 19) + 15) % 30
        sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
        month, day = divmod(moon + sunday + 114, 31)
        return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def from_islamic(year: int, month: int, day: int) -> date:
    """The Gregorian date of a date of the tabular Islamic calendar.

    >>> from_islamic(1436, 9, 1)
    datetime.date(2015, 6, 18)
    """
    days = 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return date.fromordinal(_ISLAMIC_EPOCH + days)


@cache
def feasts() -> dict[str, tuple[dict[str, str], ...]]:
    """The table of named days, by name; a name may have several ("Eid" is two feasts)."""
    found: dict[str, tuple[dict[str, str], ...]] = {}
    for row in rows("times_feasts.tsv"):
        found[row["name"]] = (*found.get(row["name"], ()), row)
    return found


def _occurrences(row: dict[str, str], year: int) -> Iterator[tuple[date, date]]:
    """First and last day of each occurrence that begins in a Gregorian year."""
    first, second, length = int(row["first"]), int(row["second"]), int(row["days"])
    rule = row["rule"]
    if rule == "islamic":
        low = int((year - 622) * 33 / 32)
        for hijri in range(low - 1, low + 4):
            start = from_islamic(hijri, first, second)
            if start.year == year:
                yield start - timedelta(days=1), start + timedelta(days=length)
        return
    if rule == "fixed":
        start = date(year, first, second)
    elif rule == "nth-thursday":
        start = date(year, first, 1) + timedelta(days=(3 - date(year, first, 1).weekday()) % 7 + 7 * (second - 1))
    else:
        start = easter(year, rule == "orthodox") + timedelta(days=second)
    yield start, start + timedelta(days=length - 1)


def open_value(name: str) -> str:
    """The TIMEX3 value of a named day in a year that isn't known."""
    row = feasts()[name][0]
    return f"XXXX-{int(row['first']):02d}-{int(row['second']):02d}" if row["rule"] == "fixed" else "XXXX-XX-XX"


def occurrences(name: str, low: int, high: int) -> list[tuple[date, date]]:
    """All occurrences of a named day that begin in the years `low` to `high`, in order."""
    years = range(max(623, low), min(9998, high) + 1)
    return sorted(found for row in feasts()[name] for year in years for found in _occurrences(row, year))
