"""Text from outside as files take it."""

from __future__ import annotations

import json
import re
from typing import Any

# What XML 1.0 can't hold and no text file should: control characters but for tab and line ends, and noncharacters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SPACE = re.compile(r"\s+")


def tidy(text: str) -> str:
    """Text without what a file can't hold: control characters and halves of characters become U+FFFD.

    >>> tidy("a\\0b")
    'a\ufffdb'
    """
    return _CONTROL.sub("\ufffd", text.encode("utf-8", "replace").decode() if _halves(text) else text)


def _halves(text: str) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in text) if not text.isascii() else False


def as_json(value: Any) -> str:
    """A value as one line of JSON, its texts as a file can hold them.

    >>> as_json({"a": ["b\\0", 1]})
    '{"a":["b\ufffd",1]}'
    """
    return json.dumps(_tidied(value), ensure_ascii=False, separators=(",", ":"))


def _tidied(value: Any) -> Any:
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, dict):
        return {k: _tidied(v) for k, v in value.items()}
    return [_tidied(v) for v in value] if isinstance(value, list | tuple) else value


def line(text: str) -> str:
    """The same on one line, runs of white space made one blank."""
    return _SPACE.sub(" ", tidy(text)).strip()
