"""Reckons what counts from something else: "three weeks ago", "last year", "the next day", "a year earlier"."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil, floor

from sayso.reading.times import periods
from sayso.reading.times.context import Tense
from sayso.reading.times.expression import Expression
from sayso.reading.times.length_rules import length_value
from sayso.reading.times.periods import Period
from sayso.reading.times.story import Reckoned, Setting, Story, of_period

# The longest, in days, that a bare plural is taken to reach: from two of the next unit on, that unit would be said.
VAGUE_DAYS = {
    "second": 1, "minute": 1, "hour": 2, "day": 14, "weekend": 62, "week": 62, "fortnight": 62, "month": 730,
    "quarter": 730, "year": 7305, "decade": 73050, "century": 365250,
}  # fmt: skip
_SIZE = {"second": 0, "minute": 0, "hour": 0, "day": 1, "weekend": 2, "week": 3, "fortnight": 3, "month": 4,
         "quarter": 5, "season": 5, "half": 6, "year": 7, "decade": 8, "century": 9}  # fmt: skip
_OPEN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX", "year": "XXXX"}


def reckon_length(e: Expression, setting: Setting, story: Story) -> Reckoned:
    """A duration; its days where the words tie it to a date ("the past two years")."""
    value = length_value(e.unit or "day", e.count)
    if not e.way:
        return Reckoned("DURATION", value, why="a length of time")
    base = setting.now if e.base == "article" or story.at is None else story.at.start
    if base is None or setting.history:
        return Reckoned("DURATION", value, why="no date to count from")
    other = _reach(base, e)
    if e.way < 0:
        return Reckoned("DURATION", value, other, base, why=f"counted back from {base}")
    return Reckoned("DURATION", value, base, other, why=f"counted on from {base}", ahead=True)


def _reach(base: date, e: Expression) -> date:
    unit = e.unit or "day"
    if e.count is None:
        return base + e.way * timedelta(days=VAGUE_DAYS[unit])
    return periods.moved(base, unit, e.way * e.count)


def reckon_shift(e: Expression, tense: Tense, setting: Setting, story: Story) -> Reckoned:
    """A date told from another."""
    if e.rule == "which-unit" and _is_length(e):
        return reckon_length(e, setting, story)
    if e.rule == "day-word" and setting.history and not e.way:
        return Reckoned("DATE", "PRESENT_REF", why="the teller's own day")
    if e.unit == "quarter" and e.base == "story" and e.rule in {"which-unit", "bare-period"} and not e.way:
        return _this_quarter(setting, story)
    if e.unit == "day" and not e.way and e.base == "story" and (story.at is None or story.at.grain != "day"):
        return _this_day(setting, story)
    if e.rule == "nth-day":
        return _nth_day(e, setting, story)
    base = _base(e, setting, story)
    if base is None:
        return _unreckoned(e)
    if e.rule == "overnight":
        night = periods.day(base - timedelta(days=1))
        return Reckoned("TIME", night.value, night.start, base, "day", f"the night before {base}")
    if e.rule in {"ago", "later", "next-to"}:
        return _counted(e, base, setting, story)
    if e.rule == "year-ago":
        return _year_before(e.value, base, setting, story)
    return _which(e, base, tense)


def _is_length(e: Expression) -> bool:
    """ "the past year", "the next decade": a stretch that touches the day it counts from, not one of the calendar."""
    if e.value == "the last" and e.unit in {"day", "week", "month"}:
        return True
    return e.value in {"the past", "past", "this past"} or (
        e.unit in {"decade", "century"} and e.way != 0 and e.value != "last"
    )


def _base(e: Expression, setting: Setting, story: Story) -> date | None:
    if setting.history and e.rule in {"which-unit", "ago"} and e.base == "article":
        return story.at.start if story.at is not None else None
    if e.base == "story" and story.at is None:
        onward = e.way > 0 or e.rule == "next-to"
        return None if setting.history or onward else setting.now
    if e.base == "article" or story.at is None:
        return setting.now
    return story.at.end if e.way > 0 and story.at.grain == "day" else story.at.start


def _unreckoned(e: Expression) -> Reckoned:
    """The value of a shift that has nothing to count from."""
    why = "no date to count from"
    if e.part or (e.base == "story" and e.rule in {"later", "next-to"}):
        return Reckoned("DATE", _OPEN.get(e.unit or "day", "XXXX-XX-XX"), why=why)
    return Reckoned("DATE", ("PRESENT_REF", "FUTURE_REF", "PAST_REF")[e.way], why=why)


def _which(e: Expression, base: date, tense: Tense) -> Reckoned:
    """ "last week", "this year", "the following month", "the weekend"."""
    unit = e.unit or "day"
    if unit == "weekend" and e.way == 0 and e.value == "the" and base.isoweekday() < 6 and tense != "future":
        base -= timedelta(days=7)
    period = periods.holding(unit, periods.moved(base, unit, e.way * (e.count or 1)))
    return of_period(period, f"counted from {base}", ahead=e.way > 0 and e.base == "article")


def _this_quarter(setting: Setting, story: Story) -> Reckoned:
    """ "the quarter", "that quarter": the one reported on, else the last whole one."""
    period = _whole_quarter(setting, story)
    if period is None:
        return Reckoned("DATE", "XXXX-QX", why="no date to count from")
    return of_period(period, "the quarter reported on")


def _whole_quarter(setting: Setting, story: Story) -> Period | None:
    if story.quarter is not None and (setting.now is None or story.quarter.end <= setting.now):
        return story.quarter
    if setting.now is None:
        return None
    return periods.holding("quarter", periods.moved(setting.now, "quarter", -1))


def _this_day(setting: Setting, story: Story) -> Reckoned:
    """ "that day", "later in the day", where the story's last date is longer than a day."""
    if story.today is not None:
        return of_period(story.today, "the day spoken of")
    if setting.now is None or setting.history or story.at is not None:
        return Reckoned("DATE", "XXXX-XX-XX", why="the day isn't known")
    return of_period(periods.day(setting.now), "the article's date")


def _nth_day(e: Expression, setting: Setting, story: Story) -> Reckoned:
    """ "the third day of protests": the day of the sentence, or that of a report that names no other."""
    unit = e.unit or "day"
    if story.today is not None:
        return of_period(periods.holding(unit, story.today.start), "the day spoken of")
    if setting.now is None or setting.history or story.at is not None:
        return Reckoned("DATE", _OPEN.get(unit, "XXXX-XX-XX"), why="what it is counted from isn't known")
    return of_period(periods.holding(unit, setting.now), "the article's date")


def _counted(e: Expression, base: date, setting: Setting, story: Story) -> Reckoned:
    """ "three weeks ago", "four days later", "the day before"."""
    unit = e.unit or "day"
    if e.count is None:
        return _vaguely(e, base, story)
    if unit == "year" and e.count == 1 and e.way < 0 and story.quarter is not None:
        return _year_before("quarter", base, setting, story)
    aside = e.base == "story" and e.way < 0
    why = f"{e.count:g} {unit}{'s' if e.count != 1 else ''} {'before' if e.way < 0 else 'after'} {base}"
    told_by = story.at.grain if story.at is not None and e.base == "story" else "day"
    if max(_SIZE[unit], 1) < _SIZE.get(told_by, 1):
        year = f"{base.year:04d}" if _SIZE.get(told_by, 1) <= _SIZE["year"] else "XXXX"
        return Reckoned("DATE", year + _OPEN.get(unit, "XXXX-XX-XX")[4:], why="the story's own date is too coarse")
    if unit in {"second", "minute", "hour"}:
        return _hours(e, base, why)
    at = periods.moved(base, unit, e.way * e.count)
    if e.value == "to the day":
        return of_period(periods.day(at), why)
    if unit in {"week", "fortnight", "weekend"}:
        week = periods.week(at)
        return Reckoned("DATE", at.isoformat(), week.start, week.end, "week", why, aside=aside)
    if e.count % 1:
        unit = "month" if unit == "year" else "day"
    ahead = e.way > 0 and e.base == "article"
    return of_period(periods.holding(unit, at), why, ahead=ahead).but(aside=aside)


def _hours(e: Expression, base: date, why: str) -> Reckoned:
    """ "36 hours ago": the hour that it counts from isn't known, so it may be either of two days."""
    hours = (e.count or 0) * {"second": 1 / 3600, "minute": 1 / 60}.get(e.unit or "", 1.0)
    low, high = timedelta(days=floor(hours / 24)), timedelta(days=ceil(hours / 24))
    start, end = (base - high, base - low) if e.way < 0 else (base + low, base + high)
    value = (end if e.way < 0 else start).isoformat()
    return Reckoned("DATE", value, start, end, "day", why, ahead=e.way > 0 and e.base == "article")


def _vaguely(e: Expression, base: date, story: Story) -> Reckoned:
    """ "days ago", "several months later"."""
    unit = e.unit or "day"
    if e.base == "story" and story.at is not None and _SIZE[unit] < _SIZE.get(story.at.grain, 1):
        return Reckoned("DURATION", length_value(unit, None), why="the story's own date is too coarse")
    far, near = timedelta(days=VAGUE_DAYS[unit]), timedelta(days=_SIZE[unit] > 0)
    start, end = (base - far, base - near) if e.way < 0 else (base + near, base + far)
    why = f"some {unit}s {'before' if e.way < 0 else 'after'} {base}"
    if e.base == "story":
        return Reckoned("DURATION", length_value(unit, None), start, end, "", why)
    return Reckoned("DATE", "PAST_REF" if e.way < 0 else "FUTURE_REF", start, end, "", why, ahead=e.way > 0)


def _year_before(grain: str, base: date, setting: Setting, story: Story) -> Reckoned:
    """ "the year-ago quarter", "a year earlier" of a quarter's figures."""
    if grain in {"year", "period"}:
        grain = "quarter" if story.quarter is not None else story.at.grain if story.at is not None else "year"
    quarter = _whole_quarter(setting, story)
    start = quarter.start if grain == "quarter" and quarter is not None else base
    at = periods.moved(start, "year", -1)
    return of_period(periods.holding(grain, at), f"a year before {start}").but(aside=True)
