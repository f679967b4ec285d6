"""Why a claim says what it says: for each field the stage that set it, by which rule, from which words.

The stages that choose among rules hand over their reason as they choose (code, scope, certainty); what the other fields
rest on is read off the finished claim, after the article's other claims have lent it place, time and people.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.reading.happenings import Happening
from sayso.records import Actor, Certainty, Claim, Figure, Reason, Scope, Span, When


def chosen(
    happening: Happening, trigger: Span, scope: tuple[Scope, str], certainty: tuple[Certainty, Span | None]
) -> tuple[Reason, ...]:
    """The reasons for code, scope and certainty, from the stages' own choices."""
    level, cue = certainty
    surely = f"{level}: {cue.text!r} governs the event" if cue is not None else "certain: told flatly"
    return (
        Reason("event", "judging" if happening.odds is not None else "happenings", _code(happening), trigger),
        Reason("scope", "scope", scope[1], trigger),
        Reason("certainty", "certainty", surely, cue),
    )


def _code(happening: Happening) -> str:
    named = happening.lead.trigger
    kinds = f"the lexicon lists {named.lemma!r} as {', '.join(named.kinds)}" if named.kinds else f"{named.lemma!r}"
    if happening.borrowed:
        kinds += "; the form is the one that the article gives the happening"
    if happening.odds is not None:
        kinds += f"; weighed by its surroundings, probability {happening.odds:.2f}"
    return f"{happening.event}: {kinds}"


def settled(claim: Claim) -> tuple[Reason, ...]:
    """All reasons for a finished claim: those that it has from its making, and those for its other fields."""
    return (*claim.reasons, *_people(claim), *_figures(claim), *_surroundings(claim), *_ties(claim))


def _people(claim: Claim) -> Iterator[Reason]:
    mentions: list[tuple[str, Actor]] = [("actors", a) for a in claim.actors] + [("targets", t) for t in claim.targets]
    for name, actor in mentions:
        known = f"; known as {actor.name}" if actor.name else ""
        yield Reason(name, "cast", _stands(claim, actor.span) + known, actor.span)
    for means in claim.means:
        yield Reason(
            "means", "claims", "a weapon or method of the event's kind, or that its words are done with", means
        )
    for voice in claim.voices:
        cue = f"{voice.cue.text!r} tells that they say it" if voice.cue else "quoted or named as the source"
        yield Reason("voices", "voices", f"{voice.kind}: {cue}", voice.span)


def _stands(claim: Claim, span: Span) -> str:
    return "named in the sentence" if claim.evidence.covers(span) else "lent by another sentence of the article"


def _figures(claim: Claim) -> Iterator[Reason]:
    for figure in claim.figures:
        of = f" of {figure.who.text!r}" if figure.who is not None else ""
        yield Reason("figures", "counts", f"{figure.measure}{of}: {_bounds(figure)}", figure.span)


def _bounds(figure: Figure) -> str:
    """What the words of a number say of its bounds, by coding rule 8."""
    low, high, best = figure.low, figure.high, figure.best
    if best == 0:
        return "none, it says"
    if best == 1 and not any(c.isdigit() for c in figure.span.text) and figure.who == figure.span:
        return "one who is named or described counts 1"
    if best is None:
        return f"from {low} to {high}" if high is not None else f"a vague number, {low} or more"
    if low == high:
        return "an exact number" if low is not None else "an approximate number, no bounds"
    if high is not None:
        return f"at most {high}" if low is None else f"from {low} to {high}"
    return f"more than {best}" if low == best + 1 else f"at least {best}"


def _surroundings(claim: Claim) -> Iterator[Reason]:
    if claim.place is not None:
        resolved = f"; resolved by: {claim.place.why}" if claim.place.why else ""
        yield Reason("place", "where", _stands(claim, claim.place.span) + resolved, claim.place.span)
    if claim.when is not None:
        yield Reason("when", "at_time", f"{_stands(claim, claim.when.span)}; {_dated(claim.when)}", claim.when.span)


def _dated(when: When) -> str:
    if when.start is None and when.end is None:
        return "its days can't be told without a date to count from"
    days = f"{when.start or 'unknown'} to {when.end or 'unknown'}"
    return f"{days}, by: {when.why}" if when.why else days


def _ties(claim: Claim) -> Iterator[Reason]:
    if claim.same_as is not None:
        yield Reason("same_as", "same", "weighed as told of the same happening as an earlier claim", claim.trigger)
    if claim.part_of is not None:
        yield Reason("part_of", "shares", "a number counted inside another claim's", claim.trigger)
