"""Stretches of the calendar: a day, a week, a season, a century; their TIMEX3 values and their first and last days.

Weeks are ISO weeks (Monday first). Seasons are whole months (meteorological): in the north spring is March to May; in
the south the names lie half a year apart. A winter in the north, a summer in the south, belong to the year in which
they begin.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.reading.times.expression import Unit
from sayso.vocab.tables import rows

_NORTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SOUTH = {"FA": 3, "WI": 6, "SP": 9, "SU": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole days, both ends included, its TIMEX3 value, and the unit that it is one of."""

    value: str
    start: date
    end: date
    grain: Unit | str


def southern(country: str | None) -> bool:
    """Whether a country (ISO 3166-1 alpha-2) has its summer in December."""
    return country is not None and any(row["country"] == country.upper() for row in rows("times_south.tsv"))


def day(at: date) -> Period:
    """One day."""
    return Period(at.isoformat(), at, at, "day")


def week(at: date) -> Period:
    """The ISO week that a day lies in."""
    year, number, weekday = at.isocalendar()
    start = at - timedelta(days=weekday - 1)
    return Period(f"{year:04d}-W{number:02d}", start, start + timedelta(days=6), "week")


def weekend(at: date) -> Period:
    """Saturday and Sunday of the ISO week that a day lies in."""
    whole = week(at)
    return Period(f"{whole.value}-WE", whole.start + timedelta(days=5), whole.end, "weekend")


def month(year: int, number: int) -> Period:
    """A month."""
    return Period(
        f"{year:04d}-{number:02d}", date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month"
    )


def quarter(year: int, number: int) -> Period:
    """A quarter of a calendar year, 1 to 4."""
    last = month(year, 3 * number)
    return Period(f"{year:04d}-Q{number}", date(year, 3 * number - 2, 1), last.end, "quarter")


def half(year: int, number: int) -> Period:
    """A half of a calendar year, 1 or 2."""
    return Period(f"{year:04d}-H{number}", date(year, 6 * number - 5, 1), month(year, 6 * number).end, "half")


def season(year: int, name: str, south: bool = False) -> Period:
    """A season by its TIMEX3 name (SP, SU, FA, WI)."""
    first = (_SOUTH if south else _NORTH)[name]
    last_year, last = (year, first + 2) if first < 12 else (year + 1, 2)
    return Period(f"{year:04d}-{name}", date(year, first, 1), month(last_year, last).end, "season")


def year(number: int) -> Period:
    """A calendar year."""
    return Period(f"{number:04d}", date(number, 1, 1), date(number, 12, 31), "year")


def decade(number: int) -> Period:
    """A decade by its first three figures: 199 is the 1990s."""
    return Period(f"{number:03d}", date(10 * number, 1, 1), date(10 * number + 9, 12, 31), "decade")


def century(number: int) -> Period:
    """A century by its first two figures: 19 is the twentieth."""
    return Period(f"{number:02d}", date(100 * number, 1, 1), date(100 * number + 99, 12, 31), "century")


def holding(unit: Unit | str, at: date) -> Period:
    """The period of a unit that a day lies in."""
    if unit == "weekend":
        return weekend(at)
    if unit in {"week", "fortnight"}:
        return week(at)
    if unit == "month":
        return month(at.year, at.month)
    if unit == "quarter":
        return quarter(at.year, (at.month + 2) // 3)
    if unit == "year":
        return year(at.year)
    if unit == "decade":
        return decade(at.year // 10)
    if unit == "century":
        return century(at.year // 100)
    return day(at)


def moved(at: date, unit: Unit | str, by: float) -> date:
    """A day so many units later (earlier when negative); the last of the month where the month is too short.

    Raises OverflowError beyond the years 1 to 9999.
    """
    days = {"second": 0.0, "minute": 0.0, "hour": 1 / 24, "day": 1.0, "weekend": 7.0, "week": 7.0, "fortnight": 14.0}
    if unit in days:
        return at + timedelta(days=round(days[unit] * by))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit] * by
    if abs(months) > 120_000:
        raise OverflowError(f"{by} {unit}s from {at} is beyond the calendar")
    index = at.year * 12 + at.month - 1 + round(months)
    target, number = index // 12, index % 12 + 1
    if not 1 <= target <= 9999:
        raise OverflowError(f"{by} {unit}s from {at} is beyond the calendar")
    return date(target, number, min(at.day, monthrange(target, number)[1]))


def near(one: Period, other: Period, years: int) -> bool:
    """Whether two periods begin within so many calendar years of each other."""
    return abs(one.start.year - other.start.year) <= years
