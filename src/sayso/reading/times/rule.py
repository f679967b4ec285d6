"""A rule of the grammar: a pattern, the cue words without which it needn't be tried, and what its match says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sayso.reading.times.expression import Expression

Build = Callable[[re.Match[str]], Iterable[Expression]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`cues` are classes of cue words (see scan.py): the rule is tried where a stretch of text holds one of each."""

    name: str
    cues: frozenset[str]
    pattern: re.Pattern[str]
    build: Build


def rule(name: str, cues: str, pattern: str, build: Build, *, exact_case: bool = False) -> Rule:
    """A rule, its pattern compiled; `cues` are names parted by blanks."""
    return Rule(name, frozenset(cues.split()), re.compile(pattern, 0 if exact_case else re.IGNORECASE), build)


def group(match: re.Match[str], name: str) -> str | None:
    """A group's text, None where the group isn't in the pattern or took no part."""
    return match.group(name) if name in match.re.groupindex else None
