"""The time key: overlap of the intervals, else how far apart the articles were published."""

from __future__ import annotations

from sayso.merging.tellings import Telling
from sayso.merging.weights import weight

OPEN_DAYS = 60
WEEK = 7
WIDE = 10
WIDTHS = (3, 10, 40)
GAPS = (1, 2, 4, 9, 30)
LAGS = (0, 1, 3, 7, 14, 30)
LATE = (1, 3, 7, 14, 30)


def interval(telling: Telling) -> tuple[int, int] | None:
    """The days on which a dated telling may have happened, an open bound set by publication or two months off."""
    start, end, published = telling.start, telling.end, telling.sheet.published
    if start is None and end is None:
        return None
    if start is None:
        return (end or 0) - OPEN_DAYS, end or 0
    if end is None:
        return start, max(start, min(published or start + OPEN_DAYS, start + OPEN_DAYS))
    return start, end


def time_bits(a: Telling, b: Telling) -> float:
    """The weight of how two tellings lie in time."""
    return weight("time", time_outcome(a, b))


def time_outcome(a: Telling, b: Telling) -> str:
    """How two tellings lie in time: by the days told in both, by one's day and the other's publication, by both's."""
    here, there = interval(a), interval(b)
    if here and there:
        return _both(here, there, a, b)
    if a.sheet is b.sheet:
        return ""
    if here is None and there is None:
        lag = _lag(a, b)
        return "" if lag is None else f"published {_stretch(lag, LAGS)} apart"
    days, published = (here, b.sheet.published) if here else (there, a.sheet.published)
    if days is None or published is None:
        return ""
    return "published before" if published < days[0] - 1 else f"published {_stretch(published - days[1], LATE)} on"


def fresh(telling: Telling) -> bool:
    """Whether a telling is dated to a day or so within a week before its publication: seldom misread.

    Of public reports of shootings that say different days and are worded alike, three times in four it is one shooting
    and a misread day; where both are fresh, one time in six.
    """
    if telling.start is None or telling.end is None or telling.sheet.published is None:
        return False
    return telling.end - telling.start <= 2 and 0 <= telling.sheet.published - telling.end <= WEEK


def _both(here: tuple[int, int], there: tuple[int, int], a: Telling, b: Telling) -> str:
    gap = max(here[0], there[0]) - min(here[1], there[1])
    widest = max(here[1] - here[0], there[1] - there[0])
    if gap <= 0:
        return "one day" if widest == 0 else f"overlap, {_stretch(widest, WIDTHS)}"
    if any(max(x[0], y[0]) <= min(x[1], y[1]) for x in a.days for y in b.days):
        return "one day, beside others"
    if widest > WIDE:
        return "apart, wide"
    return f"apart {_stretch(gap, GAPS)}{', fresh' if fresh(a) and fresh(b) else ''}"


def _stretch(days: int, bounds: tuple[int, ...]) -> str:
    """The class of a number of days: the first bound that it is within."""
    return next((f"to {bound}" for bound in bounds if days <= bound), f"over {bounds[-1]}")


def _lag(a: Telling, b: Telling) -> int | None:
    if a.sheet.published is None or b.sheet.published is None:
        return None
    return abs(a.sheet.published - b.sheet.published)


def time_said(a: Telling, b: Telling) -> str:
    """The time key in words."""
    here, there = interval(a), interval(b)
    if here and there:
        gap = max(here[0], there[0]) - min(here[1], there[1])
        if gap > 0:
            return "a day apart" if gap == 1 else f"{gap} days apart"
        one_day = here[0] == here[1] and here == there
        return "same day" if one_day else "times overlap"
    if here or there:
        published = b.sheet.published if here else a.sheet.published
        days = here or there
        if published is None or days is None:
            return ""
        late = published - days[1]
        return "one published before the other's day" if published < days[0] - 1 else f"one published {_days(late)} on"
    lag = _lag(a, b)
    return "" if lag is None else "published the same day" if lag == 0 else f"published {_days(lag)} apart"


def _days(n: int) -> str:
    return "a day" if n == 1 else f"{max(n, 0)} days"
