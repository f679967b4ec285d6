"""Where a text quotes: quotation marks paired by paragraph, and quotations that run over several paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.reading.parse import Parse
from sayso.records import Span

_MARK = re.compile(r"``|''|[“”„«»\"]")
_OPENING = frozenset({"“", "„", "«", "``"})
_CLOSING = frozenset({"”", "»", "''"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: a piece for each paragraph that it runs over, the marks included."""

    pieces: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Offset of the first opening mark."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Offset after the last closing mark."""
        return self.pieces[-1].end


def find_quotations(parse: Parse) -> list[Quotation]:
    """The quotations of a text in order. A paragraph that leaves its quotation open hands it on to the next one if
    that begins with an opening mark, as newspapers print long quotations.

    >>> from sayso.reading.parse import Parse
    >>> find_quotations(Parse("", [], [], []))
    []
    """
    found: list[Quotation] = []
    pending: list[Span] = []
    for start, end in paragraph_bounds(parse):
        pairs, left_open = _pairs(parse.text, start, end)
        pieces = [Span.of(parse.text, a, b) for a, b in pairs]
        if pending:
            if pieces and pieces[0].start == start:
                pending.append(pieces.pop(0))
            if not (left_open and not pieces):
                found.append(Quotation(tuple(pending)))
                pending = []
        if left_open and not pending and pieces:
            pending = [pieces.pop()]
        found.extend(Quotation((piece,)) for piece in pieces)
    if pending:
        found.append(Quotation(tuple(pending)))
    return sorted(found, key=lambda q: q.start)


def paragraph_bounds(parse: Parse) -> list[tuple[int, int]]:
    """The paragraphs as [start, end) offsets, from the parse's sentences."""
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in parse.sentences:
        start, end = bounds.get(sentence.paragraph, (sentence.start, sentence.end))
        bounds[sentence.paragraph] = (min(start, sentence.start), max(end, sentence.end))
    return [bounds[key] for key in sorted(bounds)]


def _pairs(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """[start, end) of each quotation in a stretch of text, and whether the last one was left open."""
    pairs: list[tuple[int, int]] = []
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        sign = mark.group()
        if opened is None:
            if sign not in _CLOSING or (sign == "''" and _opens(text, mark.start(), mark.end(), start)):
                opened = mark.start()
        elif sign in _OPENING:
            continue  # a quotation inside the quotation
        elif sign == "''" and sign not in text[opened : opened + 2] and text[opened] != "`":
            continue
        else:
            pairs.append((opened, mark.end()))
            opened = None
    if opened is not None and end - opened > 2:
        pairs.append((opened, end))
        return pairs, True
    return pairs, False


def _opens(text: str, begin: int, end: int, start: int) -> bool:
    """Whether two apostrophes, which some wires put at both ends, stand where a quotation begins."""
    return (begin == start or text[begin - 1] in " ([—-") and end < len(text) and not text[end].isspace()


def quoted_tokens(parse: Parse, quotations: list[Quotation]) -> list[int]:
    """For each token the index of the quotation that it lies in, or -1."""
    inside = [-1] * len(parse.tokens)
    pieces = sorted((p.start, p.end, n) for n, q in enumerate(quotations) for p in q.pieces)
    at = 0
    for token in parse.tokens:
        while at < len(pieces) and pieces[at][1] <= token.start:
            at += 1
        if at < len(pieces) and pieces[at][0] <= token.start:
            inside[token.i] = pieces[at][2]
    return inside
