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


def interval(e: Expression, found: Reckoned, bound: Bound, published: date | None, tense: Tense) -> Interval:
    """First and last day of an expression in its phrase; None where that bound isn't known."""
    if found.type == "SET":
        return None, None
    if found.type == "DURATION":
        return _of_length(e, found, bound, published, tense)
    start, end = _narrowed(e, found, published)
    ahead = found.ahead or tense == "future"
    if published and start and start > published and tense == "past" and not (found.ahead or found.explicit):
        return None, None
    if bound == "since" and start is not None:
        return (start, None) if ahead or published is None or start > published else (start, published)
    if bound in {"until", "by"}:
        return None, end
    if bound == "before" and start is not None:
        return None, start if start == end else start - timedelta(days=1)
    if bound == "after" and start is not None:
        last = None if ahead or published is None or start > published else published
        return start, last
    return _not_after(start, end, published, ahead=ahead)


def _not_after(start: date | None, end: date | None, published: date | None, *, ahead: bool) -> Interval:
    """Past events don't lie after the article's date."""
    if published is None or ahead or end is None or end <= published:
        return start, end
    return (start, published) if start is None or start <= published else (start, end)


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
        return found.start, found.end
    if published is None or bound != "for" or tense != "past" or e.count is None or e.unit is None:
        return None, None
    try:
        return periods.moved(published, e.unit, -e.count), published
    except (OverflowError, ValueError):
        return None, None


def stretch(first: Reckoned, second: Reckoned) -> Interval | None:
    """The interval from the start of one date to the end of another, where both are known and in order."""
    if first.start is None or second.end is None or first.start > second.end:
        return None
    return first.start, second.end
