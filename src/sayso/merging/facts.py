"""The compact form of a claim that merging works on: no spans, no text, shared strings.

A million claims have to fit in a few gigabytes, so an article's text is dropped once its `Sheet` is made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.merging.wording import Wording
from sayso.records import Ref, Site


class Name(NamedTuple):
    """An actor or target: the vocabulary's id and kind where known, and how to call it."""

    name: str
    id: str | None = None
    kind: str | None = None


def proper(name: Name) -> bool:
    """Whether a name is of somebody in particular: known to the vocabulary, or capitalised beyond its first word.

    >>> proper(Name("Hamas", "hamas")), proper(Name("Northern Front")), proper(Name("Gunmen")), proper(Name("FOUR MEN"))
    (True, True, False, False)
    """
    if name.id is not None:
        return True
    return name.name != name.name.upper() and any(w[0].isupper() for w in name.name.split()[1:])


class Count(NamedTuple):
    """A figure: measure, victim group ("" everyone), bounds and number as in `Figure`.

    `told` is how somebody is told whom no number counts, "a" for "a policeman", "the" for "the boy", "he" or a name; ""
    where a number counts: "one man". Such a one is rather of the counted than a count.
    """

    measure: str
    group: str
    low: int | None
    high: int | None
    best: int | None
    approximate: bool = False
    told: str = ""


class Said(NamedTuple):
    """One link of a claim's voice chain."""

    text: str
    kind: str


@dataclass(slots=True, eq=False)
class Sheet:
    """What is kept of an article: who published it and when (day ordinal), and the marks of its wording.

    `headline` is the offset at which its headline ends, 0 where the text has none.
    """

    article: str
    publisher: str
    published: int | None
    wording: Wording
    agency: str | None = None
    headline: int = 0

    @property
    def outlet(self) -> str:
        """Whose words these are: the agency's whose copy it is, else the publisher's."""
        return self.agency or self.publisher


@dataclass(slots=True, eq=False)
class Facts:
    """What is kept of a claim. Days are proleptic ordinals (`date.toordinal`); `position` is the trigger's offset.

    `placed` is whether the claim's sentence itself names its place: one taken from elsewhere is often another's.
    """

    ref: Ref
    sheet: Sheet
    event: str
    scope: str
    certainty: str
    position: int
    sentence: int
    actors: tuple[Name, ...] = ()
    targets: tuple[Name, ...] = ()
    means: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    site: Site | None = None
    start: int | None = None
    end: int | None = None
    voices: tuple[Said, ...] = ()
    same_as: str | None = None
    part_of: str | None = None
    confidence: float = 0.0
    rulings: tuple[str, ...] = field(default=())
    placed: bool = False

    @property
    def denies(self) -> bool:
        """Whether the claim says that it did not happen."""
        return self.certainty == "denied"

    @property
    def dated(self) -> bool:
        """Whether at least one bound of its time is known."""
        return self.start is not None or self.end is not None
