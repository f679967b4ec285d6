"""How numbers and days are said, and what the words then mean."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

ONES = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
STYLES = ("exact", "at least", "more than", "about", "nearly", "dozens")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as said: its words, and the bounds and best value that they denote."""

    text: str
    low: int | None
    high: int | None
    best: int | None
    approximate: bool = False


def spelled(n: int) -> str:
    """A number below a hundred in words.

    >>> spelled(7), spelled(42)
    ('seven', 'forty-two')
    """
    if n < 20:
        return ONES[n]
    return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")


def number(n: int, style: str, first: bool = False) -> Number:
    """`n` in a style; styles that don't suit a small number fall back to the exact one. `first` starts a sentence."""
    if style == "at least" and n >= 3:
        return Number(f"at least {_digits(n)}", n, None, n)
    if style == "more than" and n > 10:
        floor = (n - 1) // 10 * 10
        return Number(f"more than {floor}", floor + 1, None, floor)
    if style == "about" and n >= 15:
        near = round(n / 5) * 5
        return Number(f"about {near}", None, None, near, approximate=True)
    if style == "nearly" and n >= 15:
        top = -(-n // 5) * 5
        return Number(f"nearly {top}", None, top, top)
    if style == "dozens" and n >= 36:
        return Number("dozens of", 24, None, None)
    return Number(spelled(n) if first and n < 100 else _digits(n), n, n, n)


def _digits(n: int) -> str:
    return spelled(n) if n < 10 else f"{n:,}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day as said (with the preposition before `text`), its TIMEX3 value, and the days that it may be."""

    before: str
    text: str
    value: str
    start: date
    end: date


def day(told: date, published: date, rng: Random) -> Day:
    """How a report of one day tells of another, by how long ago it was."""
    ago = (published - told).days
    ways = [_named(told, published)]
    if 0 <= ago <= 6:
        ways += [_weekday(told)] * 3
    if ago == 1:
        ways.append(Day(" ", "yesterday", told.isoformat(), told, told))
    if 2 <= ago <= 6:
        ways.append(Day(" ", f"{spelled(ago)} days ago", told.isoformat(), told, told))
    if last_week(published)[0] <= told <= last_week(published)[1]:
        ways.append(_week(published))
    if ago > 20 and (told.year, told.month) != (published.year, published.month):
        ways.append(_month(told))
    return rng.choice(ways)


def last_week(published: date) -> tuple[date, date]:
    """Monday and Sunday of the week before that of a day."""
    monday = published - timedelta(days=published.weekday() + 7)
    return monday, monday + timedelta(days=6)


def _weekday(told: date) -> Day:
    return Day(" on ", f"{told:%A}", told.isoformat(), told, told)


def _named(told: date, published: date) -> Day:
    text = f"{told.day} {told:%B}" if told.day % 2 else f"{told:%B} {told.day}"
    if told.year != published.year:
        text = f"{told.day} {told:%B} {told.year}"
    return Day(" on ", text, told.isoformat(), told, told)


def _week(published: date) -> Day:
    start, end = last_week(published)
    year, week, _ = start.isocalendar()
    return Day(" ", "last week", f"{year}-W{week:02d}", start, end)


def _month(told: date) -> Day:
    last = monthrange(told.year, told.month)[1]
    start, end = told.replace(day=1), told.replace(day=last)
    return Day(" in ", f"{told:%B %Y}", f"{told:%Y-%m}", start, end)
