"""Durations ("for nearly four years", "a 24-hour curfew", "weeks") and what recurs ("every morning", "weekly")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.times.expression import Expression
from sayso.reading.times.lexicon import (
    COUPLE,
    GAP,
    JOIN,
    LETTERS,
    NUMBER,
    PART,
    PARTS,
    PLURAL_UNIT,
    SEASON,
    SEASONS,
    UNIT,
    VAGUE,
    WEEKDAY,
    number_of,
    unit_of,
    weekday_number,
)
from sayso.reading.times.rule import Rule, group, rule


def length_value(unit: str, count: float | None) -> str:
    """The TIMEX3 value of so many units; a count of None is written X.

    >>> length_value("hour", 24), length_value("decade", 2), length_value("week", None)
    ('PT24H', 'P20Y', 'PXW')
    """
    if count is None:
        letter = {"decade": "DE", "century": "CE"}.get(unit, LETTERS[unit])
        return f"PT{'X'}{letter[1]}" if letter[0] == "T" else f"PX{letter}"
    size = {"decade": 10, "century": 100, "fortnight": 2}.get(unit, 1)
    if unit in {"year", "hour"} and count % 1 == 0.5:
        smaller = {"year": ("Y", f"{6}M"), "hour": ("H", "30M")}[unit]
        whole = f"{int(count)}{smaller[0]}" if count >= 1 else ""
        return f"P{'T' if unit == 'hour' else ''}{whole}{smaller[1]}"
    if unit == "minute" and count % 1 == 0.5:
        return f"PT{int(count)}M30S"
    letter = LETTERS[unit]
    number = f"{count * size:g}"
    return f"PT{number}{letter[1]}" if letter[0] == "T" else f"P{number}{letter}"


def _length(match: re.Match[str]) -> Iterator[Expression]:
    unit = unit_of(match["unit"])
    words = group(match, "number")
    count = number_of(words) if words else None
    if (words or "").lower() in {"a", "an"} and match["unit"].lower().endswith("s"):
        count = None  # "a months-long siege"
    if count is not None and group(match, "and_half"):
        count += 0.5
    first = group(match, "first")
    if first:
        yield Expression(
            match.start("first"), match.end("first"), "length", "length", unit=unit, count=number_of(first)
        )
        yield Expression(match.start("number"), match.end(), "length", "length", unit=unit, count=count)
        return
    long = match.group().lower().endswith(("long", "old")) and (words or "").lower() in {"a", "an"}
    start = match.start("unit") if long else match.start()
    yield Expression(start, match.end(), "length", "length", unit=unit, count=count)


def _ended(match: re.Match[str]) -> Iterator[Expression]:
    """ "the year ended June 30": a length, whose end is a date of its own."""
    yield Expression(match.start(), match.end("unit"), "length", "ended", unit=unit_of(match["unit"]), count=1.0)


def _one(match: re.Match[str]) -> Iterator[Expression]:
    yield Expression(match.start(), match.end(), "length", "length", unit=unit_of(match["unit"]), count=1.0)


def _many(match: re.Match[str]) -> Iterator[Expression]:
    yield Expression(match.start(), match.end(), "length", "bare-units", unit=unit_of(match["unit"]), count=None)


_EVERY = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y", "annual": "P1Y",
          "quarterly": "P1Q", "hourly": "PT1H", "nightly": "XXXX-XX-XXTNI", "fortnightly": "P2W"}  # fmt: skip


def _every(match: re.Match[str]) -> Iterator[Expression]:
    if word := group(match, "word"):
        value = _EVERY[word.lower()]
    elif weekday := group(match, "weekday"):
        value = f"XXXX-WXX-{weekday_number(weekday)}"
    elif part := group(match, "part"):
        value = f"XXXX-XX-XXT{PARTS[part.lower()]}"
    elif season := group(match, "season"):
        value = f"XXXX-{SEASONS[season.lower()]}"
    else:
        number = group(match, "number")
        value = length_value(unit_of(match["unit"]), number_of(number) if number else 1.0)
    yield Expression(match.start(), match.end(), "repeat", "repeat", value=value)


def _rate(match: re.Match[str]) -> Iterator[Expression]:
    yield Expression(
        match.start("rate"), match.end(), "repeat", "rate", value=length_value(unit_of(match["unit"]), 1.0)
    )


_NUM = rf"(?P<number>{VAGUE}|{COUPLE}|{NUMBER}|an?|another)"
_MORE = (
    rf"(?:{JOIN}(?:more|additional|full|whole|long|short|solid|straight|consecutive|successive|bloody|brutal|tense"
    r"|trading|working))?"
)

FIRST: tuple[Rule, ...] = (
    rule(
        "length", "unit",
        rf"\b(?:the|its){GAP}(?:fiscal{GAP})?(?P<unit>year|quarter|month){GAP}(?=(?:ended|ending)\b)",
        _ended,
    ),
)  # fmt: skip
RULES: tuple[Rule, ...] = (
    rule(
        "length", "unit",
        rf"(?<![\d.,$£€])\b(?:the{GAP})?(?P<first>{NUMBER})(?:{GAP}(?:to|or|and){GAP}|\s?[-–—]\s?)"
        rf"{_NUM}{_MORE}{JOIN}(?P<unit>{UNIT})\b",
        _length,
    ),
    rule(
        "length", "unit",
        rf"(?<![\d.,$£€])(?:\bthe{GAP}(?:(?:first|final|last|next|past|same|initial){GAP})?)?"
        rf"\b{_NUM}{_MORE}{JOIN}(?P<unit>{UNIT})\b"
        rf"(?:['’](?!s))?(?:(?P<and_half>{GAP}and{GAP}a{GAP}half)|-(?:long|old)\b)?",
        _length,
    ),
    rule("length", "unit", r"\b(?P<unit>day|week|month|year|decade|century|hour)-(?:long|old)\b", _one),
    rule("length", "long", r"\b(?P<unit>day|week|month|year|decade)long\b", _one),
    rule("length", "long", r"\b(?P<unit>days|weeks|months|years|decades)long\b", _many),
    rule("length", "unit", rf"\b(?P<unit>{PLURAL_UNIT})(?:-long)?\b", _many),
    rule(
        "repeat", "set",
        rf"\b(?:every|each)(?:{GAP}(?:single|other|(?P<number>{NUMBER})))?{GAP}"
        rf"(?:(?P<weekday>{WEEKDAY})|(?P<part>{PART})|(?P<season>{SEASON})|(?P<unit>{UNIT}))s?\b",
        _every,
    ),
    rule("repeat", "set", rf"\b(?P<word>{'|'.join(_EVERY)})\b", _every),
    rule("repeat", "weekday", rf"\b(?P<weekday>{WEEKDAY})s\b", _every),
    rule("rate", "unit", r"\b(?P<rate>per\s(?P<unit>second|minute|hour|day|week|month|quarter|year))\b", _rate),
    rule(
        "rate", "unit",
        rf"\b(?:once|twice|thrice|times){GAP}(?P<rate>an?{GAP}(?P<unit>day|week|month|year|hour))\b", _rate,
    ),
)  # fmt: skip
