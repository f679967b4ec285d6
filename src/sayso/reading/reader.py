"""The reader: an article in, a reading out. Pure: no store, no web. The stages run in the order of their fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee

from sayso.reading.actors import find_actors
from sayso.reading.attribution import find_attributions
from sayso.reading.claims import ClaimMaker, Found
from sayso.reading.domain import in_domain
from sayso.reading.parse import Parse, Parser
from sayso.reading.places import describe_regions, find_places
from sayso.reading.times import find_times
from sayso.records import Article, Reading
from sayso.settings import ReadingSettings
from sayso.vocab.gazetteer import Gazetteer, open_gazetteer

READER = "rules"
VERSION = "0.1.0"


class Reader:
    """The rule reader with its language model and gazetteer, loaded once; give it any number of articles.

    >>> reader = Reader(ReadingSettings())                                            # doctest: +SKIP
    >>> reader.read(Article("a", "Rebels took Goma.")).claims[0].event                # doctest: +SKIP
    'territory-taken'
    """

    def __init__(self, settings: ReadingSettings, domain: str = "conflict") -> None:
        self.settings = settings
        self.domain = domain
        self.gazetteer: Gazetteer = open_gazetteer(settings)
        self.parser = Parser(settings.model)
        self.name = f"{READER} {VERSION}"

    def read(self, article: Article) -> Reading:
        """Read one article."""
        return self.from_parse(article, self.parser.parse(article.text))

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read articles in order; faster than one by one."""
        for_parse, for_reading = tee(articles)
        for article, parse in zip(for_reading, self.parser.parse_all(a.text for a in for_parse), strict=True):
            yield self.from_parse(article, parse)

    def from_parse(self, article: Article, parse: Parse) -> Reading:
        """The reading of an article that is parsed already."""
        places = find_places(parse, article, self.gazetteer)
        regions = describe_regions(parse, places, self.gazetteer)
        times = find_times(parse, article.published)
        actors = find_actors(parse, article, places)
        attributions = find_attributions(parse, actors)
        found = Found(places, regions, times, actors, attributions)
        claims = ClaimMaker(article, parse, found, self.name, judge=self.domain == "conflict").claims()
        return Reading(
            article=article,
            places=places,
            times=times,
            actors=actors,
            attributions=attributions,
            claims=in_domain(parse, claims, self.domain),
            reader=self.name,
        )
