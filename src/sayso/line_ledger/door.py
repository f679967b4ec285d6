"""A line that ends in a ledger: reports in, incidents out; rulings in, incidents changed."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sayso.errors import UsageError
from sayso.ledger import Ledger, Outcomes, Stored
from sayso.ledger.shapes import Filter
from sayso.line import Line
from sayso.line_ledger.lap import Lap
from sayso.line_ledger.notes import facts_of, pack, unpack, words_of
from sayso.line_ledger.sums import with_sums
from sayso.records import Page, Reading, Ref, Refusal, Ruling, RulingKind, Total
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.export import Written
    from sayso.intake import Kind
    from sayso.ledger.pen import Pen

NOTHING = Outcomes()


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report: where it came from, what was stored, what changed among the incidents."""

    address: str
    stored: Stored
    outcomes: Outcomes = NOTHING


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling that was added, what it changed, and the rulings that can't be obeyed beside later ones."""

    ruling: Ruling
    outcomes: Outcomes
    unheeded: tuple[str, ...] = ()


class LedgerLine:
    """Reads into a ledger. The language model is loaded when the first report has to be read."""

    def __init__(self, ledger: Ledger, settings: Settings, domain: str = "conflict") -> None:
        self.ledger = ledger
        self.settings = settings
        self.line = Line(settings, domain)

    # ------------------------------------------------------------------------------------------ reports
    def add(
        self,
        inputs: Iterable[str | Path],
        kind: Kind = "auto",
        published: date | None = None,
        stdin: BinaryIO | None = None,
    ) -> Iterator[Added | Refusal]:
        """Read, store and merge some inputs, in their order; what is yielded is safe. `published` dates undated pages.

        A page that is in the ledger already is not read again, unless a date is now given that wasn't.
        """
        from sayso.intake import pages

        yield from self.add_pages(pages(inputs, kind, self.settings.intake, stdin), published)

    def add_pages(self, pages: Iterable[Page | Refusal], published: date | None = None) -> Iterator[Added | Refusal]:
        """The same, from pages."""
        waiting: deque[Page | Refusal | Added] = deque()

        def unknown() -> Iterator[Page | Refusal]:
            for page in pages:
                known = self._known(page, published) if isinstance(page, Page) else None
                waiting.append(known or page)
                if known is None:
                    yield page

        for result in self.line.read_pages(unknown(), published):
            yield from _known_first(waiting)
            page = waiting.popleft()
            if isinstance(result, Refusal):
                yield self._refuse(result)
            elif isinstance(page, Page):
                yield self.add_reading(page, result, published)
        yield from _known_first(waiting)

    def _known(self, page: Page, published: date | None) -> Added | None:
        found = self.ledger.seen(page.sha256)
        if found is None or (published is not None and found[2] != published):
            return None
        return Added(page.address, Stored(found[0], found[1], "known"))

    def _refuse(self, refusal: Refusal) -> Refusal:
        with self.ledger.writing("add") as pen:
            pen.refuse(refusal)
        return refusal

    def add_reading(self, page: Page, reading: Reading, published: date | None = None) -> Added:
        """Store a page with its reading, and merge it with what it touches."""
        with self.ledger.writing("add", note=page.address) as pen:
            stored = pen.add(page, reading, self.line.domain, published)
            return Added(page.address, stored, self._merged(pen, stored))

    def _merged(self, pen: Pen, stored: Stored) -> Outcomes:
        if stored.outcome in ("known", "unchanged") or stored.reading is None:
            pen.idle = True
            return NOTHING
        facts = facts_of(stored.reading)
        before = unpack(pen.former_notes(stored.article)) or []
        pen.note(stored.article, pack(facts))
        pen.count_words(words_of(facts), words_of(before))
        return self._lap(pen).touch({stored.article: facts})[0]

    def _lap(self, pen: Pen) -> Lap:
        return Lap(pen, self.settings, self.ledger.reading)

    def reread(self, articles: Sequence[str] | None = None) -> Iterator[Added | Refusal]:
        """Read the latest pages of some articles, or of all, with the present reader. Claims keep ids, rulings hold.

        A page that can't be read any more keeps its former reading. Raises NotInLedger for an unknown article.
        """
        names = list(articles) if articles is not None else [a.id for a in reversed(self.ledger.articles())]
        for name in names:
            page, asked, domain = self.ledger.page(name)
            for result in self._reader(domain).read_pages([page], asked):
                yield self._refuse(result) if isinstance(result, Refusal) else self._reread(name, page, result, domain)

    def _reader(self, domain: str) -> Line:
        if self.line.domain != domain:
            self.line = Line(self.settings, domain)
        return self.line

    def _reread(self, article: str, page: Page, reading: Reading, domain: str) -> Added:
        with self.ledger.writing("reread", note=article) as pen:
            stored = pen.add_reading(article, reading, domain)
            return Added(page.address, stored, self._merged(pen, stored))

    def merge_all(self) -> Outcomes:
        """Merge every claim of the ledger anew. Ids stay and rulings hold.

        An incident that was confirmed by the rules alone may be split, which adding a report never does.
        """
        with self.ledger.writing("merge") as pen:
            outcomes, _ = self._lap(pen).whole()
            pen.idle = outcomes == NOTHING
            return outcomes

    # ------------------------------------------------------------------------------------------ rulings
    def rule(
        self,
        kind: RulingKind,
        who: str,
        why: str,
        claims: Sequence[Ref] = (),
        others: Sequence[Ref] = (),
        field: str | None = None,
        value: str | None = None,
    ) -> Ruled:
        """Add a ruling and merge what it touches. `why` and `who` can't be empty: raises UsageError."""
        if not who.strip() or not why.strip():
            raise UsageError("a ruling says who made it and why; give --who and --why")
        at = datetime.now(UTC)
        ruling = Ruling(
            _ruling_id(kind, who, at, why, claims), kind, who, at, why, tuple(claims), tuple(others), field, value
        )
        return self.add_ruling(ruling)

    def add_ruling(self, ruling: Ruling) -> Ruled:
        """Add a ruling that was made elsewhere, under its own id."""
        refs = {*ruling.claims, *ruling.others}
        undone = ruling
        while undone.kind == "undo" and undone.value:
            undone = self.ledger.ruling(undone.value)
            refs |= {*undone.claims, *undone.others}
        self._check(refs)
        with self.ledger.writing("rule", ruling.who, ruling.why) as pen:
            pen.rule(ruling)
            lap = self._lap(pen)
            notes = pen.notes(sorted({r.article for r in refs}))
            outcomes, merged = lap.touch({article: lap.facts(article, packed) for article, packed in notes.items()})
            return Ruled(ruling, outcomes, merged.unheeded)

    def _check(self, refs: set[Ref]) -> None:
        there = self.ledger.told(refs)
        missing = sorted(refs - set(there))
        if missing:
            raise UsageError(f"no present reading has the claim {missing[0].article}#{missing[0].claim}")

    # ------------------------------------------------------------------------------------------- exports
    def export(
        self,
        name: str,
        out: Path,
        asked: Filter | None = None,
        as_of: datetime | None = None,
        losses: Path | None = None,
        schema: Path | None = None,
    ) -> Written:
        """Write the ledger, or what is asked for, in the format `name`; what it couldn't carry goes to `losses`.

        Raises UsageError for an unknown format or a place that can't be written, InstallationError where a library is
        missing that the format needs.
        """
        from sayso.export import export
        from sayso.line_ledger.stream import LedgerStream

        return export(LedgerStream(self.ledger, asked, as_of), name, out, losses, schema)

    # ------------------------------------------------------------------------------------------- totals
    def totals(self, asked: Filter | None = None, as_of: datetime | None = None) -> tuple[Total, ...]:
        """The totals that are asked for, each with the incidents inside it and how far they account for it."""
        return with_sums(self.ledger, self.ledger.totals(asked or Filter(), as_of), as_of)

    def with_sums(self, total: Total, as_of: datetime | None = None) -> Total:
        """One total with the incidents inside it and how far they account for it."""
        return with_sums(self.ledger, [total], as_of)[0]


def _known_first(waiting: deque[Page | Refusal | Added]) -> Iterator[Added]:
    while waiting and isinstance(waiting[0], Added):
        found = waiting.popleft()
        if isinstance(found, Added):
            yield found


def _ruling_id(kind: str, who: str, at: datetime, why: str, claims: Sequence[Ref]) -> str:
    text = "\x1f".join((kind, who, at.isoformat(), why, *(f"{r.article}#{r.claim}" for r in claims)))
    return f"r-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
