"""The packaged lists of page furniture: phrases that stand alone on a line, and marks in a page's element names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from sayso.vocab.tables import rows

PhraseKind = Literal["line", "weak", "related", "share", "thread", "jump"]

LONGEST = 400
_ANY, _NUMBER = "*", "<n>"
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_APART = re.compile(r"[^\w'&+%@:.-]+")
_OUTER = " .:-_'&+@"


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a line of furniture is: how surely (`kind`, see the table's head) and of which sort (`why`)."""

    kind: PhraseKind
    why: str


def key(line: str) -> str:
    """A line as phrases are compared: lower case, straight quotes, single blanks, hardly any punctuation.

    >>> key("  Leave a Reply… ")
    'leave a reply'
    """
    plain = unicodedata.normalize("NFKC", line[: LONGEST + 1]).casefold().translate(_QUOTES)
    return _APART.sub(" ", plain).strip(_OUTER)


def phrase(line: str) -> Phrase | None:
    """The phrase that a whole line is, or None. Lines over `LONGEST` characters are none.

    >>> phrase("You are commenting using your Google+ account. Log Out / Change )").why
    'comment form'
    """
    if len(line) > LONGEST:
        return None
    plain = key(line)
    exact, patterns = _book()
    if plain in exact:
        return exact[plain]
    first = _NUMBER if plain[:1].isdecimal() else plain.partition(" ")[0].rstrip(":.")
    for pattern, found in patterns.get(first, []) + patterns.get(_ANY, []):
        if pattern.fullmatch(plain):
            return found
    return None


@cache
def marks() -> dict[str, str]:
    """Why text is set aside that stands in an element with such a word in its class, id, role or tag name."""
    return {row["mark"]: row["why"] for row in rows("furniture_marks.tsv")}


@cache
def _book() -> tuple[dict[str, Phrase], dict[str, list[tuple[re.Pattern[str], Phrase]]]]:
    """The phrases without a gap, and the others by their first word, number or gap."""
    exact: dict[str, Phrase] = {}
    patterns: dict[str, list[tuple[re.Pattern[str], Phrase]]] = {}
    for row in rows("furniture.tsv"):
        made = Phrase(cast(PhraseKind, row["kind"]), row["why"])
        text = row["phrase"]
        if "*" not in text and "<n>" not in text:
            exact.setdefault(key(text), made)
            continue
        words = text.split()
        first = {"*": _ANY, "<n>": _NUMBER}.get(words[0]) or key(words[0]).partition(" ")[0].rstrip(":.")
        patterns.setdefault(first, []).append((_pattern(words), made))
    return exact, patterns


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Gaps are few and bounded, so that matching a line of `LONGEST` characters stays cheap."""
    made = ""
    for at, word in enumerate(words):
        blank = ":? ?" if at else ""
        if word == "**":
            made += r"(?:[:.]? .{0,300})?"
        elif word == "*":
            made += r"(?:[:.]? .{1,80}?)?" if at else r".{1,80}?"
        elif word == "<n>":
            made += blank + r"\d[\d., ]{0,11}(?: ?[km])?"
        elif plain := key(word):
            made += (" " if at else "") + re.escape(
                plain + ":" if word.endswith(":") and at < len(words) - 1 else plain
            )
    return re.compile(made)
