"""The one place that knows the order: inputs in, readings and refusals out.

    intake ─Page─▶ furniture ─Article─▶ reading ─Reading─▶

A page that can't be read is a refusal in its place; the others go on.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from sayso.errors import SaysoError, SourceBroken, SourceError, SourceTooSlow
from sayso.records import Article, Page, Reading, Refusal
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.intake import Kind
    from sayso.reading.parse import Parse
    from sayso.reading.reader import Reader

T = TypeVar("T")
# Articles that are parsed together: the model is a tenth to a quarter faster on many paragraphs at a time.
_TOGETHER = 16


class _TimeUp(Exception):
    pass


class Line:
    """Reads sources with one language model and one gazetteer, loaded when the first article comes."""

    def __init__(self, settings: Settings, domain: str = "conflict") -> None:
        self.settings = settings
        self.domain = domain
        self._reader: Reader | None = None

    @property
    def reader(self) -> Reader:
        """The reader; loading it takes about a second."""
        if self._reader is None:
            from sayso.reading.reader import Reader

            self._reader = Reader(self.settings.reading, self.domain)
        return self._reader

    def read(
        self,
        inputs: Iterable[str | Path],
        kind: Kind = "auto",
        published: date | None = None,
        stdin: BinaryIO | None = None,
    ) -> Iterator[Reading | Refusal]:
        """Readings and refusals, in the order of the inputs; `published` dates the articles that state no date."""
        from sayso.intake import pages

        yield from self.read_pages(pages(inputs, kind, self.settings.intake, stdin), published)

    def read_pages(self, pages: Iterable[Page | Refusal], published: date | None = None) -> Iterator[Reading | Refusal]:
        """The same, from pages."""
        source = (self._article(page, published) for page in pages)
        while chunk := list(islice(source, 1 if self._reader is None else _TOGETHER)):
            yield from self._read_chunk(chunk)

    # ------------------------------------------------------------------------------------------------ steps
    def _article(self, page: Page | Refusal, published: date | None) -> Article | Refusal:
        if isinstance(page, Refusal):
            return page
        from sayso.reading.furniture import article_of

        made = self._guarded("reading", page.address, lambda: article_of(page, self.settings.reading))
        if isinstance(made, Article) and made.published is None and published is not None:
            return replace(made, published=published)
        return made

    def _read_chunk(self, chunk: list[Article | Refusal]) -> Iterator[Reading | Refusal]:
        articles = [a for a in chunk if isinstance(a, Article)]
        parses = self._parsed_together(articles)
        for item in chunk:
            if isinstance(item, Refusal):
                yield item
                continue
            yield self._guarded("reading", item.id, self._reading_of(item, parses.get(id(item))))

    def _reading_of(self, article: Article, parse: Parse | None) -> Callable[[], Reading]:
        return lambda: self.reader.from_parse(article, parse or self.reader.parser.parse(article.text))

    def _parsed_together(self, articles: list[Article]) -> dict[int, Parse]:
        """The parses of a chunk; empty where that took too long, so that each is then tried alone."""
        if not articles:
            return {}
        try:
            with _deadline(self.settings.reading.max_seconds):
                parses = list(self.reader.parser.parse_all(a.text for a in articles))
        except _TimeUp:
            return {}
        return {id(a): p for a, p in zip(articles, parses, strict=True)}

    def _guarded(self, stage: str, source: str, work: Callable[[], T]) -> T | Refusal:
        """What the work gives, within the time limit; a refusal where it fails. One article never stops the others."""
        seconds = self.settings.reading.max_seconds
        try:
            with _deadline(seconds):
                return work()
        except _TimeUp:
            why = f"reading took longer than {seconds:g} s"
            return Refusal.of(stage, SourceTooSlow(source, why, "shorten it or raise SAYSO_READING__MAX_SECONDS"))
        except SourceError as error:
            return Refusal.of(stage, error)
        except (SaysoError, KeyboardInterrupt):
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours on one page is shown, and the next page is read
            why = f"reading failed with {type(error).__name__}: {error}"
            return Refusal.of(
                stage, SourceBroken(source, why, "this is a fault of Sayso; please report it with the page")
            )


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Raises _TimeUp when the time is up. Only the main thread of a Unix process can be interrupted; elsewhere the size
    limits alone bound the work."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(signum: int, frame: Any) -> None:
        raise _TimeUp

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
