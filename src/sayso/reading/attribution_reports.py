"""Outlets named after "reports" by the order of the words alone: "... on January 10, reports The Morning Star".

Digests of other outlets' news end their sentences so, often without the comma, and parsers take "reports" for a noun.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.reading.attribution_phrases import Frame, trimmed
from sayso.reading.parse import Parse, Token
from sayso.vocab.speech import source_words

_LONGEST = 5  # tokens of an outlet's name
_CONTENT = 4  # tokens that the content has at least


def reported_by(parse: Parse, word: int) -> Frame | None:
    """The frame of "reports" when an outlet's name follows it and the news stands before it in its sentence."""
    tokens = parse.tokens
    token = tokens[word]
    sentence = parse.sentences[token.sentence]
    if token.lower != "reports" or word - sentence.first < _CONTENT or word + 1 >= sentence.last:
        return None
    name = list(_name(tokens, word + 1, sentence.last))
    if not name or not _stands(tokens[word - 1], [tokens[i] for i in name]):
        return None
    content = trimmed(parse, range(sentence.first, word))
    return Frame(word, "aside", tuple(name), content) if content else None


def _name(tokens: list[Token], first: int, last: int) -> Iterator[int]:
    """The capitalised words from a token on, up to the next sentence's "The" or "According"."""
    for n, i in enumerate(range(first, min(last, first + _LONGEST))):
        text = tokens[i].text
        if n and text in ("The", "According", "Meanwhile", "A", "An", "In", "On"):
            return
        within = n and text == "of" and i + 1 < last and tokens[i + 1].text[:1].isupper()
        if not within and not (text[:1].isupper() or (text[:1].isdigit() and n)):
            return
        yield i


def _stands(before: Token, name: list[Token]) -> bool:
    """Whether it is a verb with its outlet: after a comma, or before a name that outlets have."""
    if before.text == ",":
        return True
    if before.pos in ("DET", "ADJ", "ADP", "CCONJ", "AUX") or before.lower in ("media", "news", "press", "police"):
        return False
    known = source_words()
    return any(t.lower in known and known[t.lower].kind == "media" for t in name)
