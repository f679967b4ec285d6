"""What is to be seen on a web page, line by line, and what each line's surroundings say that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.reading.furniture_normal import normal, unwrapped
from sayso.vocab.furniture import marks

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>", re.I)
_INVISIBLE = frozenset(
    "script style template head title meta link svg math iframe object datalist".split(),
)
_INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp small
    span strike strong sub sup time tt u var wbr
    """.split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BLANKS = re.compile(r"\s+")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@dataclass(frozen=True, slots=True)
class Line:
    """A visible line: the text nodes it is made of, and what its surroundings say it is ("" for nothing).

    `linked`: every word of it stands in a link.
    """

    parts: tuple[str, ...]
    why: str
    linked: bool = False

    @property
    def text(self) -> str:
        """The line as it reads."""
        return flat("".join(self.parts))


class TooMuchError(Exception):
    """The parser gave up at a limit of its own; what it returned isn't the whole page."""


def parse(html: str) -> Any | None:
    """The page as an lxml tree, None where nothing is in it.

    Raises TooMuchError past libxml2's limits: 256 levels of tags, 10 million characters in one text.
    """
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
        raise TooMuchError
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


def visible(tree: Any) -> Iterator[Line]:
    """The lines of a parsed page: the text between two borders of blocks, `<br>`, or line breaks of `<pre>`."""
    from lxml.etree import iterwalk

    reasons: list[str] = []
    parts: list[str] = []
    links = loose = 0

    def line() -> Iterator[Line]:
        nonlocal loose
        made = Line(tuple(parts), reasons[-1] if reasons else "", not loose)
        parts.clear()
        loose = 0
        if made.text:
            yield made

    def taken(text: str | None) -> Iterator[Line]:
        nonlocal loose
        first, *others = (text or "").split("\n")
        parts.append(first)
        loose += _words_outside(first, links)
        for other in others:
            yield from line()
            parts.append(other)
            loose += _words_outside(other, links)

    walker = iterwalk(tree, events=("start", "end"))
    for event, node in walker:
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag not in _INLINE:
            yield from line()
        if tag == "a":
            links += 1 if event == "start" else -1
        if event == "start":
            reasons.append(_reason(node, tag, reasons[-1] if reasons else ""))
            if tag in _INVISIBLE or not tag:
                walker.skip_subtree()
            else:
                yield from taken(node.text)
        else:
            reasons.pop()
            if reasons:
                yield from taken(node.tail)
    yield from line()


def _words_outside(text: str, links: int) -> bool:
    return not links and any(map(str.isalnum, text))


def flat(text: str) -> str:
    """Text on one line, its characters made uniform."""
    return " ".join(normal(text).split())


def key(text: str) -> str:
    """Text as the page's lines and the extractor's are compared: without blanks."""
    return "".join(normal(text).split())


def _reason(node: Any, tag: str, above: str) -> str:
    """What an element's tag, class, id and role say that it holds; else what the element above it said."""
    if tag in _INLINE or tag in ("html", "body", "main"):
        return above
    if "hidden" in node.attrib or _HIDDEN.search(node.get("style") or ""):
        return "hidden"
    known = marks()
    found = known.get(tag, "")
    names = " ".join(filter(None, (node.get("class"), node.get("id"), node.get("role"))))[:300]
    if names:
        words = [w.lower() for w in _WORDS.findall(names)] + names.lower().split()
        found = next((known[w] for w in words if w in known), found)
    return above if found == "form" and above else found or above
