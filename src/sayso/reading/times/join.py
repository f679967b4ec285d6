"""Puts together what the rules found apart: "early" + "last week", "noon" + "Thursday", "June" + "last year".

Also says which two expressions are the ends of one stretch of time ("between 1994 and 1997").
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.times.expression import Edge, Expression

_EDGE = re.compile(
    r"(?:\b(?:(?:at|by|near|around|towards?|since|until|from|in|on|to)\s+)?(?P<noun>(?:the\s+)?(?:very\s+)?(?:beginning|start|outset|turn"
    r"|middle|midst|end|close|(?:early|latter|late|later)\s+(?:part|half|days|hours|months)))\s+of\s+(?:the\s+)?"
    r"|\b(?P<word>early|mid|middle|late|earlier|later)(?:\s+on)?(?:\s+in)?(?:\s+the)?[\s\-–]{1,2})$",
    re.IGNORECASE,
)
_EDGES: dict[str, Edge] = {
    "beginning": "START", "start": "START", "outset": "START", "turn": "START", "early": "START", "middle": "MID",
    "midst": "MID", "mid": "MID", "end": "END", "close": "END", "latter": "END", "late": "END", "earlier": "EARLIER",
    "later": "LATER",
}  # fmt: skip
_ITS_END = re.compile(r"['’]s\s+(?P<word>end|start|beginning)\b", re.IGNORECASE)
_TO_DAY = re.compile(r",?\s*(?:on|of|early|late|early on|late on|on the|of the)?\s*", re.IGNORECASE)
_TO_PART = re.compile(r"(?:,|\s+in\s+the|\s+at|\s+around|\s+about)?\s*", re.IGNORECASE)
_OF = re.compile(r"\s*,?\s*(?:of|in)?\s*", re.IGNORECASE)
_LENT = re.compile(
    r"\s*(?:-|–|—|/|,|to|and|or|until|till|through)\s*(?:the\s+)?(?:early|late|mid)?[\s-]?(?:the\s+)?", re.IGNORECASE
)
_OWN = re.compile(r"['’]s\s+", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|—|/|to|and|until|till|through)\s*(?:the\s+)?", re.IGNORECASE)
_RANGE_OPEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?(?:early\s+|late\s+|mid-?)?$", re.IGNORECASE)


def joined(expressions: list[Expression], text: str) -> list[Expression]:
    """The expressions of a text with those that make one put together, and their edges."""
    out: list[Expression] = []
    for expression in expressions:
        both = _both(out[-1], expression, text) if out else None
        if both is not None:
            out[-1] = both
        else:
            out.append(expression)
    for i in range(len(out) - 1):
        out[i] = _lent_year(out[i], out[i + 1], text)
    out = [e for i, e in enumerate(out) if e.rule != "week-of" and not _only_edge(out, i, text)]
    floor = 0
    for i, expression in enumerate(out):
        out[i] = _edged(expression, text, floor)
        floor = out[i].end
    return out


def _lent_year(a: Expression, b: Expression, text: str) -> Expression:
    """ "August and September 1914": the first month is of the second's year, or the one before."""
    if (
        a.kind != "date"
        or b.kind != "date"
        or a.year
        or a.which is not None
        or not b.year
        or not _LENT.fullmatch(text[a.end : b.start])
    ):
        return a
    if a.month and b.month:
        return replace(a, year=b.year - (a.month > b.month))
    return replace(a, year=b.year) if a.season and b.season else a


def _only_edge(out: list[Expression], i: int, text: str) -> bool:
    """Whether an expression is but the edge of the next: the hours of "the early hours of Tuesday"."""
    if out[i].rule != "bare-units" or i + 1 == len(out) or out[i + 1].kind not in {"date", "shift"}:
        return False
    found = _EDGE.search(text[max(0, out[i].start - 16) : out[i + 1].start])
    return found is not None and found["noun"] is not None


def _edged(e: Expression, text: str, floor: int) -> Expression:
    if e.kind not in {"date", "shift"}:
        return e
    its = _ITS_END.match(text, e.end, e.end + 14)
    if its:
        return replace(e, end=its.end(), edge=_EDGES[its["word"].lower()])
    found = _EDGE.search(text[max(floor, e.start - 40) : e.start])
    if not found:
        return e
    word = (found["noun"] or found["word"]).lower()
    key = next((w for w in re.split(r"\s+", word) if w in _EDGES), "")
    if not key:
        return e
    width = len(found.group()) - (found.start("noun") - found.start() if found["noun"] else 0)
    return replace(e, start=e.start - width, edge=_EDGES[key])


def _both(a: Expression, b: Expression, text: str) -> Expression | None:
    """The one expression that two neighbours make, if they do."""
    between = text[a.end : b.start]
    if len(between) > 12 or "\n\n" in between:
        return None
    if a.time_only and b.whole_day and not b.part and _TO_DAY.fullmatch(between):
        return replace(b, start=a.start, part=a.part)
    if a.whole_day and not a.part and b.time_only and not b.edge:
        if b.rule == "part" and _TO_PART.fullmatch(between):
            return replace(a, end=b.end, part=b.part)
        if between.strip() in {"", ","}:
            return replace(a, end=b.end, part=b.part)
    if a.rule == "week-of" and b.month and not b.day and _OF.fullmatch(between):
        return replace(b, start=a.start, rule="month-part", value=a.value, unit=a.unit)
    if a.rule == "nth-day" and b.feast and _OF.fullmatch(between):
        return replace(b, start=a.start, rule="feast-day", count=a.count)
    if a.rule == "ago" and b.rule == "day-word" and not b.way and not between.strip():
        return replace(a, end=b.end, value="to the day")
    return _named_year(a, b, between) or _with_year(a, b, between) or _weekday_of_week(a, b, between)


def _named_year(a: Expression, b: Expression, between: str) -> Expression | None:
    """ "the winter of" + "nineteen ninety-four"."""
    lacks = a.kind == "date" and a.year is None and a.which is None and bool(a.month or a.season)
    if lacks and b.rule in {"year", "spelt-year"} and b.month is None and between.strip().lower() in {"of", "in", ""}:
        return replace(a, end=b.end, year=b.year)
    return None


def _is_year(e: Expression) -> bool:
    return e.kind == "shift" and e.unit == "year" and e.rule in {"which-unit", "bare-period"}


def _with_year(a: Expression, b: Expression, between: str) -> Expression | None:
    def lacks(e: Expression) -> bool:
        return e.kind == "date" and e.year is None and bool(e.month or e.season or e.quarter or e.half)

    if lacks(a) and a.which is None and _is_year(b) and _OF.fullmatch(between):
        return replace(a, end=b.end, year_way=b.way, year_base=b.base)
    if _is_year(a) and lacks(b) and b.quarter and _OWN.fullmatch(between):
        return replace(b, start=a.start, year_way=a.way, year_base=a.base)
    return None


def _weekday_of_week(a: Expression, b: Expression, between: str) -> Expression | None:
    if a.weekday and not a.month and a.which is None and b.kind == "shift" and b.unit == "week" and not between.strip():
        return replace(a, end=b.end, year_way=b.way, year_base=b.base, value="of-week")
    return None


def ranges(expressions: list[Expression], text: str) -> dict[int, int]:
    """Which expression (by index) is the first end of a stretch, and which the other.

    >>> from sayso.reading.times.expression import Expression
    >>> ranges([Expression(8, 12, "date", year=1994), Expression(17, 21, "date", year=1997)], "between 1994 and 1997")
    {0: 1}
    """
    found: dict[int, int] = {}
    seconds: set[int] = set()
    for i in range(len(expressions) - 1):
        a, b = expressions[i], expressions[i + 1]
        if a.kind != "date" or b.kind != "date" or i in seconds:
            continue
        between = text[a.end : b.start]
        if not _RANGE.fullmatch(between):
            continue
        dash = between.strip() in {"-", "–", "—", "/"}
        opened = _RANGE_OPEN.search(text[max(0, a.start - 24) : a.start]) is not None
        if dash or opened or "and" not in between.lower():
            found[i] = i + 1
            seconds.add(i + 1)
    return found
