"""Which part of a page is the report: trafilatura's answer, in the page's own lines."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from sayso.reading.furniture_visible import Line, flat, key

_UNSEEN = "//body//*[@hidden]"
_INLINE = frozenset({"hi", "ref", "del", "lb", "span", "code"})
_SHORT_CELL = 60
_ENDS = ".!?…:;\"”’'»)"
_INDEXED = 4
_TRIES = 8
_LEFT_OUT = 5  # lines


def extract(tree: Any, lines: Sequence[Line], careful: bool) -> tuple[list[str], set[str]]:
    """The report's paragraphs, and the keys of the page's lines that they are made of.

    `careful` asks for trafilatura's precise mode, with its second opinion; without it a fast mode reads any page in
    time that grows with its length. The extractor only chooses: it now and then glues the words of two blocks together,
    so wherever its text can be found on the page, the page's lines are taken.
    """
    from trafilatura import bare_extraction

    # It warns of what our refusals say better.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = bare_extraction(
            tree, favor_precision=careful, fast=not careful, include_comments=False, prune_xpath=_UNSEEN
        )
    except Exception:  # noqa: BLE001  # a page it fails on is sorted out line by line, as one in which it finds nothing
        return [], set()
    body: Any = getattr(document, "body", None)
    if body is None:
        return [], set()
    page = _Page(lines)
    found: list[str] = []
    pieces: set[str] = set()
    for texts, row in _blocks(body):
        own = texts if row else page.lines_of(texts) or texts
        pieces.update(map(key, own))
        if row and all(len(cell) <= _SHORT_CELL for cell in texts):
            found.append(" | ".join(texts))
        else:
            found += own if row else joined(own)
    return found, pieces


def joined(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a block's lines. A break inside a sentence (no closed end, then a small letter) is none.

    >>> joined(["Shells hit the market,", "doctors said.", "The army denied it."])
    ['Shells hit the market, doctors said.', 'The army denied it.']
    """
    made: list[str] = []
    for line in lines:
        if made and made[-1][-1] not in _ENDS and (line[0].islower() or line[0] in ",.;:"):
            made[-1] += " " + line
        else:
            made.append(line)
    return made


class _Page:
    """The page's lines, by how they begin."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._texts = [line.text for line in lines]
        self._keys = [key(text) for text in self._texts]
        self._starts: dict[str, list[int]] = {}
        for i, own in enumerate(self._keys):
            self._starts.setdefault(own[:_INDEXED], []).append(i)

    def lines_of(self, texts: Sequence[str]) -> list[str]:
        """The lines that together are this text, but for blanks and a few lines left out; none where there are none."""
        whole = "".join(map(key, texts))
        for length in range(_INDEXED, 0, -1):
            for first in self._starts.get(whole[:length], ())[:_TRIES]:
                if run := self._run(whole, first):
                    return [self._texts[i] for i in run]
        return []

    def _run(self, whole: str, first: int) -> list[int]:
        at, i, run = 0, first, list[int]()
        while at < len(whole) and i < len(self._keys) and i <= (run[-1] if run else first) + _LEFT_OUT:
            if whole.startswith(self._keys[i], at):
                at += len(self._keys[i])
                run.append(i)
            i += 1
        return run if at == len(whole) else []


def _blocks(body: Any) -> Iterator[tuple[list[str], bool]]:
    """The extractor's blocks in order: the lines of a paragraph, or the cells of a table's row (then True)."""
    from lxml.etree import iterwalk

    parts: list[str] = []

    def flush() -> Iterator[tuple[list[str], bool]]:
        texts = [text for piece in "".join(parts).split("\n") if (text := flat(piece))]
        parts.clear()
        if texts:
            yield texts, False

    walker = iterwalk(body, events=("start", "end"))
    for event, node in walker:
        tag = str(node.tag)
        if tag not in _INLINE:
            yield from flush()
        if event == "start" and tag == "row":
            cells = [text for cell in node.iter("cell") if (text := flat(" ".join(cell.itertext())))]
            if cells:
                yield cells, True
            walker.skip_subtree()
        elif event == "start":
            parts.append("\n" if tag == "lb" else node.text or "")
        else:
            parts.append(node.tail or "")
    yield from flush()
