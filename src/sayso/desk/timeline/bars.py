"""Incidents over time: bars of days, weeks, months or years, whichever makes a chart that can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sayso.desk import saying

MOST = 130  # bars: more are thinner than a finger on any screen
TICKS = 7  # labels below them
LATE = 85.0  # per cent: a label further on would run over the edge of a narrow screen, so it ends at its tick


@dataclass(frozen=True, slots=True)
class Bar:
    """The incidents that begin from `first` to `last`, both days included. `height` is in hundredths of the tallest."""

    first: date
    last: date
    count: int
    height: int
    label: str
    index: int = 0

    @property
    def x(self) -> str:
        """Where the bar begins in the drawing: ten units a bar."""
        return str(self.index * 10 + 1)

    @property
    def y(self) -> str:
        """Where its top is."""
        return str(100 - self.height)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars in order without gaps, and the unit they stand for (`day`, `week`, `month`, `year`).

    `undated` incidents are in none; nor are the `undrawn`, of years so far from the others (a misread date) that a
    chart with them could not be read. `tallest` is the count of the tallest bar.
    """

    bars: tuple[Bar, ...]
    unit: str
    undated: int
    tallest: int = 0
    undrawn: int = 0

    @property
    def width(self) -> str:
        """The width of the drawing: ten units a bar."""
        return str(max(1, len(self.bars)) * 10)

    @property
    def ticks(self) -> list[tuple[str, str, str]]:
        """Labels below the bars: where each stands in per cent, its words, and which side of it they begin on."""
        step = max(1, ceil(len(self.bars) / TICKS))
        starts = [b for b in self.bars if b.index % step == 0] if self.unit == "year" else self._months()
        years = [0, *(b.first.year for b in starts)]
        words = [_tick(b.first, self.unit, b.first.year != year) for b, year in zip(starts, years, strict=False)]
        places = [(100 * b.index / len(self.bars), said) for b, said in zip(starts, words, strict=True)]
        return [(f"{x:.2f}%", said, "end" if x > LATE else "start") for x, said in places]

    def _months(self) -> list[Bar]:
        """The bars in which a month, or a year where they are many, begins; one day in seven of a single month."""
        first = [b for b in self.bars if b.first.day <= (7 if self.unit == "week" else 1)]
        if len(first) < 2:
            return [b for b in self.bars if b.index % 7 == 0]
        if len(first) > TICKS:
            first = [b for b in first if b.first.month == 1] or first
        return first[:: max(1, ceil(len(first) / TICKS))]

    @property
    def drawn(self) -> list[Bar]:
        """The bars that have incidents."""
        return [bar for bar in self.bars if bar.count]


def timeline(rows: QuerySet[Any]) -> Timeline:
    """The timeline of some incidents; one query."""
    counted = rows.order_by().values_list("start").annotate(n=Count("id"))
    days = {day: n for day, n in counted if day is not None}
    undated = sum(n for day, n in counted if day is None)
    return of_days(days, undated)


def of_days(days: Mapping[date, int], undated: int = 0) -> Timeline:
    """The timeline of incidents counted by day.

    >>> of_days({date(2023, 3, 1): 2, date(2023, 3, 3): 1}).unit
    'day'
    """
    if not days:
        return Timeline((), "day", undated)
    near = _near(days)
    if not near:
        return Timeline((), "day", undated, 0, sum(days.values()))
    undrawn = sum(days.values()) - sum(near.values())
    first, last = min(near), max(near)
    unit = _unit((last - first).days + 1)
    first, last = _whole(first, last, unit)
    counts: Counter[date] = Counter()
    for day, n in near.items():
        counts[begin(day, unit)] += n
    tallest = max(counts.values())
    bars: list[Bar] = []
    day = begin(first, unit)
    while day <= last:
        after = following(day, unit)
        n = counts[day]
        # The least bar is seen too: 3 of 100.
        height = max(3, round(100 * n / tallest)) if n else 0
        bars.append(Bar(day, after - timedelta(days=1), n, height, label(day, unit), len(bars)))
        day = after
    return Timeline(tuple(bars), unit, undated, tallest, undrawn)


def _unit(days: int) -> str:
    return "day" if days <= MOST else "week" if days <= 7 * MOST else "month" if days <= 30 * MOST else "year"


def _near(days: Mapping[date, int]) -> Mapping[date, int]:
    """The days within a chart of years before the middle incident, and as far after it."""
    ordered = sorted(days)
    half, seen = sum(days.values()) / 2, 0
    middle = ordered[-1]
    for day in ordered:
        seen += days[day]
        if seen >= half:
            middle = day
            break
    first, last = max(2, middle.year - MOST // 2), min(9998, middle.year + MOST // 2)
    return {day: n for day, n in days.items() if first <= day.year <= last}


def _whole(first: date, last: date, unit: str) -> tuple[date, date]:
    """The days that a chart begins and ends with: whole months for days and weeks, whole years for months."""
    if unit in ("day", "week"):
        return begin(first, "month"), following(begin(last, "month"), "month") - timedelta(days=1)
    return begin(first, "year"), last.replace(month=12, day=31)


def begin(day: date, unit: str) -> date:
    """The first day of the bar that a day is in; weeks begin on Monday."""
    if unit == "week":
        return day - timedelta(days=min(day.weekday(), (day - date.min).days))
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def following(day: date, unit: str) -> date:
    """The first day of the next bar."""
    if unit == "month":
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    if unit == "year":
        return date(day.year + 1, 1, 1)
    return day + timedelta(days=7 if unit == "week" else 1)


def label(day: date, unit: str) -> str:
    """A bar's time in words."""
    if unit == "year":
        return str(day.year)
    if unit == "month":
        return date_format(day, "YEAR_MONTH_FORMAT")
    said = saying.day(day)
    return _("week of %(day)s") % {"day": said} if unit == "week" else said


def _tick(day: date, unit: str, with_year: bool) -> str:
    if unit == "year":
        return str(day.year)
    if unit == "day":
        return date_format(day, _("j M Y") if with_year else _("j M"))
    return date_format(day, _("M Y") if with_year else "M")


def binned(days: Iterable[tuple[date, int]], unit: str, first: date) -> dict[int, int]:
    """Counts by the number of the bar, from the bar that begins on `first`."""
    found: Counter[int] = Counter()
    for day, n in days:
        found[index(begin(day, unit), unit, first)] += n
    return dict(found)


def index(day: date, unit: str, first: date) -> int:
    """How many bars after `first` the bar that begins on `day` comes."""
    if unit == "month":
        return (day.year - first.year) * 12 + day.month - first.month
    if unit == "year":
        return day.year - first.year
    return (day - first).days // (7 if unit == "week" else 1)
