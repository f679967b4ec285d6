"""Reckons dates of the calendar: those named in full, and those whose year, month or day the reader must supply.

In news the article's date supplies it: by the tense of the verb the last such day or the next, and the nearest where
the verb doesn't say. In histories, and in undated articles once their text has named a year, the story so far
supplies it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TypeVar

from sayso.reading.times import feasts, periods
from sayso.reading.times.context import Tense
from sayso.reading.times.expression import Expression
from sayso.reading.times.periods import Period
from sayso.reading.times.story import Reckoned, Setting, Story, of_period

Maker = Callable[[int], Period]
_Some = TypeVar("_Some")


def reckon_date(e: Expression, tense: Tense, setting: Setting, story: Story) -> Reckoned:
    """A date of the calendar, whole or in part."""
    if e.decade is not None:
        return of_period(periods.decade(e.decade), "a decade by name", explicit=True)
    if e.century is not None:
        return of_period(periods.century(e.century), "a century by name", explicit=True)
    if e.time_only:
        return _time_only(e, setting, story)
    if e.value == "of-week":
        return _weekday_of_week(e, setting, story)
    if e.weekday and not e.month:
        return _weekday(e, tense, setting, story)
    if e.feast:
        return _feast(e, tense, setting, story)
    if e.rule == "figures" and e.value == "either":
        return _figures(e, setting)
    if e.rule == "day-only":
        return _day_only(e, setting, story)
    make = _maker(e, south=setting.south)
    if e.year is not None:
        found = of_period(make(e.year), "named in full", explicit=True)
    else:
        found = _without_year(e, make, tense, setting, story)
    return _part_of_month(e, found) if e.rule == "month-part" else found


_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def _part_of_month(e: Expression, month: Reckoned) -> Reckoned:
    """ "the last week of August": seven days of the month; its value is the ISO week in which most of them lie."""
    if month.start is None or month.end is None:
        return month
    if e.unit == "day":
        at = month.end if e.value == "last" else month.start + timedelta(days=_PLACES[e.value])
        return of_period(periods.day(at), month.why).but(explicit=month.explicit, ahead=month.ahead)
    start = month.end - timedelta(days=6) if e.value == "last" else month.start + timedelta(days=7 * _PLACES[e.value])
    value = periods.week(start + timedelta(days=3)).value
    whole = month.but(value=value, start=start, end=start + timedelta(days=6), grain="week")
    if e.unit == "weekend" and whole.end is not None:
        saturday = start + timedelta(days=5 - start.weekday())
        return whole.but(value=f"{value}-WE", start=saturday, end=saturday + timedelta(days=1), grain="weekend")
    return whole


def _figures(e: Expression, setting: Setting) -> Reckoned:
    """ "3/4/2015": by the country's order; where that isn't known, the reading nearer before the article's date."""
    year, a, b = e.year or 1, e.month or 1, e.day or 1
    if setting.month_first is not None:
        month, day = (a, b) if setting.month_first else (b, a)
        return of_period(periods.day(date(year, month, day)), "figures in the country's order", explicit=True)
    if setting.now is None:
        return Reckoned("DATE", f"{year:04d}-XX-XX", why="which figure is the month isn't known")
    now = setting.now
    past = [d for d in (date(year, a, b), date(year, b, a)) if d <= now]
    best = max(past) if past else min(date(year, a, b), date(year, b, a))
    return of_period(periods.day(best), f"of two readings the nearer to {now}", explicit=True)


def _maker(e: Expression, *, south: bool) -> Maker:
    """How a year makes a period of what the expression says."""
    if e.season:
        return lambda y: periods.season(y, e.season or "", south)
    if e.quarter:
        return lambda y: periods.quarter(y, e.quarter or 1)
    if e.half:
        return lambda y: periods.half(y, e.half or 1)
    if e.month and e.day:
        return lambda y: periods.day(date(y, e.month or 1, e.day or 1))
    if e.month:
        return lambda y: periods.month(y, e.month or 1)
    return periods.year


def _without_year(e: Expression, make: Maker, tense: Tense, setting: Setting, story: Story) -> Reckoned:
    now = setting.now
    if e.year_way is not None:
        base = story.at.start if e.year_base == "story" and story.at is not None else now
        if base is not None:
            return of_period(make(base.year + e.year_way), f"in the year told from {base}", ahead=e.year_way > 0)
    at = _story_year(e, setting, story)
    if at is not None:
        return _by_story(e, make, at)
    if now is None or (setting.history and e.which is None):
        return Reckoned("DATE", _open_value(e), why="no year known")
    if e.weekday and e.month and e.day:
        return _chosen(lambda y: _on_weekday(make(y), e.weekday), now, "")
    if e.which == 0:
        this = make(now.year)
        return of_period(this, f"in {now.year}", ahead=tense == "future" or this.start > now)
    if e.quarter and e.which is None and tense != "past":
        tense = ""  # "it will report the third quarter's losses": the verb dates the report
    way: Tense = "past" if e.which == -1 else "future" if e.which == 1 else tense
    return _chosen(make, now, way, strict=e.which is not None)


def _story_year(e: Expression, setting: Setting, story: Story) -> Period | None:
    """The period that lends its year: the story's in histories, and in undated articles a day or month of its own."""
    if story.at is not None and (setting.history or e.base == "story"):
        return story.at
    if setting.now is not None:
        return None
    if story.at is not None and story.told and story.at.grain in {"day", "week", "month"}:
        return story.at
    return setting.lent if e.day else None


def _by_story(e: Expression, make: Maker, at: Period) -> Reckoned:
    """The year is that of the story, or one beside it where that lies nearer."""
    if e.which == -1:
        return _chosen(make, at.start, "past", strict=True)
    if e.which == 1:
        return _chosen(make, at.end, "future", strict=True)
    why = f"the story had reached {at.value}"
    here = at.start.year
    if at.grain in {"year", "half", "quarter", "season"}:
        return of_period(next(iter(_existing(make, (here, here + 1, here - 1, here + 2, here - 2)))), why)
    return of_period(min(_existing(make, (here - 1, here, here + 1)), key=lambda p: _far(p, at)), why)


def _far(period: Period, at: Period) -> tuple[int, int]:
    """How far a period lies from the story: the same year first unless another is much nearer, as across a new year."""
    gap = max((period.start - at.end).days, (at.start - period.end).days, 0)
    other_year = period.start.year != at.start.year
    return gap + (45 if other_year else 0), int(other_year)


def _existing(make: Maker, years: Iterable[int]) -> list[Period]:
    """Those of the years' periods that exist: 29 February doesn't in most."""
    wanted = list(years)
    found = [period for year in wanted for period in _of_year(make, year)]
    if len(found) < 2:
        wider = range(min(wanted) - 8, max(wanted) + 9)
        found = [period for year in wider for period in _of_year(make, year)]
    if not found:
        raise ValueError("no such day")
    return found


def _of_year(make: Maker, year: int) -> list[Period]:
    try:
        return [make(year)] if 1 <= year <= 9998 else []
    except ValueError:
        return []


def _one(found: list[_Some]) -> _Some:
    """The only one of a list; raises ValueError at the ends of the calendar, where there is none."""
    if not found:
        raise ValueError("beyond the calendar")
    return found[0]


def _chosen(make: Maker, base: date, tense: Tense, *, strict: bool = False) -> Reckoned:
    """The last such period before a day, the next after it, or the nearest (ahead counting double), by tense."""
    choices = _existing(make, range(base.year - 2, base.year + 3))
    if tense == "past":
        back = [p for p in choices if (p.end < base if strict else p.start <= base)]
        return of_period(_one(back[-1:]), f"the last before {base}")
    if tense == "future":
        on = [p for p in choices if (p.start > base if strict else p.end >= base)]
        return of_period(_one(on[:1]), f"the next after {base}", ahead=True)
    soon = [p for p in choices if (p.start - base).days <= 183]
    best = min(soon or choices, key=lambda p: max((base - p.end).days, 2 * (p.start - base).days, 0))
    return of_period(best, f"the nearest to {base}", ahead=best.start > base)


def _on_weekday(period: Period, weekday: int | None) -> Period:
    """The same day; raises ValueError where it isn't that day of the week."""
    if period.start.isoweekday() != weekday:
        raise ValueError("another day of the week")
    return period


def _open_value(e: Expression) -> str:
    """The TIMEX3 value of a date whose year isn't known."""
    if e.month and e.day:
        return f"XXXX-{e.month:02d}-{e.day:02d}"
    if e.month:
        return f"XXXX-{e.month:02d}"
    if e.season:
        return f"XXXX-{e.season}"
    if e.quarter:
        return f"XXXX-Q{e.quarter}"
    return f"XXXX-H{e.half}" if e.half else "XXXX"


def _weekday(e: Expression, tense: Tense, setting: Setting, story: Story) -> Reckoned:
    number = e.weekday or 1
    from_story = e.base == "story" or setting.history
    base = story.at.start if from_story and story.at is not None else None if setting.history else setting.now
    if base is None:
        return Reckoned("DATE", f"XXXX-WXX-{number}", why="no date to count from")
    back = (base.isoweekday() - number) % 7
    if e.which == -1:
        at = base - timedelta(days=back or 7)
    elif e.which == 1 or (e.which is None and tense == "future"):
        at = base + timedelta(days=7 - back)
    elif e.which == 0:
        at = base + timedelta(days=number - base.isoweekday())
    else:
        at = base - timedelta(days=back)
    return of_period(periods.day(at), f"counted from {base}", ahead=at > base)


def _weekday_of_week(e: Expression, setting: Setting, story: Story) -> Reckoned:
    base = story.at.start if e.year_base == "story" and story.at is not None else setting.now
    if base is None:
        return Reckoned("DATE", f"XXXX-WXX-{e.weekday}", why="no date to count from")
    at = periods.week(base).start + timedelta(days=7 * (e.year_way or 0) + (e.weekday or 1) - 1)
    return of_period(periods.day(at), f"in the week told from {base}", ahead=(e.year_way or 0) > 0)


def _day_only(e: Expression, setting: Setting, story: Story) -> Reckoned:
    """ "the 13th": of the story's month, else of the month that the article's date allows."""
    day = e.day or 1
    at = story.at
    if at is not None and at.grain in {"day", "week", "month"} and (story.told or setting.now is not None):
        return of_period(periods.day(at.start.replace(day=day)), f"in the month of {at.value}")
    if setting.now is None or setting.history:
        return Reckoned("DATE", f"XXXX-XX-{day:02d}", why="no month known")
    month = setting.now if setting.now.day >= day else periods.moved(setting.now, "month", -1)
    return of_period(periods.day(month.replace(day=day)), f"the last before {setting.now}")


def _time_only(e: Expression, setting: Setting, story: Story) -> Reckoned:
    """A time of day: of the day that the sentence speaks of; a time of the clock also of the story's or article's."""
    day, guessed = story.today, False
    if day is None and (e.rule == "clock" or e.value == "that day"):
        if story.at is not None and story.at.grain == "day":
            day = story.at
        elif setting.now is not None and not setting.history:
            day, guessed = periods.day(setting.now), True
    if day is None:
        return Reckoned("DATE", "XXXX-XX-XX", why="the day isn't known")
    if guessed:
        return Reckoned("DATE", day.value, grain="", why="a time of day; the report's own day for want of another")
    return of_period(day, "on the day spoken of")


def _feast(e: Expression, tense: Tense, setting: Setting, story: Story) -> Reckoned:
    name = e.feast or ""
    if e.year is not None:
        return _feast_days(_one(feasts.occurrences(name, e.year, e.year)[:1]), f"{name} of {e.year}").but(explicit=True)
    from_story = story.at is not None and (setting.history or (setting.now is None and story.told))
    base = story.at.start if from_story and story.at is not None else setting.now
    if base is None or (setting.history and not from_story):
        return Reckoned("DATE", feasts.open_value(name), why="no year known")
    choices = feasts.occurrences(name, base.year - 2, base.year + 2)
    if e.which == 0:
        chosen = _one([c for c in choices if c[0].year == base.year][:1])
    elif e.which == 1 or (tense == "future" and e.which is None):
        chosen = _one([c for c in choices if c[1] >= base][:1])
    else:
        chosen = _one([c for c in choices if (c[1] < base if e.which == -1 else c[0] <= base)][-1:])
    found = _feast_days(chosen, f"counted from {base}").but(ahead=chosen[0] > base)
    return _day_of_feast(e, found) if e.rule == "feast-day" else found


def _day_of_feast(e: Expression, found: Reckoned) -> Reckoned:
    """ "the first day of Ramadan": within the day that the calendar may be out by."""
    if found.start is None or found.end is None or found.start == found.end:
        return found
    first = found.start + timedelta(days=int(e.count or 1) - 1)
    middle = first + timedelta(days=1)
    return found.but(value=middle.isoformat(), start=first, end=middle + timedelta(days=1))


def _feast_days(days: tuple[date, date], why: str) -> Reckoned:
    start, end = days
    length = (end - start).days + 1
    value = start.isoformat() if length == 1 else periods.week(end).value if length == 7 else f"{start.year:04d}-XX"
    return Reckoned("DATE", value, start, end, "day" if length == 1 else "feast", why)
