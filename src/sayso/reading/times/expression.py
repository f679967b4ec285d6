"""A time expression as it was read, before anything is reckoned: where it stands and what its words say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["date", "shift", "fixed", "length", "repeat"]
Unit = Literal[
    "second", "minute", "hour", "day", "weekend", "week", "fortnight", "month", "quarter", "year", "decade", "century",
]  # fmt: skip
Base = Literal["article", "story"]
Edge = Literal["", "START", "MID", "END", "EARLIER", "LATER"]


@dataclass(frozen=True, slots=True)
class Expression:
    """What the words of one expression say. `start` and `end` are code-point offsets into the article's text.

    `kind` says which fields count:

    - `date`: a calendar date, whole or in part (`year` to `feast`); `which` is -1 for "last May", 1 for "next", 0 for
      "this"; None when the words don't say.
    - `shift`: so many units before or after something ("three weeks ago"). `count` None is a vague number. `base` is
      what it counts from: the article's date, or the point that the story has reached.
    - `fixed`: a value that needs no reckoning ("now").
    - `length`: a duration; `way` is -1 for "the past two years", 1 for "the next", 0 for neither.
    - `repeat`: something that recurs; `value` is its TIMEX3 value.

    `part` is a part of the day or a time of the clock, as TIMEX3 writes it after the T. `edge` narrows a period.
    `year_way` and `year_base` are those of a year told by its own words ("June last year"). `number_at` is where a
    day's figure stands, to be checked against the parse.
    """

    start: int
    end: int
    kind: Kind
    rule: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    feast: str | None = None
    which: int | None = None
    unit: Unit | None = None
    count: float | None = None
    way: int = 0
    base: Base = "article"
    value: str = ""
    part: str = ""
    edge: Edge = ""
    year_way: int | None = None
    year_base: Base = "article"
    number_at: int | None = None

    @property
    def time_only(self) -> bool:
        """Whether it names a time of day without its day."""
        return self.kind == "date" and self.rule in {"clock", "part"}

    @property
    def whole_day(self) -> bool:
        """Whether it names a day (not a longer stretch), known or not."""
        if self.kind == "date":
            return self.day is not None or self.weekday is not None or self.feast is not None
        return self.kind == "shift" and self.unit == "day"
