"""One sentence of a report: a wording with its slots filled, every span kept."""

from __future__ import annotations

import re
from csv import DictReader
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from known_world.accounts import SOURCES, Account
from known_world.facts import TAKES, Town
from known_world.page import Draft, Page
from known_world.phrases import Number, day, number
from sayso.records import Actor, Figure, Place, Span, Voice, When

SLOT = re.compile(r"\{(t:)?([^}]*)\}")
ONE = {"people": "person", "police officers": "police officer"}
VERBS = {"killed": ("killing", "killed"), "injured": ("wounding", "wounded")}


@cache
def wordings() -> dict[tuple[str, str], tuple[str, ...]]:
    """The wordings by event and part."""
    with (Path(__file__).parent / "wording.tsv").open(encoding="utf-8") as handle:
        lines = [line for line in handle if not line.startswith("#")]
    found: dict[tuple[str, str], list[str]] = {}
    for row in DictReader(lines, delimiter="\t"):
        found.setdefault((row["event"], row["part"]), []).append(row["text"])
    return {key: tuple(texts) for key, texts in found.items()}


class Sentence:
    """Writes one wording of one account to a page."""

    def __init__(self, page: Page, account: Account, rng: Random, place: Place | None = None, when: When | None = None):
        self.page, self.account, self.rng = page, account, rng
        self.draft = Draft(place=place, when=when)
        self.happening = account.happening
        self.start = len(page.text)

    def write(self, wording: str) -> None:
        """Put the wording, its slots filled."""
        at = 0
        for match in SLOT.finditer(wording):
            self.page.add(wording[at : match.start()])
            at = match.end()
            trigger, slot = match.groups()
            if trigger:
                self.draft.triggers.append(self.page.put(slot))
            else:
                self._fill(slot)
        self.page.add(wording[at:])

    def _fill(self, slot: str) -> None:
        start = len(self.page.text)
        getattr(self, "_" + slot.lower().replace(" ", "_"))()
        if slot[0].isupper():
            self._capital(start)

    def _capital(self, start: int) -> None:
        """Make what was put since `start` begin with a capital, in the text and in the spans that begin there."""
        text = self.page.text
        self.page.text = text[:start] + text[start].upper() + text[start + 1 :]

    # ------------------------------------------------------------------------------------------------ slots
    def _in(self) -> None:
        town, style = self.happening.town, self.account.place
        if style == "province only":
            self.page.add("in ")
            span = self.page.put(town.province)
            self.page.add(" province")
            self.draft.place = province(span, town)
            return
        self.page.add({"in the town of": "in the town of ", "near": "near "}.get(style, "in "))
        span = self.page.put(town.name)
        self.draft.place = settlement(span, town, near=style == "near")
        if style == "in the province":
            self.page.add(f", in {town.province} province")

    def _town(self) -> None:
        span = self.page.put(self.happening.town.name)
        self.draft.place = settlement(span, self.happening.town)
        self.draft.targets.append(Actor(span))

    def _when(self) -> None:
        told = day(self.account.day, self.page.published, self.rng)
        self.page.add(told.before)
        self.draft.when = when_of(self.page.put(told.text), told.value, told.start, told.end)

    def _who(self) -> None:
        self._actor(self.account.who)

    def _foe(self) -> None:
        other = self.happening.foe if self.account.who == self.happening.who else self.happening.who
        if self.account.event == "clash":
            self._actor(other)
        else:
            self.page.add(other)

    def _actor(self, name: str) -> None:
        span = self.page.put(name)
        self.draft.actors.append(Actor(span, actor_id(name), name.removeprefix("the ")))

    def _at(self) -> None:
        self.page.add("at " if self.rng.random() < 0.7 else "near ")
        self._the_at()

    def _the_at(self) -> None:
        article = "an" if self.happening.hit[0] in "aeiou" else "a"
        self.page.add(f"{article} ")
        self.draft.targets.append(Actor(self.page.put(self.happening.hit)))

    def _said(self) -> None:
        if self.account.source:
            self.page.add(", ")
            self._voice()
            self.page.add(" said")

    def _source(self) -> None:
        self._voice()

    def _voice(self) -> None:
        source = self.account.source
        self.draft.voices.append(Voice(self.page.put(source), SOURCES[source][0]))  # type: ignore[arg-type]

    def _toll(self) -> None:
        self._tolls(0)

    def _tolled(self) -> None:
        self._tolls(1)

    def _tolls(self, form: int) -> None:
        for k, (measure, n) in enumerate(self._counts()):
            self.page.add((" and " if k else "") + VERBS[measure][form] + " ")
            self._figure(measure, n, self.account.style if k == 0 else "exact", named=k == 0)

    def _felled(self) -> None:
        first = len(self.page.text) == self.start
        for k, (measure, n) in enumerate(self._counts()):
            self.page.add(" and " if k else "")
            self._figure(measure, n, self.account.style if k == 0 else "exact", named=k == 0, first=first and k == 0)
            verb = "" if k else " was" if n == 1 else " were"
            self.page.add(f"{verb} {VERBS[measure][1]}")

    def _counts(self) -> list[tuple[str, int]]:
        told = [("killed", self.account.killed), ("injured", self.account.injured)]
        return [(measure, n) for measure, n in told if n]

    def _taken(self) -> None:
        first = len(self.page.text) == self.start
        self._figure(TAKES[self.happening.event], self.account.taken, self.account.style, named=True, first=first)

    def _figure(self, measure: str, n: int, style: str, named: bool, first: bool = False) -> None:
        said = number(n, style, first)
        start = len(self.page.text)
        self.page.add(said.text)
        who = None
        end = len(self.page.text)
        if named:
            noun = self.happening.victims
            self.page.add(" ")
            who = self.page.put((ONE.get(noun) or noun[:-1]) if n == 1 else noun)
            self.draft.targets.append(Actor(who))
        self.draft.figures.append(figure(self.page, start, end, measure, said, who))


def figure(page: Page, start: int, end: int, measure: str, said: Number, who: Span | None) -> Figure:
    """The figure of a number that stands at some offsets of a page."""
    span = Span.of(page.text, start, end)
    return Figure(span, measure, said.low, said.high, said.best, said.approximate, who)  # type: ignore[arg-type]


def actor_id(name: str) -> str:
    """An id for an actor, from its name."""
    return name.removeprefix("the ").lower().replace(" ", "-")


def settlement(span: Span, town: Town, near: bool = False) -> Place:
    """A town as a place; "near" it is a district."""
    return Place(
        span, town.name, town.id, town.lat, town.lon, town.theatre.code, town.province,
        precision="district" if near else "settlement", why="made", confidence=1.0,
    )  # fmt: skip


def province(span: Span, town: Town) -> Place:
    """A town's province as a place. Its point here is the town's, which lies within it."""
    return Place(
        span, town.province, None, town.lat, town.lon, town.theatre.code, town.province,
        precision="region", why="made", confidence=1.0,
    )  # fmt: skip


def when_of(span: Span, value: str, start: date, end: date) -> When:
    """A date of one day or more as a time expression."""
    return When(span, "DATE", value, start, end, "made")
