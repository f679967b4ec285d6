"""Text as it came -> text that can be read: one kind of line end, one kind of blank, nothing invisible."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from sayso.reading.parse import paragraphs

_BLANKS = re.compile(r" {2,}")
_LINES = {"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n\n"}
# Invisible but a part of the spelling in Persian, Urdu, Kurdish and Indic scripts.
_JOINERS = "\u200c\u200d"
_NARROWEST = 30  # the narrowest column, in characters, that text is wrapped to
_RAGGED = 8  # how far short of the width a full line may fall (hyphens, wide letters)
_ARABIC_SIGNS = range(0x0600, 0x08E3)


class _Table(dict[int, str | None]):
    """What becomes of each character, found out when it is first met."""

    def __missing__(self, point: int) -> str | None:
        char = chr(point)
        category = unicodedata.category(char)
        made: str | None = char
        if char in _LINES:
            made = _LINES[char]
        elif category == "Zs" or char == "\t":
            made = " "
        elif category == "Cs":
            made = "\ufffd"
        elif char != "\n" and category in ("Cc", "Cf") and char not in _JOINERS and point not in _ARABIC_SIGNS:
            made = None
        self[point] = made
        return made


@cache
def _table() -> _Table:
    return _Table()


def normal(text: str) -> str:
    """The text with line ends as "\\n", every blank as one ordinary space, and without what can't be seen.

    Carriage returns, form feeds and Unicode line separators become line breaks (a paragraph separator two); tabs,
    no-break and other spaces become single spaces; control and format characters go (byte order mark, soft hyphen,
    zero-width space, marks of writing direction), but for the joiners that are part of a word's spelling; half
    characters become U+FFFD. Blanks at the ends of lines go. Letters, quotes and dashes stay as the author set them.

    >>> normal("\\ufeffTik\\xadrit\\u00a0fell.\\r\\n")
    'Tikrit fell.\\n'
    """
    text = text.replace("\r\n", "\n").translate(_table())
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n"))


def unwrapped(text: str) -> list[str]:
    """The paragraphs of a normal text, each on one line; the lines of a hard-wrapped text are joined to paragraphs.

    >>> unwrapped("Home\\nWorld\\nSport\\nLog in")
    ['Home', 'World', 'Sport', 'Log in']
    """
    blocks = [text[start:end].split("\n") for start, end in paragraphs(text)]
    width = max((len(line) for lines in blocks for line in lines[:-1]), default=0)
    return [paragraph for lines in blocks for paragraph in _joined(lines, width)]


def _joined(lines: list[str], width: int) -> list[str]:
    """The lines of a block, each joined to the one before if that was full: if its first word wouldn't have fitted.

    So a list of short lines inside a wrapped text stays a list.
    """
    made: list[str] = []
    last = 0
    for line in lines:
        word = len(line.partition(" ")[0])
        if made and width >= _NARROWEST and last + 1 + word > width - _RAGGED:
            made[-1] += " " + line
        else:
            made.append(line)
        last = len(line)
    return made
