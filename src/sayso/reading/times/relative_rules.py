"""Dates told from another: "yesterday", "last week", "three weeks ago", "four days later", "the previous month"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sayso.reading.times.expression import Base, Edge, Expression
from sayso.reading.times.lexicon import (
    COUPLE,
    GAP,
    JOIN,
    MONTH,
    NUMBER,
    ORDINAL_WORD,
    PART,
    PARTS,
    PLURAL_UNIT,
    UNIT,
    VAGUE,
    number_of,
    ordinal_number,
    unit_of,
)
from sayso.reading.times.rule import Rule, group, rule

_DAY_WORDS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def _shift(match: re.Match[str], name: str, **fields: Any) -> Expression:
    return Expression(match.start(), match.end(), "shift", name, **fields)


def _day_word(match: re.Match[str]) -> Iterator[Expression]:
    word = match["word"].lower()
    part = group(match, "part")
    code = "NI" if word == "tonight" else PARTS.get((part or "").lower(), "")
    yield _shift(match, "day-word", unit="day", count=1.0, way=_DAY_WORDS[word], part=code)


def _two_away(match: re.Match[str]) -> Iterator[Expression]:
    yield _shift(match, "two-days-away", unit="day", count=2.0, way=-1 if match["side"].lower() == "before" else 1)


def _part_today(match: re.Match[str]) -> Iterator[Expression]:
    """ "this morning", "last night", "that evening"."""
    word, part = match["which"].lower(), match["part"].lower()
    way = {"this": 0, "last": -1, "that": 0, "the same": 0, "the following": 1, "the next": 1, "the previous": -1}
    base: Base = "article" if word in {"this", "last"} else "story"
    yield _shift(match, "part-of-day", unit="day", count=1.0, way=way[word], base=base, part=PARTS[part])


_WHICH: dict[str, tuple[int, Base]] = {
    "last": (-1, "article"), "past": (-1, "article"), "this past": (-1, "article"), "this": (0, "article"),
    "the current": (0, "article"), "current": (0, "article"), "next": (1, "article"), "the coming": (1, "article"),
    "this coming": (1, "article"), "coming": (1, "article"), "the next": (1, "story"), "the previous": (-1, "story"),
    "previous": (-1, "story"), "the preceding": (-1, "story"), "the prior": (-1, "story"), "prior": (-1, "story"),
    "the following": (1, "story"), "following": (1, "story"), "that": (0, "story"), "that same": (0, "story"),
    "the same": (0, "story"), "same": (0, "story"), "the latest": (0, "story"), "the last": (-1, "article"),
    "the past": (-1, "article"),
}  # fmt: skip


def _which_unit(match: re.Match[str]) -> Iterator[Expression]:
    way, base = _WHICH[" ".join(match["which"].lower().split())]
    unit = unit_of(match["unit"])
    yield _shift(match, "which-unit", unit=unit, count=1.0, way=way, base=base, value=match["which"].lower())


def _ago(match: re.Match[str]) -> Iterator[Expression]:
    words, side = match["number"], match["side"].lower()
    unit = unit_of(match["unit"])
    base: Base = "article" if side in {"ago", "from now", "back"} else "story"
    way = 1 if side in {"later", "after", "afterwards", "afterward", "from now", "thereafter", "hence"} else -1
    count = number_of(words) if words else None
    if match["and_half"] and count is not None:
        count += 0.5
    yield _shift(match, "ago" if base == "article" else "later", unit=unit, count=count, way=way, base=base)


def _next_to(match: re.Match[str]) -> Iterator[Expression]:
    """ "the day before", "the night before", "the day after": told from the story."""
    unit = unit_of(match["unit"])
    part = "NI" if match["unit"].lower() == "night" else ""
    way = 1 if match["side"].lower() in {"after", "afterwards"} else -1
    yield _shift(match, "next-to", unit=unit, count=1.0, way=way, base="story", part=part)


def _weekend(match: re.Match[str]) -> Iterator[Expression]:
    yield _shift(match, "weekend", unit="weekend", count=1.0, way=0, base="article", value="the")


def _nth_day(match: re.Match[str]) -> Iterator[Expression]:
    """ "the third day of protests": the day that the report is of."""
    count = float(ordinal_number(match["nth"]) or 1)
    yield _shift(match, "nth-day", unit=unit_of(match["unit"]), count=count, base="story")


_EDGES: dict[str, Edge] = {
    "beginning": "START", "start": "START", "middle": "MID", "end": "END", "close": "END", "rest": "END",
    "remainder": "END", "earlier": "", "early": "", "later": "", "late": "",
}  # fmt: skip


def _bare_period(match: re.Match[str]) -> Iterator[Expression]:
    """ "the year", "the quarter", "the end of the month": the one the story is in."""
    edge = _EDGES.get((group(match, "edge") or "").lower(), "")
    found = _shift(match, "bare-period", unit=unit_of(match["unit"]), count=1.0, base="story", value="the")
    yield replace(found, edge=edge)


def _year_ago_period(match: re.Match[str]) -> Iterator[Expression]:
    unit = match["unit"].lower()
    known = unit_of(unit) if unit in {"quarter", "month", "week"} else "year"
    yield _shift(match, "year-ago", unit="year", count=1.0, way=-1, base="story", value=known)


_REFS = {
    "PRESENT_REF": "now|currently|at present|right now|at the moment|nowadays|these days|the present|presently"
    "|for the time being|the time being|present[-\\s]day|current",
    "PAST_REF": "recently|more recently|lately|the past|the recent past|recent",
    "FUTURE_REF": "soon|very soon|the future|the near future|shortly|near future|the long term|the short term"
    "|the near term|the coming days",
}


def _fixed(value: str) -> Any:
    def build(match: re.Match[str]) -> Iterator[Expression]:
        yield Expression(match.start(), match.end(), "fixed", value.lower(), value=value)

    return build


def _recent_units(match: re.Match[str]) -> Iterator[Expression]:
    """ "in recent days", "the past few weeks", "the next two years": so many units up to, or from, a point."""
    word = match["which"].lower()
    count = number_of(match["number"]) if match["number"] else None
    way = 1 if word in {"coming", "next", "following", "subsequent"} else -1
    base: Base = "story" if word in {"previous", "following", "subsequent", "preceding"} else "article"
    yield Expression(
        match.start(), match.end(), "length", "recent", unit=unit_of(match["unit"]), count=count, way=way, base=base
    )


_COUNT = rf"(?P<number>{VAGUE}|{COUPLE}|{NUMBER}|an?|another)"
_MORE = rf"(?:{JOIN}(?:more|full|whole|long|straight|consecutive|successive|trading|working))?"
_PLACE = {"first": "first", "opening": "first", "second": "second", "third": "third", "fourth": "fourth"}


def _week_of(match: re.Match[str]) -> Iterator[Expression]:
    """ "the last week of" a month: stands only together with the month that follows."""
    place = _PLACE.get(match["place"].lower(), "last")
    yield Expression(match.start(), match.end(), "date", "week-of", value=place, unit=unit_of(match["unit"]))


_WHICHES = "|".join(sorted((w.replace(" ", GAP) for w in _WHICH), key=len, reverse=True))
_SIDE = (
    rf"(?P<side>ago|back(?=[.,;])|earlier|later|afterwards?|thereafter|hence|from{GAP}now|previously"
    r"|(?:before|after)(?=\s?[,.;]))\b"
)
_RECENT = "recent|past|last|previous|coming|next|following|subsequent|preceding"

RULES: tuple[Rule, ...] = (
    rule(
        "week-of", "unit month",
        rf"\b(?:the{GAP})?(?P<place>first|opening|second|third|fourth|last|final|closing){GAP}(?P<unit>week|weekend|day)"
        rf"(?={GAP}(?:of|in){GAP}{MONTH})",
        _week_of,
    ),
    rule("two-days-away", "unit", rf"\bthe{GAP}day{GAP}(?P<side>before|after){GAP}(?:yesterday|tomorrow)\b", _two_away),
    rule(
        "day-word", "deictic",
        rf"\b(?P<word>today|tonight|yesterday|tomorrow)\b(?:{GAP}(?P<part>{PART})\b)?",
        _day_word,
    ),
    rule(
        "part-of-day", "part",
        rf"\b(?P<which>this|last|that|the{GAP}same|the{GAP}following|the{GAP}next|the{GAP}previous){GAP}"
        r"(?P<part>morning|afternoon|evening|night)\b",
        _part_today,
    ),
    rule(
        "which-unit", "unit",
        rf"\b(?P<which>{_WHICHES}){GAP}(?:(?:calendar|fiscal|full|entire|whole){GAP})?"
        rf"(?P<unit>day|weekend|week|month|quarter|year|decade|century)\b(?![-‐–]|['’]?s?{GAP}old)",
        _which_unit,
    ),
    rule(
        "ago", "unit",
        rf"(?:\b{_COUNT}{_MORE}{JOIN})?\b(?P<unit>{UNIT})(?P<and_half>{GAP}and{GAP}a{GAP}half)?"
        rf"(?:{GAP}or{GAP}(?:so|more))?{GAP}{_SIDE}",
        _ago,
    ),
    rule(
        "next-to", "unit",
        rf"\bthe{GAP}(?P<unit>day|night|week|month|year){GAP}(?P<side>before|after|afterwards)\b",
        _next_to,
    ),
    rule(
        "bare-period", "unit",
        rf"\b(?P<edge>earlier|later|early|late){GAP}(?:on{GAP})?in{GAP}the{GAP}(?P<unit>day|week|month|year)\b",
        _bare_period,
    ),
    rule(
        "nth-day", "unit",
        rf"\b(?:the|an?|its|their){GAP}(?P<nth>{ORDINAL_WORD}|\d{{1,3}}(?:st|nd|rd|th)){GAP}"
        rf"(?:(?:consecutive|straight|successive){GAP})?(?P<unit>day)\b",
        _nth_day,
    ),
    rule(
        "nth-day", "unit",
        rf"\b(?:the|an?|its|their){GAP}(?P<nth>{ORDINAL_WORD}|\d{{1,3}}(?:st|nd|rd|th)){GAP}"
        rf"(?:(?:consecutive|straight|successive){GAP})(?P<unit>week|month)\b",
        _nth_day,
    ),
    rule("weekend", "unit", rf"\bthe{GAP}weekend\b", _weekend),
    rule("bare-period", "quarter", rf"\bthe{GAP}(?P<unit>quarter)\b", _bare_period),
    rule("bare-period", "unit", rf"\bthe{GAP}(?:(?:full|entire|whole|fiscal){GAP})?(?P<unit>year)\b", _bare_period),
    rule(
        "bare-period", "unit",
        rf"\b(?P<edge>beginning|start|middle|end|close|rest|remainder){GAP}of{GAP}the{GAP}(?P<unit>month|week|decade)\b",
        _bare_period,
    ),
    rule("bare-period", "unit", r"\b(?P<unit>year|month|week)['’]s\s(?P<edge>end|start|beginning)\b", _bare_period),
    rule(
        "year-ago", "unit",
        rf"(?:\bthe{GAP}|\ba{GAP})?(?:comparable{GAP})?\byear[- ](?:ago|earlier){GAP}"
        rf"(?:{ORDINAL_WORD}{JOIN})?(?P<unit>quarter|period|month|week)\b",
        _year_ago_period,
    ),
    rule(
        "year-ago", "unit",
        rf"\bthe{GAP}(?P<unit>quarter|period|month|week){GAP}a{GAP}year{GAP}(?:ago|earlier|before)\b",
        _year_ago_period,
    ),
    rule(
        "year-ago", "unit",
        rf"\bthe{GAP}(?:same|corresponding|comparable){GAP}(?P<unit>quarter|period|month|week){GAP}"
        rf"(?:(?:of|in){GAP})?(?:last{GAP}year|the{GAP}previous{GAP}year|a{GAP}year{GAP}(?:ago|earlier|before))\b",
        _year_ago_period,
    ),
    rule("year-ago", "unit", r"(?P<unit>\byear)-(?:ago|earlier)\b", _year_ago_period),
    rule(
        "recent", "unit",
        rf"\b(?:(?:the|these|those|this|his|her|its|their){GAP})?"
        rf"(?P<which>{_RECENT})(?:{GAP}(?P<number>{VAGUE}|{COUPLE}|{NUMBER}))?"
        rf"{_MORE}{GAP}(?P<unit>{PLURAL_UNIT}|day|hour)\b",
        _recent_units,
    ),
    *(
        rule(name.lower(), "ref", rf"\b(?:{'|'.join(words.replace(' ', GAP).split('|'))})\b", _fixed(name))
        for name, words in _REFS.items()
    ),
)  # fmt: skip
