"""What changed between two versions of a report's text."""

from __future__ import annotations

import difflib

MOST_LINES = 4_000  # of each side: difflib's time grows with their product


def diff(before: str, after: str) -> tuple[str, ...]:
    """What changed between two texts, as the lines of a unified diff, a paragraph a line.

    >>> diff("Ten died.", "Twelve died.")[-2:]
    ('-Ten died.', '+Twelve died.')
    """
    old, new = ([line for line in text.split("\n") if line.strip()][:MOST_LINES] for text in (before, after))
    return tuple(difflib.unified_diff(old, new, "before", "after", lineterm="", n=0))
