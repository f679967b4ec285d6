"""Records in words: what a cell, a note or a loss report says of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sayso.export.stream import Cited
from sayso.records import Claim, Incident, IndependentVoice, Range, Ref, Site, Stated, Total

JOIN = "; "


def joined(texts: Iterable[str | None], mark: str = JOIN) -> str:
    """Texts in one cell; a mark within one of them is written ", "."""
    return mark.join(t.replace(mark, ", ") for t in texts if t)


def ref(one: Ref) -> str:
    """A claim's address: ARTICLE#CLAIM."""
    return f"{one.article}#{one.claim}"


def number(n: int) -> str:
    """A number with its thousands apart.

    >>> number(1500)
    '1,500'
    """
    return f"{n:,}"


def bounds(low: int | None, best: int | None, high: int | None, approximate: bool = False) -> str:
    """A figure in words.

    >>> bounds(1501, 1500, None), bounds(None, 230, None, True), bounds(20, None, 30), bounds(43, 43, None)
    ('more than 1,500', 'about 230', '20 to 30', 'at least 43')
    """
    if best is None:
        if low is not None and high is not None:
            return number(low) if low == high else f"{number(low)} to {number(high)}"
        return f"at least {number(low)}" if low is not None else f"at most {number(high)}" if high is not None else "?"
    if approximate or (low is None and high is None):
        return f"about {number(best)}"
    if low is not None and low > best:
        return f"more than {number(best)}"
    if low == best == high:
        return number(best)
    if high is None:
        return f"at least {number(low)}" if low == best else f"{number(best)} (at least {number(low or 0)})"
    if low is None:
        return f"up to {number(high)}" if high == best else f"{number(best)} (at most {number(high)})"
    return f"{number(best)} ({number(low)} to {number(high)})"


def stated(one: Stated) -> str:
    """One figure with who states it, and how surely."""
    hedge = "" if one.certainty == "certain" else f", {one.certainty}"
    party = ", a party" if one.party else ""
    return f"{bounds(one.low, one.best, one.high, one.approximate)} ({one.voice}{party}{hedge}; {ref(one.claim)})"


def range_(found: Range) -> str:
    """One measure in words: how it is stated, once for each way.

    >>> range_(Range("killed", "", 3, 3, 3, "median", stated=(Stated(Ref("a", "c"), "police", 3, 3, 3),)))
    'killed 3'
    """
    said = dict.fromkeys(bounds(s.low, s.best, s.high, s.approximate) for s in found.stated)
    who = f" {found.group}" if found.group else ""
    return f"{found.measure}{who} {' or '.join(said) or bounds(found.low, found.best, found.high)}"


def ranges(one: Incident | Total) -> str:
    """All figures of an incident or total in words."""
    return joined(range_(r) for r in one.ranges)


def voice(one: IndependentVoice) -> str:
    """One independent voice: its name, what it is, and whether it denies."""
    what = f"{one.kind}, denies" if one.denies else one.kind
    return f"{one.name} ({what})"


def voices(one: Incident | Total) -> str:
    """The independent voices."""
    return joined(voice(v) for v in one.voices)


def chain(claim: Claim) -> str:
    """Who says so, outermost first; empty: the outlet itself."""
    return joined((v.span.text for v in claim.voices), " > ")


def days(start: date | None, end: date | None) -> str:
    """An interval in words.

    >>> days(date(2015, 4, 1), date(2015, 4, 7)), days(None, date(2014, 12, 25)), days(None, None)
    ('2015-04-01 to 2015-04-07', 'until 2014-12-25', '')
    """
    if start and end:
        return start.isoformat() if start == end else f"{start} to {end}"
    return f"since {start}" if start else f"until {end}" if end else ""


def place(site: Site | None) -> str:
    """A place in words, with its precision."""
    if site is None:
        return ""
    name = site.name or site.text
    return f"{name}{', ' + site.country if site.country else ''} ({site.precision})"


def outlets(cited: Iterable[Cited]) -> list[str]:
    """The publishers that carry some claims, each once, in order; an article without one by its address or id."""
    return list(dict.fromkeys(c.source.publisher or c.source.url or c.source.article for c in cited))
