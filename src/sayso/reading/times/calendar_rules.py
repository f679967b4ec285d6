"""Dates by the calendar: "22 April 2015", "Aug. 7", "since October", "2014", "mid-1990s", "the third quarter"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sayso.reading.times.expression import Expression
from sayso.reading.times.lexicon import (
    DAY,
    FULL_MONTH,
    GAP,
    JOIN,
    MONTH,
    ONES,
    ORDINAL,
    ORDINAL_WORD,
    SEASON,
    SEASONS,
    SHORT_WEEKDAY,
    TENS,
    WEEKDAY,
    YEAR,
    month_number,
    ordinal_number,
    weekday_number,
)
from sayso.reading.times.rule import Rule, group, rule

_WD = rf"(?:(?P<weekday>\b{SHORT_WEEKDAY})\b\.?,?{GAP}(?:the{GAP})?)?"
_YEAR_AFTER = rf"(?:,?{GAP}(?:of{GAP})?(?P<year>{YEAR}|['’]\d\d)(?![\d,]\d|\d))?"
_DASH = r"\s?[-–—/]\s?"
_WHICH = (
    rf"(?P<which>last|this|next|this{GAP}(?:past|coming)|that{GAP}same|that"
    rf"|(?:the{GAP})?(?:same|previous|following|past|coming))"
)
_WAY = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "following": 1, "that": 0, "same": 0}


def _year(text: str | None) -> int | None:
    if not text:
        return None
    if text[0] in "'’‘":
        return (1900 if int(text[1:]) > 30 else 2000) + int(text[1:])
    return int(text)


def _which(text: str | None) -> tuple[int | None, Any]:
    if not text:
        return None, "article"
    word = text.lower().split()[-1]
    return _WAY[word], "story" if word in {"previous", "following", "that", "same"} else "article"


def _date(match: re.Match[str], name: str, **more: Any) -> Expression:
    weekday = group(match, "weekday")
    month = group(match, "month")
    day = group(match, "day")
    which, base = _which(group(match, "which"))
    fields = {
        "year": _year(group(match, "year")),
        "month": month_number(month) if month else None,
        "day": int(day) if day else None,
        "weekday": weekday_number(weekday) if weekday else None,
        "which": which,
        "base": base,
        "number_at": match.start("day") if day else None,
    }
    return Expression(match.start(), match.end(), "date", name, **(fields | more))


def _plain(name: str) -> Any:
    def build(match: re.Match[str]) -> Iterator[Expression]:
        yield _date(match, name)

    return build


def _two_days(match: re.Match[str]) -> Iterator[Expression]:
    """ "25-26 May", "3, 4 and 5 May 2015", "October 25-26": days that share their month."""
    whole = _date(match, "two-days", number_at=None)
    first = match.start("list")
    found = list(_NUMBERED.finditer(match.string, first, match.end("day")))
    for place, number in enumerate(found):
        start = match.start() if place == 0 else number.start()
        end = match.end() if place == len(found) - 1 else number.end()
        weekday = whole.weekday if place == 0 else None
        yield replace(whole, start=start, end=end, day=int(number[1]), weekday=weekday)


def _iso(match: re.Match[str]) -> Iterator[Expression]:
    yield Expression(
        match.start(), match.end(), "date", "iso", year=int(match["year"]), month=int(match["m"]), day=int(match["day"])
    )


def _figures(match: re.Match[str]) -> Iterator[Expression]:
    """ "22/04/2015", "4/22/15": kept as written; which figure is the month is settled with the article's country."""
    a, b, year = int(match["a"]), int(match["b"]), match["year"]
    if not (1 <= a <= 31 and 1 <= b <= 31 and min(a, b) <= 12):
        return
    number = int(year) if len(year) == 4 else (1900 if int(year) > 50 else 2000) + int(year)
    month, day = (b, a) if a > 12 else (a, b)
    open_order = "" if max(a, b) > 12 or a == b else "either"
    yield Expression(match.start(), match.end(), "date", "figures", year=number, month=month, day=day, value=open_order)


def _september_11(match: re.Match[str]) -> Iterator[Expression]:
    """The day that is called by its date without its year."""
    yield Expression(match.start(), match.end(), "date", "named-day", year=2001, month=9, day=11)


def _years(match: re.Match[str]) -> Iterator[Expression]:
    first, second = int(match["year"]), match["second"]
    last = int(second) if len(second) == 4 else int(match["year"][: 4 - len(second)] + second)
    if not first < last <= first + 100:
        return
    yield Expression(match.start(), match.end("year"), "date", "years", year=first)
    yield Expression(match.start("second"), match.end(), "date", "years", year=last)


def _spelt(match: re.Match[str]) -> Iterator[Expression]:
    words = [w for w in re.split(r"[\s-]+", match["spelt"].lower()) if w != "and"]
    if words[:2] == ["two", "thousand"]:
        number = 2000 + sum(ONES.get(w, TENS.get(w, 0)) for w in words[2:])
    else:
        number = 100 * (ONES.get(words[0]) or TENS[words[0]]) + sum(ONES.get(w, TENS.get(w, 0)) for w in words[1:])
    month = group(match, "month")
    yield Expression(
        match.start(), match.end(), "date", "spelt-year", year=number, month=month_number(month) if month else None
    )


_DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip


def _decade(match: re.Match[str]) -> Iterator[Expression]:
    if match["word"]:
        number = 190 + _DECADES[match["word"].lower()]
    elif match["short"]:
        number = (190 if match["short"] > "1" else 200) + int(match["short"])
    else:
        number = int(match["long"][:3])
    yield Expression(match.start(), match.end(), "date", "decade", decade=number)


def _century(match: re.Match[str]) -> Iterator[Expression]:
    number = ordinal_number(match["which"])
    if number and number <= 30:
        yield Expression(match.start(), match.end(), "date", "century", century=number - 1)


def _season(match: re.Match[str]) -> Iterator[Expression]:
    yield _date(match, "season", season=SEASONS[match["season"].lower()])


_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "latter": 2, "1st": 1, "2nd": 2}


def _quarter(match: re.Match[str]) -> Iterator[Expression]:
    short = match["short"]
    number = int(short[1]) if short else _ORDER[match["order"].lower()]
    yield _date(match, "quarter", quarter=number)


def _half(match: re.Match[str]) -> Iterator[Expression]:
    yield _date(match, "half", half=_ORDER[match["order"].lower()])


_ONES_WORD = "(?:one|two|three|four|five|six|seven|eight|nine)"
_TENS_WORD = "(?:" + "|".join(TENS) + ")"
_SPELT = (
    rf"(?P<spelt>(?:seventeen|eighteen|nineteen|twenty)[\s-](?:{_TENS_WORD}(?:[\s-]{_ONES_WORD})?"
    rf"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
    rf"|two[\s-]thousand(?:[\s-](?:and[\s-])?(?:{_TENS_WORD}(?:[\s-]{_ONES_WORD})?|{_ONES_WORD}))?)\b"
)
_NUMBERED = re.compile(rf"\b({DAY}){ORDINAL}?\b", re.IGNORECASE)
_NOT_MORE = r"(?!\d|[.,:]\d|\s?%|\s?(?:a|p)\.?m\b)"
_OF_YEAR = rf"(?:,?{GAP}(?:of{GAP})?(?P<year>{YEAR})\b)?"

RULES: tuple[Rule, ...] = (
    rule(
        "named-day", "digit",
        rf"\b(?:9/11\b(?!/)|sept(?:ember|\.)?{GAP}11(?:th)?(?=,?{GAP}(?:terror|attacks\b|hijack)))",
        _september_11,
    ),
    rule(
        "two-days", "month digit",
        rf"{_WD}\b(?P<list>(?:{DAY}{ORDINAL}?,{GAP}){{0,4}})(?P<first>{DAY}){ORDINAL}?(?:{_DASH}|{GAP}(?:and|to|or){GAP}(?:the{GAP})?)(?P<day>{DAY}){ORDINAL}?"
        rf"{GAP}(?:of{GAP})?(?P<month>{MONTH})\b\.?{_YEAR_AFTER}",
        _two_days,
    ),
    rule(
        "two-days", "month digit",
        rf"{_WD}\b(?P<month>{MONTH}){GAP}(?P<list>(?:{DAY}{ORDINAL}?,{GAP}){{0,4}})(?P<first>{DAY}){ORDINAL}?(?:{_DASH}|{GAP}(?:and|to|or){GAP}(?:the{GAP})?)"
        rf"(?P<day>{DAY}){ORDINAL}?{_NOT_MORE}{_YEAR_AFTER}",
        _two_days,
    ),
    rule(
        "month-day", "month digit",
        rf"{_WD}\b(?P<month>{MONTH}){GAP}(?:the{GAP})?(?P<day>{DAY}){ORDINAL}?{_NOT_MORE}{_YEAR_AFTER}",
        _plain("month-day"),
    ),
    rule(
        "day-month", "month digit",
        rf"{_WD}(?:the{GAP})?(?<![\d.,:])\b(?P<day>{DAY}){ORDINAL}?{GAP}(?:of{GAP})?(?P<month>{MONTH})(?![a-z]){_YEAR_AFTER}",
        _plain("day-month"),
    ),
    rule(
        "day-month", "month digit",
        rf"\b(?P<day>{DAY})-(?P<month>{MONTH})-(?P<year>{YEAR})\b",
        _plain("day-month"),
    ),
    rule(
        "month-year", "month digit",
        rf"\b(?P<month>{MONTH}),?{GAP}(?:(?:of|in){GAP})?(?P<year>{YEAR}|['’]\d\d)\b(?![,.]\d)",
        _plain("month-year"),
    ),
    rule("month", "month", rf"(?:\b{_WHICH}{GAP})?\b(?P<month>{FULL_MONTH})(?![a-z])", _plain("month")),
    rule("weekday", "weekday", rf"(?:\b{_WHICH}{GAP})?\b(?P<weekday>{WEEKDAY})\b(?!s)", _plain("weekday")),
    rule("day-only", "digit", rf"(?<=\bon )the{GAP}(?P<day>{DAY}){ORDINAL}\b", _plain("day-only")),
    rule("iso", "digit", rf"\b(?P<year>{YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<day>{DAY})(?!\d)", _iso),
    rule(
        "figures", "digit",
        rf"(?<![\d/.-])(?P<a>\d{{1,2}})(?P<sep>[/.])(?P<b>\d{{1,2}})(?P=sep)(?P<year>{YEAR}|\d\d)(?![\d/]|\.\d)",
        _figures,
    ),
    rule("years", "year", rf"(?<![\d.,$£€-])\b(?P<year>{YEAR})[-–—/](?P<second>{YEAR}|\d\d)(?!\d|[.,-]\d)", _years),
    rule(
        "year", "year",
        rf"(?:\b(?:the{GAP})?(?:(?:calendar{GAP}|fiscal{GAP})?years?|fiscal|FY){GAP})?(?<![\d.,:$£€#/–—+])(?<!\d-)\b(?P<year>{YEAR})"
        r"(?![\d%]|[.,/:]\d|[-–—]\d|s\b|['’]s?\d|\s?(?:km|kg|m|am|pm|hrs?|hours|gmt|utc|local)\b)",
        _plain("year"),
    ),
    rule(
        "short-year", "digit",
        r"(?:(?<=in )|(?<=since )|(?<=of )|(?<=by )|(?<=from )|(?<=until )|(?<=early )|(?<=late )|(?<=mid-))"
        r"(?P<year>['’‘]\d\d)(?![\d\w]|['’])",
        _plain("short-year"),
    ),
    rule("spelt-year", "spelt", rf"(?:\b(?P<month>{FULL_MONTH}){GAP}|\b(?:the{GAP})?year{GAP}|\b){_SPELT}", _spelt),
    rule(
        "decade", "digit",
        rf"(?:\bthe{GAP})?(?:\b(?P<long>1[0-9]\d0|20\d0)['’]?s\b|(?<!\w)['’‘]?(?P<short>[1-9])0['’]?s\b"
        rf"|(?<=the )(?P<word>{'|'.join(_DECADES)})\b)",
        _decade,
    ),
    rule(
        "century", "century",
        rf"(?:\bthe{GAP})?\b(?P<which>\d{{1,2}}{ORDINAL}|{ORDINAL_WORD}){JOIN}century\b",
        _century,
    ),
    rule(
        "season", "season",
        rf"(?:\b{_WHICH}{GAP}|\bthe{GAP})?\b(?P<season>{SEASON})\b(?:{_OF_YEAR})",
        _season,
    ),
    rule(
        "quarter", "quarter",
        rf"(?:\bthe{GAP}|\bits{GAP})?(?:(?:fiscal|fiscal{GAP}year){GAP})?"
        rf"\b(?:(?P<order>first|second|third|fourth|final){JOIN}quarters?\b|(?P<short>q[1-4])\b){_OF_YEAR}",
        _quarter,
    ),
    rule(
        "quarter", "quarter year",
        rf"(?:\bthe{GAP})?\b(?P<year>{YEAR})['’]?s?{GAP}"
        rf"(?:\b(?P<order>first|second|third|fourth|final){JOIN}quarter\b|(?P<short>q[1-4])\b)",
        _quarter,
    ),
    rule(
        "half", "half",
        rf"(?:\bthe{GAP})?\b(?P<order>first|second|latter){JOIN}half{GAP}of{GAP}(?P<year>{YEAR})\b", _half,
    ),
)  # fmt: skip
