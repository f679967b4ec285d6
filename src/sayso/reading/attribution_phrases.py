"""Frames, the possible attributions of a sentence, and the phrases that they are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.reading.parse import Parse, Token


@dataclass(frozen=True, slots=True)
class Frame:
    """A possible attribution: token indices of source and content, the head of the cue, and how they hang together.

    `shape`: `clause`, `aside` (parenthetical or after the content), `to`, `object`, `prep:PREPOSITION`, `quote`;
    with a leading `passive-` where the speaker is not the subject.
    """

    cue: int
    shape: str
    source: tuple[int, ...]
    content: tuple[int, ...]
    extra: tuple[int, ...] = ()


def trimmed(parse: Parse, indices: Iterable[int]) -> tuple[int, ...]:
    """Token indices without punctuation at their ends (quotation marks stay)."""
    kept = list(indices)
    while kept and _is_edge(parse.tokens[kept[0]]):
        kept.pop(0)
    while kept and _is_edge(parse.tokens[kept[-1]]):
        kept.pop()
    return tuple(kept)


def _is_edge(token: Token) -> bool:
    return token.pos == "PUNCT" and token.text in {",", ".", ";", ":", "-", "–", "—", "--", "?", "!", "_"}


def phrase(parse: Parse, head: int, without: frozenset[str] = frozenset({"relcl"})) -> tuple[int, ...]:
    """The tokens of a noun phrase: its head's subtree without the branches named in `without`."""
    found: list[int] = []
    todo = [head]
    while todo:
        at = todo.pop()
        found.append(at)
        todo.extend(c for c in parse.children(at) if not (at == head and parse.tokens[c].dep in without))
    return trimmed(parse, sorted(found))


def child(parse: Parse, i: int, *deps: str) -> int | None:
    """The first dependant of token `i` with one of the relations."""
    for c in parse.children(i):
        if parse.tokens[c].dep in deps:
            return c
    return None
