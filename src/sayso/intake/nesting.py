"""A cheap look at a page's tags before any parser sees it: how many there are, and how deep they nest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.errors import SourceTooLarge

if TYPE_CHECKING:
    from sayso.settings import IntakeSettings

_TAG = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][^\s/>]{0,40}))")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp"})
# Tags that hold nothing, and tags that the next of their kind closes: neither makes a page deeper.
_FLAT = frozenset(
    "area base br col embed hr img input link meta param source track wbr "
    "a p li dt dd option optgroup tr td th tbody thead tfoot colgroup html head body".split()
)


def check(text: str, address: str, settings: IntakeSettings) -> None:
    """Raise SourceTooLarge for a page with more, or more deeply nested, tags than the settings allow.

    One pass, which stops at the first limit that is passed. Comments, scripts and what stands inside a tag's own
    angle brackets aren't counted. The depth is an upper bound: a tag that is never closed counts to the page's end.
    """
    count = 0
    depth: dict[str, int] = {}
    level = 0
    at = 0
    endless: set[str] = set()
    while found := _TAG.search(text, at):
        at = found.end()
        comment, closing, name = found[1], found[2], (found[3] or "").lower()
        if comment:
            at = _after(text, "-->", at, endless)
            continue
        end = text.find(">", at)
        if end < 0:
            break
        at = end + 1
        count += 1
        if count > settings.max_tags:
            why = f"the page has over {settings.max_tags:,} tags"
            raise SourceTooLarge(address, why, "save the article alone, or raise SAYSO_INTAKE__MAX_TAGS")
        if name in _FLAT:
            continue
        if closing:
            if depth.get(name):
                depth[name] -= 1
                level -= 1
            continue
        if text[end - 1] == "/":
            continue
        if name in _RAW:
            at = _after(text, f"</{name}", at, endless)
            continue
        depth[name] = depth.get(name, 0) + 1
        level += 1
        if level > settings.max_depth:
            raise SourceTooLarge(address, f"tags are nested over {settings.max_depth:,} deep", "save the text instead")


def _after(text: str, mark: str, at: int, endless: set[str]) -> int:
    """Where a stretch ends that runs to `mark`; a mark once missed is never looked for again: time stays linear."""
    if mark in endless:
        return at
    found = re.compile(re.escape(mark), re.IGNORECASE).search(text, at)
    if found:
        return found.end()
    endless.add(mark)
    return at
