"""Finding many known phrases in a text at once: words as they are compared, and a tree of phrases over them.

Words are compared without case, accents, hyphens and apostrophes, so that "Al-Qa'ida" and "al Qa'ida" are the same
phrase; how a phrase's capitals must stand in the text is each phrase's own rule.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

# A word, or initials with points ("U.S."), which count as one word without the points.
_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?|[^\W_]+")
# What may stand between two words of one phrase.
_GAP = frozenset(" -–—'’ʼ`/()&. ‑\n")
_LONGEST_GAP = 3
_IGNORED = frozenset({"the"})


class Word(NamedTuple):
    """A word of a text: its offsets, its letters without points, and the key by which it is compared."""

    start: int
    end: int
    raw: str
    key: str


@lru_cache(maxsize=65_536)
def _key(raw: str) -> str:
    if raw.isascii():
        return raw.lower()
    apart = unicodedata.normalize("NFKD", raw)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a text, or of a part of it, with offsets in the whole text.

    >>> [w.key for w in words("U.S.-led Al-Qa'ida")]
    ['us', 'led', 'al', 'qa', 'ida']
    """
    found = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        raw = match.group()
        if "." in raw:
            raw = raw.replace(".", "")
        found.append(Word(match.start(), match.end(), raw, _key(raw)))
    return found


@dataclass(frozen=True, slots=True)
class Phrase:
    """A known phrase. `exact`: its letters must stand exactly so. `guarded`: besides, the article must support it.

    >>> Phrase.marked("!IRA")
    Phrase(form='IRA', exact=True, guarded=True)
    """

    form: str
    exact: bool = False
    guarded: bool = False
    parts: tuple[Word, ...] = field(default=(), repr=False)

    @classmethod
    def marked(cls, form: str) -> Phrase:
        """The phrase that a table's cell gives: "=" before it marks it exact, "!" exact and guarded."""
        bare = form.lstrip("=!")
        return cls(bare, form[:1] in "=!", form[:1] == "!", tuple(words(bare)))


T = TypeVar("T")


@dataclass(slots=True)
class _Node(Generic[T]):
    next: dict[str, _Node[T]] = field(default_factory=dict)
    here: list[tuple[Phrase, T]] = field(default_factory=list)


class Hit(NamedTuple, Generic[T]):
    """Words [first, last] of a text that are a known phrase."""

    first: int
    last: int
    phrase: Phrase
    what: T


class Phrases(Generic[T]):
    """A tree of phrases, each of which stands for something.

    >>> tree = Phrases([(Phrase.marked("Red Brigades"), "rb")])
    >>> [h.what for h in tree.at(words("the Red Brigades"), 1, "the Red Brigades")]
    ['rb']
    """

    def __init__(self, known: Iterable[tuple[Phrase, T]]) -> None:
        self._root: _Node[T] = _Node()
        for phrase, what in known:
            node = self._root
            for word in phrase.parts:
                node = node.next.setdefault(word.key, _Node())
            if node is not self._root:
                node.here.append((phrase, what))

    def at(self, text_words: Sequence[Word], first: int, text: str) -> list[Hit[T]]:
        """Every phrase that begins at a word, the longest first, its capitals not yet looked at."""
        found: list[Hit[T]] = []
        node = self._root.next.get(text_words[first].key)
        at = first
        while node is not None:
            found += [Hit(first, at, phrase, what) for phrase, what in node.here]
            at += 1
            if at == len(text_words) or not _joined(text, text_words[at - 1].end, text_words[at].start):
                break
            node = node.next.get(text_words[at].key)
        found.reverse()
        return found


def _joined(text: str, left: int, right: int) -> bool:
    return right - left <= _LONGEST_GAP and all(c in _GAP for c in text[left:right])


def capitals_fit(phrase: Phrase, there: Sequence[Word], mood: str = "mixed") -> bool:
    """Whether words of a text stand in the capitals that a phrase asks for.

    `mood` says how the sentence is written: `mixed`, `upper` (a shouting headline) or `lower`. An acronym needs its
    capitals (from four letters on, "Nato" will do); in lower case throughout, three letters. A form that must stand
    exactly so doesn't count in a sentence all in capitals. A name of several words needs its first capital and half
    the others.
    """
    mine = phrase.parts
    if mood == "upper":
        return not phrase.exact or there[0].end - there[0].start > len(there[0].raw)
    if mood == "lower":
        return not phrase.exact or len(mine) > 1 or len(mine[0].raw) > 2
    if phrase.exact:
        return all(a.raw == b.raw for a, b in zip(mine, there, strict=True))
    wanted = [(a.raw, b.raw) for a, b in zip(mine, there, strict=True) if a.raw[:1].isupper() and a.key not in _IGNORED]
    if not wanted:
        return True
    fits = [_as_written(form, seen) for form, seen in wanted]
    return fits[0] and sum(fits) * 2 >= len(fits)


def _as_written(form: str, seen: str) -> bool:
    if form.isupper() and len(form) > 1 and not (len(form) > 3 and seen[:1].isupper()):
        return seen == form
    return seen[:1].isupper()


def mood_of(text: str) -> str:
    """How a sentence is written: `upper`, `lower` or `mixed`. Short ones are judged by the same shares.

    >>> mood_of("TROOPS IS SAID TO HAVE LEFT"), mood_of("Troops left.")
    ('upper', 'mixed')
    """
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if capitals == 0:
        return "lower" if len(letters) > 20 else "mixed"
    return "upper" if capitals > 0.75 * len(letters) and len(letters) > 20 else "mixed"
