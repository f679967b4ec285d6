"""Times of the clock and parts of the day ("8 p.m.", "16:08 UTC", "at dawn", "overnight"), and named days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sayso.reading.times.expression import Expression
from sayso.reading.times.feasts import feasts
from sayso.reading.times.lexicon import GAP, MONTH, PART, PARTS, YEAR
from sayso.reading.times.rule import Rule, group, rule

_ZONE = r"(?:\s?(?P<zone>(?:gmt|utc|est|edt|pst|pdt|cet|cest|bst|z|local(?:\stime)?|\w{3,12}\stime)\b))?"


def _clock(match: re.Match[str]) -> Iterator[Expression]:
    hour = int(match["hour"])
    minute = int(group(match, "minute") or 0)
    half = (group(match, "half") or "").lower()[:1]
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return
    zone = (group(match, "zone") or "").lower()
    code = f"{hour:02d}:{minute:02d}" + ("Z" if zone in {"gmt", "utc", "z"} else "")
    yield Expression(match.start(), match.end(), "date", "clock", part=code)


# "at night", "in the morning" may be any; "by evening", "at dawn" are of the day that is told.
_GENERIC = frozenset({"night", "morning", "evening", "afternoon", "daytime"})
_BY = frozenset({"by", "before", "until", "after", "since", "around"})


def _part(match: re.Match[str]) -> Iterator[Expression]:
    word = " ".join(match["part"].lower().split()).removeprefix("pre-")
    before = match.string[max(0, match.start() - 10) : match.start()].lower().split()
    once = word not in _GENERIC or (bool(before) and before[-1] in _BY)
    yield Expression(match.start(), match.end(), "date", "part", part=PARTS[word], value="that day" if once else "")


def _overnight(match: re.Match[str]) -> Iterator[Expression]:
    yield Expression(match.start(), match.end(), "shift", "overnight", unit="day", count=1.0, way=-1, part="NI")


def _feast(match: re.Match[str]) -> Iterator[Expression]:
    name = " ".join(match["name"].lower().replace("’", "'").split())
    year = group(match, "year")
    way = {"last": -1, "this": 0, "next": 1}.get((match["which"] or "").lower())
    yield Expression(
        match.start(), match.end(), "date", "feast", feast=name, year=int(year) if year else None, which=way
    )


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of this file; the named days come from their table."""
    names = "|".join(
        re.escape(name).replace(r"\ ", GAP).replace("'", "['’]") for name in sorted(feasts(), key=len, reverse=True)
    )
    return (
        rule(
            "clock", "clock",
            rf"(?<![\d.,:/-])\b(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?"
            rf"\s?(?P<half>a|p)(?:\.\s?m\b\.?|m\b){_ZONE}", _clock,
        ),
        rule(
            "clock", "colon",
            rf"(?<![\d.,:/-])\b(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?:\s?h(?:ou)?rs)?{_ZONE}",
            _clock,
        ),
        rule(
            "clock", "zone",
            r"(?<![\d.,:/-])\b(?P<hour>[01]\d|2[0-3])[:.]?(?P<minute>[0-5]\d)\s?(?=gmt|utc|local\b|h(?:ou)?rs\b)"
            rf"(?:h(?:ou)?rs\b\s?)?{_ZONE}",
            _clock,
        ),
        rule("clock", "zone", rf"(?<![\d.,:/-])\b(?P<hour>\d{{1,2}})\s?o['’]clock\b{_ZONE}", _clock),
        rule(
            "part", "part",
            rf"(?:\bthe{GAP}(?:(?:early|late|predawn|pre-dawn|dawn|small){GAP})?(?:hours{GAP}of{GAP}(?:the{GAP})?)?)?"
            rf"\b(?P<part>{PART})\b(?:{GAP}hours\b)?(?!(?<=dawn)\sof\s(?:an?|the|[a-z]+)\s(?!{MONTH}))",
            _part,
        ),
        rule("overnight", "part", r"\bovernight\b", _overnight),
        rule(
            "feast", "feast",
            rf"(?:\b(?P<which>last|this|next){GAP})?\b(?P<name>{names})\b(?:,?{GAP}(?:of{GAP})?(?P<year>{YEAR})\b)?",
            _feast,
        ),
    )  # fmt: skip
