"""A web page -> the report's paragraphs, and every other visible line as furniture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from sayso.reading.furniture_dates import labelled
from sayso.reading.furniture_extract import extract, joined
from sayso.reading.furniture_lines import furniture, verdict
from sayso.reading.furniture_shapes import has_report, is_prose
from sayso.reading.furniture_text import together
from sayso.reading.furniture_visible import Line, flat, key, visible
from sayso.records import Furniture

# A part of a line counts as being in the article from this many letters on; shorter ones may stand there by chance.
_SHORT = 25
# Where report text may stand when the extractor finds none: anywhere but in these.
_NEVER_REPORT = frozenset(
    (
        "menu", "footer", "cookie notice", "readers' comments", "comment form", "share button", "log-in prompt",
        "sign-up prompt", "advertisement", "search form", "related link", "hidden", "form",
        "notice for browsers without scripts",
    )
)  # fmt: skip


def split(tree: Any, title: str | None, careful: bool) -> tuple[list[str], list[Furniture]]:
    """The report's paragraphs, and what else is to be seen on the page, in its order.

    For `careful` see `extract`. The headline, where it isn't part of the text, is neither: it is the article's title.
    """
    lines = list(visible(tree))
    paragraphs, pieces = extract(tree, lines, careful)
    if not has_report(paragraphs):
        texts = [line.text for line in lines if line.why not in _NEVER_REPORT]
        paragraphs, pieces = joined(texts), set(map(key, texts))
    reasons = furniture(paragraphs)
    linked = _link_lists(lines)
    reasons = [
        why or ("related link" if key(p) in linked else None) for p, why in zip(paragraphs, reasons, strict=True)
    ]
    if all(reasons):
        reasons = furniture(paragraphs)
    kept = [p for p, why in zip(paragraphs, reasons, strict=True) if why is None]
    dropped = {key(p): why for p, why in zip(paragraphs, reasons, strict=True) if why is not None}
    rest = _Rest(kept, pieces, dropped, title)
    return kept, together(piece for line in lines for piece in rest.of(line))


def _link_lists(lines: Sequence[Line]) -> set[str]:
    """The keys of lines that are nothing but links and stand below one another: headlines of other reports."""
    pairs = pairwise(lines)
    return {key(line.text) for pair in pairs if pair[0].linked and pair[1].linked for line in pair}


class _Rest:
    """What of a visible line the article hasn't."""

    def __init__(self, kept: Sequence[str], pieces: set[str], dropped: dict[str, str], title: str | None) -> None:
        self._dropped = dropped
        self._whole = "\0".join(map(key, kept))
        gone = "\0".join(dropped)
        self._has_pieces = {p for p in pieces if p not in dropped and (p in self._whole or p not in gone)}
        self._has_pieces.update(map(key, kept))
        self._title = key(title or "")

    def of(self, line: Line) -> Iterator[tuple[str, str]]:
        """The parts that the article hasn't, each with its reason; none of a line that it has, or of the headline."""
        own = key(line.text)
        if not own or own == self._title or self._has(own):
            return
        missing = [part for part in line.parts if not self._has(key(part))]
        text = flat("".join(missing)) if len(missing) < len(line.parts) else line.text
        if text:
            yield text, self._why(text, line)

    def _has(self, own: str) -> bool:
        return not own or own in self._has_pieces or (len(own) >= _SHORT and own in self._whole)

    def _why(self, text: str, line: Line) -> str:
        by_words = verdict(text)
        why = self._dropped.get(key(line.text)) or line.why or (by_words.why if by_words else "")
        return why or ("date" if labelled(text) else "outside the report" if is_prose(text) else "label")
