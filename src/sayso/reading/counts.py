"""The figures of a happening: which numbers belong to it, and what each counts (killed, injured, strikes, ...)."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.counts_harm import HARM_NOUNS
from sayso.reading.counts_heads import counted_heads
from sayso.reading.counts_numbers import Counts
from sayso.reading.counts_people import OF_PEOPLE, none_of, one_of
from sayso.reading.counts_stray import stray_heads
from sayso.reading.counts_toll import is_topped
from sayso.reading.figures import Number
from sayso.reading.happenings import Happening
from sayso.reading.parse import Parse
from sayso.reading.roles import coordinated, noun_span
from sayso.reading.things import Things
from sayso.records import Figure, Measure


def figures_of(
    parse: Parse, things: Things, happening: Happening, numbers: list[Number], beside: Sequence[Happening] = ()
) -> list[Figure]:
    """The figures of one happening, in text order, each number once. `beside` are the other happenings of the text."""
    counts = Counts.of(parse, happening, numbers)
    starts: dict[tuple[int, str], Figure] = {}
    for measure, heads in (
        *counted_heads(parse, things, happening, beside),
        *stray_heads(parse, things, happening, beside),
    ):
        for head in heads:
            figure = _figure(parse, things, head, measure, counts)
            if figure is not None:
                starts.setdefault(_key(figure), figure)
        counted_twice = measure in OF_PEOPLE or happening.event == "weapons-seized"
        for head in [p for h in heads if counted_twice for p in _parts(parse, h)]:
            number = counts.at(parse, head)
            if number is not None:
                part = _stated(parse, number, measure)
                starts.setdefault(_key(part), part)
    return _once(sorted(starts.values(), key=lambda f: f.span.start))


def _key(figure: Figure) -> tuple[int, str]:
    """One number is one figure; "no one was killed or wounded" is two."""
    return figure.span.start, figure.measure if figure.best == 0 else ""


def stated_only(figures: Sequence[Figure]) -> list[Figure]:
    """The figures that a number states: who is only to be killed ("plans to murder the mayor") is not one killed."""
    return [f for f in figures if f.best != 1 or f.span.text.lower() in ("1", "one")]


def _once(figures: list[Figure]) -> list[Figure]:
    """The figures less the same person told again: sentences run together repeat "a policeman"."""
    found: list[Figure] = []
    for figure in figures:
        again = figure.best == 1 and any(f.span.text == figure.span.text and f.measure == figure.measure for f in found)
        if not again:
            found.append(figure)
    return found


def _parts(parse: Parse, head: int) -> list[int]:
    """Those counted again inside a count: "20 people, including five children and two priests"."""
    found = []
    for child in parse.children(head):
        if parse.tokens[child].lower in ("including", "among", "plus") and child > head:
            for inner in parse.children(child):
                if parse.tokens[inner].dep in ("pobj", "pcomp", "dobj"):
                    found += coordinated(parse, inner)
    return found


def _figure(parse: Parse, things: Things, head: int, measure: Measure, counts: Counts) -> Figure | None:
    none = none_of(parse, head, measure)
    if none is not None:
        return none
    number = counts.at(parse, head)
    if number is None:
        return one_of(parse, things, head, measure)
    if measure not in OF_PEOPLE and _one_of_many(parse, number):
        return None
    if number.noun is not None and measure in ("killed", "injured"):
        told = HARM_NOUNS.get(parse.tokens[number.noun].lemma, measure)
        measure = told if told in ("killed", "injured", "other") else measure  # a hostage who is killed is killed
    return _stated(parse, number, measure)


def _one_of_many(parse: Parse, number: Number) -> bool:
    """Whether a number only picks one out: "one of the attacks", "one in the capital"."""
    after = parse.tokens[number.last + 1].lower if number.last + 1 < len(parse.tokens) else ""
    return parse.tokens[number.last].lower == "one" and after in ("of", "in", "on", "near")


def _stated(parse: Parse, number: Number, measure: Measure) -> Figure:
    who = noun_span(parse, number.noun) if number.noun is not None else None
    low, high = number.low, number.high
    if number.plain and number.best is not None and is_topped(parse, number.last):
        low, high = number.best + 1, None
    return Figure(parse.span(number.first, number.last), measure, low, high, number.best, number.approximate, who)
