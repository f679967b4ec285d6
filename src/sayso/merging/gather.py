"""Readings to facts: what merging keeps of each claim, with people's corrections put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlsplit

from sayso.errors import UsageError
from sayso.merging.facts import Count, Facts, Name, Said, Sheet
from sayso.merging.wording import wording
from sayso.records import MEASURES, Actor, Article, Claim, Figure, Place, Reading, Ref, Ruling, Site
from sayso.vocab.agencies import agency
from sayso.vocab.victims import victim_group

T = TypeVar("T")
DETERMINERS = ("the ", "a ", "an ", "some ", "its ", "their ", "his ", "her ")
PLAIN = {"event": "event", "scope": "scope", "certainty": "certainty"}
DAYS = {"start", "end"}
SITES = {"place", "lat", "lon", "country", "precision"}
PEOPLE = {"actor": "actors", "target": "targets"}


def ref_of(claim: Claim) -> Ref:
    """The address of a claim."""
    return Ref(claim.article, claim.id)


class Gatherer:
    """Makes facts of readings, sharing what is equal; the articles' texts are not kept.

    `corrections` are the rulings of kind `correct` that hold, by claim, earliest first.
    """

    def __init__(self, corrections: Mapping[Ref, tuple[Ruling, ...]] | None = None) -> None:
        self._corrections = corrections or {}
        self._shared: dict[Any, Any] = {}

    def _one(self, value: T) -> T:
        return self._shared.setdefault(value, value)  # type: ignore[no-any-return]

    def facts(self, readings: Iterable[Reading]) -> Iterator[Facts]:
        """The facts of every claim, reading by reading."""
        for reading in readings:
            if reading.claims:
                sheet = sheet_of(reading.article)
                for claim in reading.claims:
                    yield self._corrected(self._facts(claim, sheet))

    def _facts(self, claim: Claim, sheet: Sheet) -> Facts:
        when = claim.when
        return Facts(
            ref=ref_of(claim),
            sheet=sheet,
            event=claim.event,
            scope=claim.scope,
            certainty=claim.certainty,
            position=claim.trigger.start,
            sentence=claim.evidence.start,
            actors=self._one(tuple(self._one(_name(a)) for a in claim.actors)),
            targets=self._one(tuple(self._one(_name(a)) for a in claim.targets)),
            means=self._one(tuple(self._one(m.text.lower()) for m in claim.means)),
            counts=self._one(tuple(self._one(_count(f)) for f in claim.figures)),
            site=self._one(_site(claim.place)) if claim.place else None,
            start=when.start.toordinal() if when and when.start else None,
            end=when.end.toordinal() if when and when.end else None,
            voices=self._one(tuple(self._one(Said(v.span.text, v.kind)) for v in claim.voices)),
            same_as=claim.same_as,
            part_of=claim.part_of,
            confidence=claim.confidence,
            placed=claim.place is not None and claim.evidence.overlaps(claim.place.span),
        )

    def _corrected(self, facts: Facts) -> Facts:
        for ruling in self._corrections.get(facts.ref, ()):
            correct(facts, ruling)
            facts.rulings += (ruling.id,)
        return facts


def sheet_of(article: Article) -> Sheet:
    """What merging keeps of an article. An outlet without a name is known by its address's host."""
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    return Sheet(
        article=article.id,
        publisher=article.publisher or host.removeprefix("www.") or f"article {article.id}",
        published=article.published.toordinal() if article.published else None,
        wording=wording(article.text, article.title),
        agency=agency(article.text, article.byline),
        headline=len(article.title) if article.title and article.text.startswith(article.title) else 0,
    )


def _name(actor: Actor) -> Name:
    said = actor.span.text
    for word in DETERMINERS:
        if said.lower().startswith(word):
            said = said[len(word) :]
            break
    return Name(actor.name or said, actor.id, actor.kind)


def _count(figure: Figure) -> Count:
    group = victim_group(figure.who.text) if figure.who else ""
    return Count(figure.measure, group, figure.low, figure.high, figure.best, figure.approximate, _told(figure))


def _told(figure: Figure) -> str:
    words = figure.span.text.lower().split() or [""]
    if figure.best != 1 or words[0] in ("1", "one", "single") or words[:2] == ["a", "single"]:
        return ""
    return "a" if words[0] in ("a", "an", "another") else "the"


def _site(place: Place) -> Site:
    return Site(
        text=place.span.text,
        name=place.name,
        geonames_id=place.geonames_id,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1=place.admin1,
        precision=place.precision,
        box=place.box,
    )


def correct(facts: Facts, ruling: Ruling) -> None:
    """Put one correction into a claim's facts; raises UsageError where the field or the value can't be."""
    name, value = ruling.field or "", ruling.value
    try:
        if name in PLAIN and value:
            setattr(facts, PLAIN[name], value)
        elif name in DAYS:
            setattr(facts, name, date.fromisoformat(value).toordinal() if value else None)
        elif name in SITES:
            facts.site = _site_corrected(facts.site, name, value)
        elif name in PEOPLE:
            setattr(facts, PEOPLE[name], (Name(value),) if value else ())
        elif name in MEASURES:
            others = tuple(c for c in facts.counts if c.measure != name)
            facts.counts = (*others, Count(name, "", int(value), int(value), int(value))) if value else others
        else:
            raise UsageError(f"ruling {ruling.id}: there is no field {name!r} to correct")
    except ValueError as error:
        raise UsageError(f"ruling {ruling.id}: {value!r} can't be the value of {name}: {error}") from error


def _site_corrected(site: Site | None, name: str, value: str | None) -> Site | None:
    if name == "place":
        return Site(text=value, name=value) if value else None
    kept = site or Site(text="")
    number: Any = float(value) if value and name in ("lat", "lon") else value
    return replace(kept, **{name: number})
