"""Finds the expressions of a parse: which rules to try where, and which of their matches stand.

A stretch (a sentence, or several where the model cut one inside a date) is only looked at where it holds cue words, and
only by the rules whose cues are all there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from sayso.reading.parse import Parse
from sayso.reading.times import calendar_rules, clock_rules, length_rules, relative_rules
from sayso.reading.times.expression import Expression
from sayso.reading.times.feasts import feasts
from sayso.reading.times.lexicon import PARTS, SEASONS, UNITS
from sayso.reading.times.plausible import plausible
from sayso.reading.times.rule import Rule

_WORDS = {
    "month": "january february march april may june july august september october november december jan feb mar apr jun"
    " jul aug sep sept oct nov dec",
    "weekday": "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays"
    " saturdays sundays",
    "unit": "seconds minutes hours days nights weeks weekends fortnights months quarters years decades century"
    " centuries",
    "long": "daylong weeklong monthlong yearlong decadelong dayslong weekslong monthslong yearslong decadeslong",
    "deictic": "today tonight yesterday tomorrow",
    "part": "overnight predawn pre-dawn",
    "set": "every each daily weekly monthly yearly annually annual quarterly hourly nightly fortnightly",
    "ref": "now currently present moment nowadays days presently being present-day current recently lately past"
    " previously formerly recent soon future shortly term",
    "half": "half", "century": "century", "clock": "am pm a.m p.m a.m. p.m.",
    "zone": "gmt utc local hrs hours hours. o'clock o’clock hours, gmt)", "quarter": "quarter quarters q1 q2 q3 q4",
    "spelt": "nineteen twenty eighteen seventeen thousand",
    "digit": "twenties thirties forties fifties sixties seventies eighties nineties",
}  # fmt: skip
_DIGITS = re.compile(r"\d")
_FOUR = re.compile(r"\d{4}")
_COLON = re.compile(r"\d:\d\d")
_CLOCK = re.compile(r"\d\s?[ap]\.?m")
_ZONE = re.compile(r"\d{4}(?:gmt|utc|z|hrs|hours)")
_BROKEN = re.compile(r"(?:\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[ap]\.m)\.?$", re.IGNORECASE)


@cache
def cue_classes() -> dict[str, frozenset[str]]:
    """The classes of every cue word."""
    found: dict[str, set[str]] = {}
    for name, words in _WORDS.items():
        for word in words.split():
            found.setdefault(word, set()).add(name)
    for word in UNITS:
        found.setdefault(word, set()).add("unit")
    for word in SEASONS:
        found.setdefault(word, set()).add("season")
    for word in PARTS:
        found.setdefault(word.split()[-1].split("-")[-1], set()).add("part")
    for name in feasts():
        found.setdefault(re.split(r"[\s'-]", name)[0], set()).add("feast")
    return {word: frozenset(names) for word, names in found.items()}


@cache
def _rules() -> tuple[Rule, ...]:
    return (
        *length_rules.FIRST,
        *calendar_rules.RULES,
        *clock_rules.rules(),
        *relative_rules.RULES,
        *length_rules.RULES,
    )


def _cues(word: str, known: dict[str, frozenset[str]]) -> Iterable[str]:
    low = word.lower().rstrip(".")
    if low in known:
        return known[low]
    found: set[str] = set()
    if _DIGITS.search(low):
        found.add("digit")
        if _FOUR.search(low):
            found.add("year")
        if _COLON.search(low):
            found.add("colon")
        if _CLOCK.search(low):
            found.add("clock")
        if _ZONE.search(low):
            found.add("zone")
    if "-" in low or "–" in low or "'" in low or "’" in low:
        for piece in re.split(r"[-–'’]", low):
            found |= known.get(piece, frozenset())
    return found


def _stretches(parse: Parse) -> Iterator[tuple[int, int, set[str]]]:
    """Start, end and cue classes of each stretch that holds a cue."""
    known = cue_classes()
    start, cues = -1, set[str]()
    for index, sentence in enumerate(parse.sentences):
        if start < 0:
            start, cues = sentence.start, set()
        for token in parse.tokens_of(sentence):
            cues.update(_cues(token.text, known))
        following = parse.sentences[index + 1] if index + 1 < len(parse.sentences) else None
        if (
            following is not None
            and following.paragraph == sentence.paragraph
            and _BROKEN.search(parse.text, max(sentence.start, sentence.end - 8), sentence.end)
        ):
            continue
        if cues:
            yield start, sentence.end, cues
        start = -1


def _candidates(parse: Parse) -> Iterator[tuple[int, Expression]]:
    for start, end, cues in _stretches(parse):
        for rank, rule in enumerate(_rules()):
            if rule.cues <= cues:
                for match in rule.pattern.finditer(parse.text, start, end):
                    for found in rule.build(match):
                        yield rank, found


def found_in(parse: Parse) -> list[Expression]:
    """The expressions of a parse, in text order, none overlapping: the longest stand, then those of earlier rules."""
    candidates = [(rank, e) for rank, e in _candidates(parse) if plausible(e, parse)]
    candidates.sort(key=lambda c: (-(c[1].end - c[1].start), c[0], c[1].start))
    taken: list[Expression] = []
    used = bytearray(len(parse.text))
    for _, expression in candidates:
        if not any(used[expression.start : expression.end]):
            used[expression.start : expression.end] = b"\x01" * (expression.end - expression.start)
            taken.append(expression)
    return sorted(taken, key=lambda e: e.start)
