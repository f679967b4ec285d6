"""Reckons what an expression denotes, each kind by its own rules; beyond the calendar nothing is reckoned."""

from __future__ import annotations

from sayso.reading.times.context import Tense
from sayso.reading.times.dates import reckon_date
from sayso.reading.times.expression import Expression
from sayso.reading.times.shifts import reckon_length, reckon_shift
from sayso.reading.times.story import Reckoned, Setting, Story


def reckon(e: Expression, tense: Tense, setting: Setting, story: Story) -> Reckoned:
    """What an expression denotes by itself, with its TIMEX3 type and value."""
    if e.kind == "fixed":
        return _fixed(e, setting)
    if e.kind == "repeat":
        return Reckoned("SET", e.value, why="recurs")
    try:
        if e.kind == "length":
            return reckon_length(e, setting, story)
        if e.kind == "shift":
            return _with_part(e, reckon_shift(e, tense, setting, story))
        return _with_part(e, reckon_date(e, tense, setting, story))
    except (OverflowError, ValueError):
        return _with_part(e, Reckoned("DATE", "XXXX-XX-XX", why="no date of the calendar"))


def _fixed(e: Expression, setting: Setting) -> Reckoned:
    now = setting.now
    if now is None or setting.history:
        return Reckoned("DATE", e.value, why="no date to count from")
    if e.value == "PRESENT_REF":
        return Reckoned("DATE", e.value, now, now, why="the article's date")
    if e.value == "PAST_REF":
        return Reckoned("DATE", e.value, None, now, why="some time before the article's date")
    return Reckoned("DATE", e.value, now, None, why="some time after the article's date", ahead=True)


def _with_part(e: Expression, found: Reckoned) -> Reckoned:
    """A day with a part of it, or a time of the clock, after a T."""
    if not e.part or found.type == "DURATION":
        return found
    dated = len(found.value) >= 10 and "REF" not in found.value
    return found.but(type="TIME", value=f"{found.value if dated else 'XXXX-XX-XX'}T{e.part}")
