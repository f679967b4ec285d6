"""From what an expression denotes to the interval that its phrase denotes: prepositions, "early", "late", the present.

"since X" runs from the first day of X to the article's date; "until X" and "by X" end with X; "before X" ends the day
before X, or with X itself where X is a single day, since the hour isn't known; "after X" begins with X.
"""

from __future__ import annotations

from datetime import date, timedelta

from sayso.reading.times import periods
from sayso.reading.times.context import Bound, Tense
from sayso.reading.times.expression import Expression
from sayso.reading.times.story import Reckoned

Interval = tuple[date | None, date | None]


def interval(
    e: Expression, found: Reckoned, bound: Bound, published: date | None, tense: Tense, *, of_a_noun: bool = False
) -> Interval:
    """First and last day of an expression in its phrase; None where that bound isn't known.

    `of_a_noun` says that it dates the noun that follows it ("the January 1998 bombing").
    """
    if found.type == "SET":
        return None, None
    if found.type == "DURATION":
        return _of_length(e, found, bound, published, tense)
    start, end = _narrowed(e, found, published)
    if of_a_noun and bound in {"since", "until", "before", "after"}:
        bound = ""  # "since the January 1998 bombing": it is the bombing that is dated
    later = published is not None and start is not None and start > published
    ahead = found.ahead or tense == "future" or (later and (found.explicit or tense != "past"))
    return _not_after(*_bounded(start, end, bound, published, ahead=ahead), published, ahead=ahead)


def _bounded(start: date | None, end: date | None, bound: Bound, published: date | None, *, ahead: bool) -> Interval:
    """What the preposition leaves of it."""
    if bound in {"until", "by"}:
        return None, end
    if start is None:
        return start, end
    if bound == "before":
        return None, start if start == end else start - timedelta(days=1)
    if bound in {"since", "after"}:
        return start, None if ahead else published
    return start, end


def _not_after(start: date | None, end: date | None, published: date | None, *, ahead: bool) -> Interval:
    """What happened doesn't lie after the article's date; words that would put it there are not understood."""
    if published is None or ahead:
        return start, end
    if start is not None and start > published:
        return None, None
    return start, min(end, published) if end is not None else None


def _narrowed(e: Expression, found: Reckoned, published: date | None) -> Interval:
    """The part of a period that "early", "mid", "late", "earlier" and "later" leave."""
    start, end = found.start, found.end
    if start is None or end is None or not e.edge or start == end:
        return start, end
    if e.edge == "EARLIER":
        return start, (min(end, published) if published and published >= start else end)
    if e.edge == "LATER":
        return (max(start, published) if published and start <= published <= end and found.ahead else start), end
    days = (end - start).days + 1
    if e.edge == "START":
        return start, start + timedelta(days=(days - 1) // 2)
    if e.edge == "END":
        return end - timedelta(days=(days - 1) // 2), end
    return start + timedelta(days=days // 4), end - timedelta(days=days // 4)


def _of_length(e: Expression, found: Reckoned, bound: Bound, published: date | None, tense: Tense) -> Interval:
    if found.start is not None or found.end is not None:
        return _not_after(found.start, found.end, published, ahead=found.ahead)
    if published is None or e.count is None or e.unit is None:
        return None, None
    if bound == "in" and tense == "future":
        return _in_so_long(e, published)
    if bound != "for" or tense != "past":
        return None, None
    try:
        return periods.moved(published, e.unit, -e.count), published
    except (OverflowError, ValueError):
        return None, None


def _in_so_long(e: Expression, published: date) -> Interval:
    """ "will be held in two weeks": the day, week, month or year that lies so far ahead."""
    try:
        period = periods.holding(e.unit or "day", periods.moved(published, e.unit or "day", e.count or 0))
    except (OverflowError, ValueError):
        return None, None
    return period.start, period.end


def part_of(e: Expression, whole: Reckoned, *, last: bool) -> Interval | None:
    """The days of "the first three months of 2015": so many units from the start, or up to the end, of a period."""
    if whole.start is None or whole.end is None or e.count is None or e.unit is None:
        return None
    try:
        if last:
            start = periods.moved(whole.end + timedelta(days=1), e.unit, -e.count)
            return (start, whole.end) if start >= whole.start else None
        end = periods.moved(whole.start, e.unit, e.count) - timedelta(days=1)
    except (OverflowError, ValueError):
        return None
    return (whole.start, end) if whole.start <= end <= whole.end else None


def stretch(first: Reckoned, second: Reckoned, published: date | None) -> Interval | None:
    """The interval from the start of one date to the end of another, where both are known and in order."""
    if first.start is None or second.end is None or first.start > second.end:
        return None
    ahead = first.ahead or second.ahead or second.explicit
    return _not_after(first.start, second.end, published, ahead=ahead)
