"""The figures of an incident drawn: a line a voice, from its lowest to its highest, on one scale."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sayso.desk import saying
from sayso.desk.words import word
from sayso.records import Incident, Range, Ref, Stated, Total

LEFT, RIGHT = 2.0, 96.0  # per cent of the drawing's width between which the scale runs


@dataclass(frozen=True, slots=True)
class Line:
    """One voice's number: where its line begins and ends and its dot stands, in per cent; `open` upwards."""

    voice: str
    text: str
    low: str
    high: str
    dot: str
    party: bool
    chosen: bool
    open: bool
    former: bool
    claims: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """One measure: its title and sentence, the band from the lowest to the highest, the best, the voices' lines."""

    title: str
    said: str
    low: str
    high: str
    width: str
    best: str
    found: Range
    lines: tuple[Line, ...]
    ticks: tuple[tuple[str, str], ...]


def strips(one: Incident | Total) -> list[Strip]:
    """A strip for each measure that has a number, groups of victims after everyone."""
    told = [r for r in one.ranges if r.best is not None or r.low is not None or r.high is not None]
    order = {"killed": 0, "injured": 1}
    told.sort(key=lambda r: (order.get(r.measure, 2), r.measure, bool(r.group), r.group))
    return [_strip(r) for r in told]


def _strip(found: Range) -> Strip:
    numbers = [n for s in found.stated for n in (s.low, s.high, s.best) if n is not None]
    numbers += [n for n in (found.low, found.high, found.best) if n is not None]
    top = max(numbers, default=1) or 1
    step = _step(top)
    top = -(-top // step) * step

    def at(value: float) -> str:
        return f"{LEFT + (RIGHT - LEFT) * value / top:.2f}%"

    low = found.low if found.low is not None else found.best or 0
    high = found.high if found.high is not None else found.best or low
    title = word("measure", found.measure) + (f" · {found.group}" if found.group else "")
    band = (RIGHT - LEFT) * (high - low) / top
    ticks = tuple((at(n), saying.number(n)) for n in range(0, top + 1, step))
    best = at(found.best) if found.best is not None else ""
    lines = sorted((_line(s, found, at, top) for s in found.stated), key=lambda n: (float(n.dot[:-1]), n.voice))
    return Strip(
        title[:1].upper() + title[1:],
        _said(found),
        at(low),
        at(high),
        f"{band:.2f}%",
        best,
        found,
        _joined(lines),
        ticks,
    )


def _step(top: int) -> int:
    """Steps of 1, 2 or 5 times a power of ten that make three to six ticks."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if top / (size * factor) <= 5:
                return size * factor
        size *= 10


def _line(stated: Stated, found: Range, at: object, top: int) -> Line:
    place = at if callable(at) else str
    best = stated.best if stated.best is not None else stated.low if stated.low is not None else stated.high or 0
    low = stated.low if stated.low is not None else best
    upward = stated.high is None and stated.low is not None
    high = stated.high if stated.high is not None else min(top, best) if not upward else top
    return Line(
        stated.voice,
        saying.bounds(stated.low, stated.high, stated.best, stated.approximate),
        place(min(low, best)),
        place(max(high, best)),
        place(best),
        stated.party,
        stated.claim == found.chosen,
        upward,
        found.best is not None and not _within(best, found),
        (stated.claim,),
    )


def _within(number: int, found: Range) -> bool:
    """Whether a number lies in the range; one that doesn't is what its voice has since replaced."""
    # "More than 950" is at least 951, and its best figure is 950: the range is no wider for it.
    return (found.low is None or number >= found.low - 1) and (found.high is None or number <= found.high)


def _joined(lines: list[Line]) -> tuple[Line, ...]:
    """A voice that says the same number twice gets one line."""
    found: dict[tuple[str, str], Line] = {}
    for line in lines:
        key = (line.voice, line.text)
        if key not in found or line.chosen:
            found[key] = line
    return tuple(found.values())


def _said(found: Range) -> str:
    number = saying.number(found.best)
    if len({(s.low, s.high, s.best, s.approximate) for s in found.stated}) == 1:
        said = found.stated[0]
        return saying.bounds(said.low, said.high, said.best, said.approximate)
    if found.low == found.high == found.best:
        return number
    bounds = {"low": saying.number(found.low), "high": saying.number(found.high), "best": number, "rule": found.rule}
    if found.best is None:
        return _("from %(low)s to %(high)s") % bounds
    return _("from %(low)s to %(high)s; best %(best)s: %(rule)s") % bounds
