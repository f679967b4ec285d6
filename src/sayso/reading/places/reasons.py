"""Why a name was taken for a place, in words, from the features that set it off from the runner-up."""

from __future__ import annotations

from sayso.reading.places.ranking import Name
from sayso.vocab.gazetteer import Entry

_HOW = {3: "found without its article", 4: "found by a like spelling", 2: "an abbreviation"}


def reason(name: Name, best: Entry, rivals: int) -> str:
    """One line: what the name was matched on, and what chose among its namesakes."""
    parts = []
    if name.meaning.part == "inside":
        parts.append(f"located by {best.name}, which is part of its name")
    elif name.meaning.part:
        parts.append(f"by {best.name}")
    elif best.how in _HOW:
        parts.append(_HOW[best.how])
    if best.id <= -1_000_000:
        parts.append("from your gazetteer")
    parts.append(_choice(name, best, rivals))
    return "; ".join(parts)


def _choice(name: Name, best: Entry, rivals: int) -> str:
    if not rivals:
        return "the only place of this name"
    led = name.led.get(best.id, "")
    among = f"of {rivals + 1} places of this name"
    if led.startswith("in/"):
        return f"{among} the one in the place that the article puts beside it"
    if led.startswith(("country", "admin1")):
        return f"{among} the one in the country or division that the article is about"
    if led.startswith(("near", "any")):
        return f"{among} the one near other places of the article"
    if led.startswith(("home", "host")):
        return f"{among} the one near the publisher"
    if led.startswith("cue"):
        return f"{among} the one of the kind that the article says"
    return f"{among} the best known"
