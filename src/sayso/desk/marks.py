"""Text with its claims marked: which words say what, cut into pieces that don't overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.records import Claim, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text without a change of marks: `role` is what its words say ("" for nothing)."""

    text: str
    role: str = ""


def roles(claim: Claim) -> list[tuple[Span, str]]:
    """The spans of a claim with what they say, the roles of `sayso.desk.words.ROLES`."""
    found = [(claim.trigger, "trigger")]
    found += [(a.span, "actor") for a in claim.actors]
    found += [(a.span, "target") for a in claim.targets]
    found += [(m, "means") for m in claim.means]
    found += [(s, "figure") for f in claim.figures for s in (f.span,)]
    found += [(v.span, "voice") for v in claim.voices]
    found += [(claim.place.span, "place")] if claim.place else []
    found += [(claim.when.span, "time")] if claim.when else []
    found += [(claim.certainty_cue, "cue")] if claim.certainty_cue else []
    return found


def marked(text: str, start: int, spans: Iterable[tuple[Span, str]]) -> tuple[Piece, ...]:
    """A text that begins at offset `start` of its article, cut where marks change; the shorter of two marks shows.

    >>> from sayso.records import Span
    >>> [p.role for p in marked("Tikrit fell.", 0, [(Span(0, 6, "Tikrit"), "place"), (Span(7, 11, "fell"), "trigger")])]
    ['place', '', 'trigger', '']
    """
    names = [""] * len(text)
    for span, role in sorted(spans, key=lambda m: m[0].start - m[0].end):
        first, last = max(0, span.start - start), min(len(text), span.end - start)
        if first < last:
            names[first:last] = [role] * (last - first)
    return tuple(_runs(text, names))


def _runs(text: str, names: Sequence[str]) -> Iterable[Piece]:
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or names[at] != names[begin]:
            yield Piece(text[begin:at], names[begin])
            begin = at


def evidence(claim: Claim) -> tuple[Piece, ...]:
    """The sentence of a claim with its words marked."""
    return marked(claim.evidence.text, claim.evidence.start, roles(claim))
