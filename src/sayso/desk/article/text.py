"""A report's text for its page: paragraphs, the words of claims marked, the claims numbered where they end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.desk.marks import Piece, evidence, marked, roles
from sayso.records import Claim, Reading, Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces of text in a row: the claims whose sentences begin before it, and those whose sentences end after it."""

    pieces: tuple[Piece, ...]
    begins: tuple[str, ...] = ()
    ends: tuple[int, ...] = ()
    told: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a report."""

    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A claim of the side list: its number in the text, and the incident or total that it is in ("" for none)."""

    number: int
    claim: Claim
    pieces: tuple[Piece, ...]
    holder: str
    struck: str


def numbered(claims: Sequence[Claim]) -> dict[str, int]:
    """The numbers of claims in the order of the text."""
    ordered = sorted(claims, key=lambda c: (c.evidence.start, c.trigger.start, c.id))
    return {c.id: n for n, c in enumerate(ordered, 1)}


def side_list(reading: Reading, holders: dict[str, str], struck: dict[str, str]) -> list[Numbered]:
    """The claims of a report in the order of its text."""
    numbers = numbered(reading.claims)
    made = [
        Numbered(numbers[c.id], c, evidence(c), holders.get(c.id, ""), struck.get(c.id, "")) for c in reading.claims
    ]
    return sorted(made, key=lambda n: n.number)


def paragraphs(reading: Reading) -> list[Paragraph]:
    """The text of a report, cut where claims' sentences begin and end."""
    numbers = numbered(reading.claims)
    spans = [m for c in reading.claims for m in roles(c)]
    found, at = [], 0
    for text in reading.article.text.split("\n\n"):
        if text.strip():
            found.append(_paragraph(text, at, reading.claims, numbers, spans))
        at += len(text) + 2
    return found


def _paragraph(
    text: str, at: int, claims: Sequence[Claim], numbers: dict[str, int], spans: list[tuple[Span, str]]
) -> Paragraph:
    end = at + len(text)
    here = [c for c in claims if c.evidence.start < end and c.evidence.end > at]
    cuts = {at, end} | {min(max(x, at), end) for c in here for x in (c.evidence.start, c.evidence.end)}
    near = [m for m in spans if m[0].start < end and m[0].end > at]
    made = []
    for first, last in zip(sorted(cuts), sorted(cuts)[1:], strict=False):
        begins = tuple(c.id for c in here if c.evidence.start == first)
        ends = tuple(sorted(numbers[c.id] for c in here if c.evidence.end == last))
        told = any(c.evidence.start <= first and last <= c.evidence.end for c in here)
        made.append(Stretch(marked(text[first - at : last - at], first, near), begins, ends, told))
    return Paragraph(tuple(made))
