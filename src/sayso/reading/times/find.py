"""The door of the time stage: a parse in, time expressions with their intervals out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sayso.reading.parse import Parse, Sentence
from sayso.reading.times import bounds, periods
from sayso.reading.times.context import (
    Bound,
    Tense,
    after_since,
    bound,
    dateline,
    dates_noun,
    is_history,
    names_something,
    owns_harm,
    reaches_now,
    tense,
)
from sayso.reading.times.expression import Expression
from sayso.reading.times.join import joined, ranges
from sayso.reading.times.periods import Period, southern
from sayso.reading.times.reckon import reckon
from sayso.reading.times.scan import found_in
from sayso.reading.times.story import Reckoned, Setting, Story
from sayso.records import Span, When

_SHARE = re.compile(r"the (?:first|(?P<last>last|final))\b[\w\s-]{1,30} of (?:the )?$", re.IGNORECASE)
_MONTH_FIRST = frozenset({"US", "PH", "BZ", "FM", "PW"})


def find_times(parse: Parse, published: date | None, country: str | None = None) -> tuple[When, ...]:
    """Every time expression of an article, in text order.

    `published` is the article's date; without one, relative expressions stay relative, unless the dateline or an
    absolute date earlier in the text gives what they count from. `country` (ISO 3166-1 alpha-2) is where the article is
    set: it says when summer is, and how figures such as 3/4/2015 are ordered.

    The span is the TIMEX3 extent, without prepositions; `start` and `end` take account of them ("since last summer"
    runs to the article's date). Both are days, included; None is unknown.
    """
    expressions = joined(found_in(parse), parse.text)
    reference = published or _dateline_date(expressions, parse.text)
    history = is_history(parse.text, published)
    setting = Setting(
        now=reference,
        south=southern(country),
        month_first=None if country is None else country.upper() in _MONTH_FIRST,
        history=history,
        lent=None if reference or history else _first_full_date(expressions),
    )
    story = Story()
    tenses = [_tense(parse, e) for e in expressions]
    reckoned: list[Reckoned] = [Reckoned("DATE", "XXXX-XX-XX")] * len(expressions)
    for sentence, members in _by_sentence(expressions, parse):
        story.enter()
        # Times of the clock come after the days of their sentence, of which they may be a part: "at 9 on Friday".
        for i in sorted(members, key=lambda i: expressions[i].time_only or expressions[i].rule == "nth-day"):
            opens = parse.tokens[sentence.first].start >= expressions[i].start - 24
            reckoned[i] = reckon(expressions[i], tenses[i], setting, story)
            story.remember(expressions[i], reckoned[i], reference, opens=opens)
    return _whens(parse, expressions, reckoned, tenses, reference)


def _tense(parse: Parse, expression: Expression) -> Tense:
    token = parse.token_at(expression.end - 1) or parse.token_at(expression.start)
    if token is None:
        return ""
    if owns_harm(parse, expression):
        return "past"  # "will investigate Friday's shelling"
    said = tense(parse, token.i)
    return "" if said == "past" and expression.month and names_something(parse, token.i) else said


def _first_full_date(expressions: list[Expression]) -> Period | None:
    """The first day that an undated text names in full: dates without a year are taken near it."""
    for e in expressions:
        if e.kind == "date" and e.year and e.month and e.day and e.value != "either":
            try:
                return periods.day(date(e.year, e.month, e.day))
            except ValueError:
                continue
    return None


def _by_sentence(expressions: list[Expression], parse: Parse) -> Iterator[tuple[Sentence, list[int]]]:
    """The indices of the expressions of each sentence."""
    groups: dict[int, list[int]] = {}
    for i, expression in enumerate(expressions):
        token = parse.token_at(expression.start)
        groups.setdefault(token.sentence if token else 0, []).append(i)
    for number, members in groups.items():
        yield parse.sentences[number], members


def _whens(
    parse: Parse, expressions: list[Expression], reckoned: list[Reckoned], tenses: list[Tense], reference: date | None
) -> tuple[When, ...]:
    pairs = ranges(expressions, parse.text)
    intervals = [
        bounds.interval(e, r, _bound(parse, e), reference, _lasting(parse, e, tense), of_a_noun=dates_noun(parse, e))
        for e, r, tense in zip(expressions, reckoned, tenses, strict=True)
    ]
    for a, b in pairs.items():
        whole = bounds.stretch(reckoned[a], reckoned[b], reference)
        if whole is not None:
            intervals[a] = intervals[b] = whole
    for a in range(len(expressions) - 1):
        share = _SHARE.match(parse.text, expressions[a].start, expressions[a + 1].start)
        if expressions[a].kind == "length" and share:
            part = bounds.part_of(expressions[a], reckoned[a + 1], last=share["last"] is not None)
            intervals[a] = part or intervals[a]
    return tuple(
        When(Span.of(parse.text, e.start, e.end), r.type, r.value, i[0], i[1], r.why)
        for e, r, i in zip(expressions, reckoned, intervals, strict=True)
    )


def _bound(parse: Parse, e: Expression) -> Bound:
    """What the preposition before an expression, or "since" before its clause, makes of it."""
    said = bound(e, parse.text)
    return "since" if said in {"", "in"} and e.kind == "date" and after_since(parse, e) else said


def _lasting(parse: Parse, e: Expression, said: Tense) -> Tense:
    """The tense; of a length of time, "past" only where it reaches up to now ("has been held for two years")."""
    if e.kind != "length" or said != "past":
        return said
    token = parse.token_at(e.end - 1)
    return "past" if token is not None and reaches_now(parse, token.i) else ""


def _dateline_date(expressions: list[Expression], text: str) -> date | None:
    """The date of an undated article's dateline, where it is a full one."""
    where = dateline(text)
    if where is None:
        return None
    for e in expressions:
        if e.start <= where[0] < e.end and e.kind == "date" and e.year and e.month and e.day:
            try:
                return date(e.year, e.month, e.day)
            except ValueError:
                return None
    return None
