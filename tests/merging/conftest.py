"""Short ways to make claims and readings for the tests of merging. Towns, groups and outlets are invented."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from sayso.records import Actor, Article, Claim, Figure, Place, Reading, Span, Voice, When


def load(name: str) -> ModuleType:
    """A module that lies beside the tests."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def world() -> ModuleType:
    return load("world")


TOWNS = {"Arda": (20.0, 15.0), "Beki": (20.02, 15.02), "Coro": (24.0, 18.0), "Dunas": (20.6, 15.0)}


class Paper:
    """An article made claim by claim: each call of `say` adds a sentence and its claim.

    >>> Paper("a1").say("bombing", place="Arda", day=date(2023, 5, 1), killed=13).reading()  # doctest: +SKIP
    """

    def __init__(self, article: str, outlet: str = "Courier", published: date | None = date(2023, 5, 2)) -> None:
        self.article, self.outlet, self.published = article, outlet, published
        self.text, self.claims = "", []

    def _put(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text), words)

    def say(
        self,
        event: str = "bombing",
        *,
        place: str | None = "Arda",
        precision: str = "settlement",
        day: date | None = date(2023, 5, 1),
        until: date | None = None,
        actor: str | None = None,
        voice: tuple[str, str] | None = None,
        certainty: str = "certain",
        scope: str = "incident",
        who: str = "people",
        same_as: str | None = None,
        part_of: str | None = None,
        box: tuple[int | None, int | None, int | None] | None = None,
        words: str = "",
        **measures: int,
    ) -> Paper:
        trigger = self._put(event)
        start = trigger.start
        self._put(" ")
        found = None
        if place:
            lat, lon = TOWNS[place]
            found = Place(self._put(place), place, None, lat, lon, "XX", precision=precision)
        when = None
        if day:
            self._put(" ")
            when = When(self._put(day.isoformat()), "DATE", day.isoformat(), day, until or day)
        figures = []
        for measure, n in measures.items():
            self._put(" ")
            number = self._put(str(n))
            self._put(" ")
            low, high, best = box or (n, n, n)
            figures.append(Figure(number, measure, low, high, best, who=self._put(who)))
        actors = ()
        if actor:
            self._put(" ")
            actors = (Actor(self._put(actor), actor.lower().replace(" ", "-"), actor, "rebel-group"),)
        voices = ()
        if voice:
            self._put(" ")
            voices = (Voice(self._put(voice[0]), voice[1]),)
        if words:
            self._put(f" {words}")
        evidence = Span.of(self.text, start, len(self.text))
        self._put(".\n\n")
        number = f"c{len(self.claims) + 1}"
        self.claims.append(
            Claim(
                number, self.article, event, scope, trigger, evidence, certainty=certainty, actors=actors,
                figures=tuple(figures), place=found, when=when, voices=voices, same_as=same_as, part_of=part_of,
            )
        )  # fmt: skip
        return self

    def reading(self) -> Reading:
        article = Article(self.article, self.text, publisher=self.outlet, published=self.published)
        return Reading(article, claims=tuple(self.claims))


@pytest.fixture
def paper() -> type[Paper]:
    return Paper
