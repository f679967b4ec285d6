"""A page that was copied as text -> the report's paragraphs, and the furniture, each in the page's order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.reading.furniture_lines import furniture
from sayso.reading.furniture_normal import normal, unwrapped
from sayso.records import Furniture


def split(text: str) -> tuple[list[str], list[Furniture]]:
    """The report's paragraphs, and what was set aside, of a page as text."""
    paragraphs = unwrapped(normal(text))
    return sort_out(paragraphs, furniture(paragraphs))


def sort_out(paragraphs: Sequence[str], why: Sequence[str | None]) -> tuple[list[str], list[Furniture]]:
    """Paragraphs without a reason, and the others as furniture."""
    kept = [p for p, w in zip(paragraphs, why, strict=True) if w is None]
    return kept, together((p, w) for p, w in zip(paragraphs, why, strict=True) if w is not None)


def together(pieces: Iterable[tuple[str, str]]) -> list[Furniture]:
    """Furniture, one piece a line; neighbours set aside for one reason are one piece of several lines."""
    made: list[Furniture] = []
    lines: list[str] = []
    last = ""
    for text, why in pieces:
        if lines and why != last:
            made.append(Furniture("\n".join(lines), last))
            lines = []
        lines.append(text)
        last = why
    if lines:
        made.append(Furniture("\n".join(lines), last))
    return made
