"""A web page -> the report's paragraphs (trafilatura says which), and every other visible line as furniture."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.reading.furniture_dates import labelled
from sayso.reading.furniture_lines import furniture, verdict
from sayso.reading.furniture_normal import normal, unwrapped
from sayso.reading.furniture_shapes import has_report, is_prose
from sayso.reading.furniture_text import together
from sayso.records import Furniture
from sayso.vocab.furniture import marks

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>", re.I)
_INVISIBLE = frozenset(
    {"script", "style", "template", "head", "title", "meta", "link", "svg", "math", "iframe", "object", "datalist"}
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr img".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BLANKS = re.compile(r"\s+")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_UNSEEN = "//body//*[@hidden]"
_SHORT = 25
_SHORT_CELL = 60
_ENDS = ".!?…:;\"”’'»)"
# Where report text may stand when the extractor finds none: anywhere but in these.
_NEVER_REPORT = frozenset(
    (
        "menu", "footer", "cookie notice", "readers' comments", "comment form", "share button", "log-in prompt",
        "sign-up prompt", "advertisement", "search form", "related link", "hidden", "form",
        "notice for browsers without scripts",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A visible line: the text nodes it is made of, and what its surroundings say it is ("" for nothing)."""

    parts: tuple[str, ...]
    why: str

    @property
    def text(self) -> str:
        """The line as it reads."""
        return _flat("".join(self.parts))


class TooDeep(Exception):
    """The parser gave up on nesting or on a limit of its own; what it returned isn't the whole page."""


def parse(html: str) -> Any | None:
    """The page as an lxml tree, None where nothing is in it; raises TooDeep past libxml2's limits (256 levels)."""
    from lxml.etree import ErrorTypes, ParserError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    try:
        tree = document_fromstring(_DECLARATION.sub("", html, count=1).encode("utf-8", "replace"), parser=parser)
    except ParserError:
        tree = None
    if any(entry.type == ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise TooDeep
    if tree is not None:
        _settle_blanks(tree)
    return tree


def _settle_blanks(tree: Any) -> None:
    """Make a line break in a text node mean one: in `<pre>`, where paragraphs end; elsewhere all are blanks."""
    for node in tree.iter():
        if node.tag in ("script", "style"):
            continue
        if node.text and not node.text.isprintable():
            inside = node.tag == "pre" or next(node.iterancestors("pre"), None) is not None
            node.text = "\n".join(unwrapped(normal(node.text))) if inside else _BLANKS.sub(" ", node.text)
        if node.tail and not node.tail.isprintable():
            node.tail = _BLANKS.sub(" ", node.tail)


def split(tree: Any, title: str | None, careful: bool) -> tuple[list[str], list[Furniture]]:
    """The report's paragraphs, and what else is to be seen on the page, in its order.

    `careful` asks the extractor for its second opinion. The headline, where it isn't part of the text, is neither: it
    is the article's title.
    """
    lines = list(visible(tree))
    paragraphs, pieces = _extracted(tree, careful)
    if not has_report(paragraphs):
        paragraphs = [line.text for line in lines if line.why not in _NEVER_REPORT]
        pieces = set(map(_key, paragraphs))
    reasons = furniture(paragraphs)
    kept = [p for p, why in zip(paragraphs, reasons, strict=True) if why is None]
    dropped = {_key(p): why for p, why in zip(paragraphs, reasons, strict=True) if why is not None}
    rest = _Rest(kept, pieces - dropped.keys(), dropped, _key(title or ""))
    return kept, together(piece for line in lines for piece in rest.of(line))


def visible(tree: Any) -> Iterator[Line]:
    """The visible lines of a page: the text between two borders of blocks or `<br>`."""
    from lxml.etree import iterwalk

    reasons: list[str] = []
    parts: list[str] = []

    def line() -> Iterator[Line]:
        if any(part.strip() for part in parts):
            made = Line(tuple(parts), reasons[-1] if reasons else "")
            if made.text:
                yield made
        parts.clear()

    def taken(text: str) -> Iterator[Line]:
        first, *others = text.split("\n")
        parts.append(first)
        for other in others:
            yield from line()
            parts.append(other)

    walker = iterwalk(tree, events=("start", "end"))
    for event, node in walker:
        tag = node.tag if isinstance(node.tag, str) else ""
        block = tag not in _INLINE
        if event == "start":
            if block:
                yield from line()
            reasons.append(_reason(node, tag, reasons[-1] if reasons else "", block))
            if tag in _INVISIBLE or not tag:
                walker.skip_subtree()
            elif node.text:
                yield from taken(node.text)
            continue
        if block:
            yield from line()
        reasons.pop()
        if node.tail and reasons:
            yield from taken(node.tail)
    yield from line()


def _reason(node: Any, tag: str, above: str, block: bool) -> str:
    if not block or tag in ("html", "body", "main"):
        return above
    if "hidden" in node.attrib or _HIDDEN.search(node.get("style") or ""):
        return "hidden"
    known = marks()
    found = known.get(tag, "")
    names = " ".join(filter(None, (node.get("class"), node.get("id"), node.get("role"))))[:300]
    if names:
        words = [w.lower() for w in _WORDS.findall(names)] + names.lower().split()
        found = next((known[w] for w in words if w in known), found)
    return found or above


def _extracted(tree: Any, careful: bool) -> tuple[list[str], set[str]]:
    """The extractor's paragraphs, and the keys of their pieces as the page has them (lines of a paragraph, cells)."""
    from trafilatura import bare_extraction

    # It warns of what our refusals say better.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = bare_extraction(
        tree, favor_precision=careful, fast=not careful, include_comments=False, prune_xpath=_UNSEEN
    )
    body: Any = getattr(document, "body", None)
    if body is None:
        return [], set()
    found: list[str] = []
    pieces: set[str] = set()
    for texts, raw in _blocks(body):
        pieces.update(map(_key, raw))
        found += texts if len(texts) > 1 and any(len(t) > _SHORT_CELL for t in texts) else [" | ".join(texts)]
    return found, pieces


def _blocks(body: Any) -> Iterator[tuple[list[str], list[str]]]:
    """The extractor's blocks in order, each with its lines as the page has them: a paragraph, or the cells of a row."""
    from lxml.etree import iterwalk

    open_parts: list[str] = []

    def flush() -> Iterator[tuple[list[str], list[str]]]:
        raw = [flat for piece in "".join(open_parts).split("\n") if (flat := _flat(piece))]
        open_parts.clear()
        yield from (([text], [] if at else raw) for at, text in enumerate(_joined(raw)))

    walker = iterwalk(body, events=("start", "end"))
    for event, node in walker:
        tag = str(node.tag)
        block = tag not in ("hi", "ref", "del", "lb", "span", "code")
        if event == "start" and tag == "row":
            yield from flush()
            cells = [text for cell in node.iter("cell") if (text := _flat(" ".join(cell.itertext())))]
            if cells:
                yield cells, cells
            walker.skip_subtree()
        elif event == "start":
            if block:
                yield from flush()
            open_parts.append("\n" if tag == "lb" else node.text or "")
        else:
            if block:
                yield from flush()
            open_parts.append(node.tail or "")
    yield from flush()


def _joined(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a block's lines. A break inside a sentence (no closed end, then a small letter) is none."""
    made: list[str] = []
    for line in lines:
        if made and made[-1][-1] not in _ENDS and (line[0].islower() or line[0] in ",.;:"):
            made[-1] += " " + line
        else:
            made.append(line)
    return made


@dataclass(slots=True)
class _Rest:
    """What of a visible line the article hasn't."""

    kept: Sequence[str]
    pieces: set[str]
    dropped: dict[str, str]
    title: str
    whole: str = field(init=False)

    def __post_init__(self) -> None:
        self.pieces = self.pieces | set(map(_key, self.kept))
        self.whole = "\0".join(map(_key, self.kept))

    def of(self, line: Line) -> Iterator[tuple[str, str]]:
        """The parts that the article hasn't, each with its reason; none of a line that it has, or of the headline."""
        own = _key(line.text)
        if not own or own == self.title or self._has(own):
            return
        missing = [part for part in line.parts if not self._has(_key(part))]
        text = _flat("".join(missing)) if len(missing) < len(line.parts) else line.text
        if text:
            yield text, self._why(text, line)

    def _has(self, own: str) -> bool:
        return not own or own in self.pieces or (len(own) >= _SHORT and own in self.whole)

    def _why(self, text: str, line: Line) -> str:
        by_words = verdict(text)
        why = self.dropped.get(_key(line.text)) or line.why or (by_words.why if by_words else "")
        return why or ("date" if labelled(text) else "outside the report" if is_prose(text) else "label")


def _flat(text: str) -> str:
    return " ".join(normal(text).split())


def _key(text: str) -> str:
    """Text as the page's lines and the extractor's are compared: without blanks."""
    return "".join(normal(text).split())
