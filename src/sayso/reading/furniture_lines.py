"""Paragraphs -> report or furniture: phrases and shapes first, then what stands around them, then whole sections.

Nothing is set aside for being short or badly written. A paragraph is furniture only when it is a known phrase, has a
shape that prose doesn't have, or stands in a section which a known heading opened and no report prose has ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.reading.furniture_shapes import is_label, is_prose, is_thread_sign, opens_thread, shape
from sayso.vocab.furniture import PhraseKind, phrase

# A body is read once it has this many paragraphs of prose or characters; before, "12 comments" is a link at the head.
_BODY_PARAGRAPHS = 2
_BODY_CHARS = 300
_MENU_RUN = 4
_SIGNS_WITHIN = 12


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a paragraph is furniture; `kind` is its phrase's, or `line` for a shape."""

    kind: PhraseKind
    why: str


Verdicts = Sequence[Verdict | None]


def furniture(paragraphs: Sequence[str]) -> list[str | None]:
    """For each paragraph, in the page's order, why it is furniture, or None where it belongs to the report.

    >>> furniture(["Shells hit the market on Monday and killed two people.", "Leave a Reply", "Connecting to %s"])
    [None, 'comment form', 'template string']
    """
    verdicts = [verdict(p) for p in paragraphs]
    prose = [v is None and is_prose(p) for p, v in zip(paragraphs, verdicts, strict=True)]
    why = [v.why if v and v.kind != "weak" else None for v in verdicts]
    _sections(paragraphs, verdicts, prose, why)
    _menus(paragraphs, verdicts, prose, why)
    _weak(verdicts, why)
    return why


def verdict(paragraph: str) -> Verdict | None:
    """What one paragraph is by its own words and shape; None for what could be report."""
    if by_shape := shape(paragraph):
        return Verdict("line", by_shape)
    if opens_thread(paragraph):
        return Verdict("thread", "readers' comments")
    found = phrase(paragraph)
    return Verdict(found.kind, found.why) if found else None


def _menus(paragraphs: Sequence[str], verdicts: Verdicts, prose: Sequence[bool], why: list[str | None]) -> None:
    """A run of labels at the page's head or foot, many of them known from menus, is a menu as a whole."""
    for run in _runs(paragraphs, prose):
        known = sum(1 for i in run if verdicts[i])
        if len(run) >= _MENU_RUN and known >= 2 and known >= 0.4 * len(run):
            for i in run:
                why[i] = why[i] or _why(verdicts[i], "menu")


def _runs(paragraphs: Sequence[str], prose: Sequence[bool]) -> list[range]:
    """The runs of label-like paragraphs before the first and after the last prose."""
    first = prose.index(True) if True in prose else len(prose)
    last = max((i for i, is_one in enumerate(prose) if is_one), default=-1)
    runs: list[range] = []
    start: int | None = None
    for i in range(len(paragraphs) + 1):
        label = i < len(paragraphs) and not first <= i <= last and is_label(paragraphs[i])
        if label and start is None:
            start = i
        elif not label and start is not None:
            runs.append(range(start, i))
            start = None
    return runs


def _weak(verdicts: Verdicts, why: list[str | None]) -> None:
    """Words such as "Email" or "World" are furniture beside other furniture, directly or through more such words."""
    for order in (range(len(why)), range(len(why) - 1, -1, -1)):
        beside = False
        for i in order:
            found = verdicts[i]
            if beside and why[i] is None and found and found.kind == "weak":
                why[i] = found.why
            beside = why[i] is not None


def _sections(paragraphs: Sequence[str], verdicts: Verdicts, prose: Sequence[bool], why: list[str | None]) -> None:
    """Set aside what stands under headings such as "Related articles" and "Leave a Reply"; see `_end_of`."""
    body = chars = at = 0
    last = max((i for i, is_one in enumerate(prose) if is_one), default=-1)
    while at < len(paragraphs):
        found = verdicts[at]
        if found is None or found.kind in ("line", "weak"):
            if why[at] is None and prose[at]:
                body, chars = body + 1, chars + len(paragraphs[at])
            at += 1
            continue
        end = len(paragraphs)
        if last > at:
            read = body if body >= _BODY_PARAGRAPHS or chars >= _BODY_CHARS else 0
            end = _end_of(paragraphs, verdicts, prose, at, read)
        under = "readers' comments" if found.kind in ("thread", "jump") else found.why
        for i in range(at + 1, end):
            why[i] = why[i] or _why(verdicts[i], under)
        at = end


def _end_of(paragraphs: Sequence[str], verdicts: Verdicts, prose: Sequence[bool], at: int, read: int) -> int:
    """Where the section that the heading at `at` opens ends (the index after it), with prose still to come.

    `read` is how many paragraphs of a body went before, 0 for none to speak of. Readers' comments run to the page's end
    where a body went before and comments can be seen, or more body went before than comes; else the heading is a link
    to them. Links end where prose starts again, unless all the rest is headlines with a teaser under each. Share
    buttons end at the first line that isn't a known one.
    """
    kind = found.kind if (found := verdicts[at]) else "line"
    if kind in ("thread", "jump"):
        more_before = kind == "thread" and read >= sum(prose[at:])
        return len(paragraphs) if read and (more_before or _is_thread(paragraphs, verdicts, at + 1)) else at + 1
    if kind == "related":
        return len(paragraphs) if read and _teasers(verdicts, prose, at + 1) else prose.index(True, at)
    end = at + 1
    while verdicts[end]:
        end += 1
    return end


def _is_thread(paragraphs: Sequence[str], verdicts: Verdicts, start: int) -> bool:
    """Whether readers' comments can be seen: their authors, dates or buttons soon after, or their form anywhere."""
    soon = range(start, min(start + _SIGNS_WITHIN, len(paragraphs)))
    if any(is_thread_sign(paragraphs[i]) or _why(verdicts[i], "") == "date" for i in soon):
        return True
    return any(v is not None and v.kind == "line" and v.why == "comment form" for v in verdicts[start:])


def _teasers(verdicts: Verdicts, prose: Sequence[bool], start: int) -> bool:
    """Whether, to the end, no two paragraphs of prose meet and each has a headline of its own."""
    headlines = sum(1 for v, is_one in zip(verdicts[start:], prose[start:], strict=True) if v is None and not is_one)
    meet = any(a and b for a, b in pairwise(prose[start:]))
    return not meet and headlines >= max(2, sum(prose[start:]))


def _why(found: Verdict | None, otherwise: str) -> str:
    return found.why if found else otherwise
