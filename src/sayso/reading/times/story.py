"""What an expression is reckoned from: the setting of the article, and the point that its story has reached."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sayso.reading.times import periods
from sayso.reading.times.expression import Expression
from sayso.reading.times.periods import Period
from sayso.records import TimexType


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole article.

    `now` is its date, `south` whether summer is in December, `month_first` how figures are ordered (None: not known),
    `history` whether it tells history rather than news, `lent` the first day that an undated text names in full.
    """

    now: date | None = None
    south: bool = False
    month_first: bool | None = None
    history: bool = False
    lent: Period | None = None


@dataclass(frozen=True, slots=True)
class Reckoned:
    """TIMEX3 type and value, and the days that the words denote by themselves, before any preposition.

    `explicit` says that the text itself names the year; `ahead`, that the words look into the future; `aside`, that it
    is a comparison or a look back, from which the story doesn't go on.
    """

    type: TimexType
    value: str
    start: date | None = None
    end: date | None = None
    grain: str = ""
    why: str = ""
    explicit: bool = False
    ahead: bool = False
    aside: bool = False

    def but(self, **changes: Any) -> Reckoned:
        """The same with some fields changed."""
        return replace(self, **changes)


def of_period(period: Period, why: str, *, explicit: bool = False, ahead: bool = False) -> Reckoned:
    """A date that denotes a period of the calendar."""
    return Reckoned("DATE", period.value, period.start, period.end, period.grain, why, explicit, ahead)


@dataclass(slots=True)
class Story:
    """Where the story is. `at` is the last period told, `told` whether the text itself ever named a year.

    `today` is the day that the sentence at hand speaks of, `quarter` the quarter that the article reports on.
    """

    at: Period | None = None
    told: bool = False
    today: Period | None = None
    quarter: Period | None = None

    def enter(self) -> None:
        """Begin a sentence."""
        self.today = None

    def remember(self, e: Expression, found: Reckoned, now: date | None, *, opens: bool) -> None:
        """Let the story go on from an expression.

        `now` is the article's date; `opens` says that the expression stands at the head of its sentence: a year named
        in passing moves nothing.
        """
        if found.start is None or found.end is None or found.aside or found.type not in {"DATE", "TIME"}:
            return
        if found.grain in {"", "decade", "century", "feast"}:
            return
        if now is not None and found.start > now and not (found.ahead or found.explicit):
            return
        period = Period(found.value.split("T")[0], found.start, found.end, found.grain)
        if found.grain == "day":
            self.today = period
        if found.grain == "quarter" and e.kind == "date":
            self.quarter = period
        passing = found.grain == "year" and not opens and self.told
        if passing and self.at is not None and not periods.near(self.at, period, years=0):
            return
        self.at = period
        self.told = self.told or found.explicit
