"""One change of the ledger: a lap, that is a transaction, and everything that may be written in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sayso.errors import NotInLedger
from sayso.ledger import index, look, merged, models, pages, readings, restore, rulings
from sayso.ledger.columns import column
from sayso.ledger.rows import bites, claim_keys, claim_refs
from sayso.ledger.shapes import Area, Outcomes, Stored
from sayso.records import Incident, KnownIncident, Link, Page, Reading, Ref, Refusal, Ruling, Total


@dataclass(slots=True)
class Pen:
    """The right to write, until the `with` of `Ledger.writing` ends: then all of it holds, or, after an error, none.

    `lap` is the number of the change; set `idle` when nothing was changed after all, so that no trace is left.
    """

    db: str
    lap: int
    idle: bool = field(default=False)

    # ------------------------------------------------------------------------------------------- reports
    def add(self, page: Page, reading: Reading, domain: str = "conflict", asked: date | None = None) -> Stored:
        """Store a page and its reading. `asked` is the date that was given for a page that states none."""
        placed = pages.place(self.db, self.lap, page, reading.article.url or page.url, asked)
        return readings.store(self.db, self.lap, placed, reading, domain)

    def add_reading(self, article: str, reading: Reading, domain: str = "conflict") -> Stored:
        """Store a new reading of an article's latest page; raises NotInLedger for an unknown article."""
        row = readings.present(self.db, article)
        if row is None:
            raise NotInLedger(f"there is no article {article} in the ledger; sayso articles lists them")
        placed = pages.Placed(row.article, row.version, False, False)
        return readings.store(self.db, self.lap, placed, reading, domain)

    def restore_report(self, reading: Reading, version: int, domain: str, pages: restore.Kept) -> Stored:
        """Put back a report of another ledger under its id, with its pages and the reading of one of them."""
        return restore.report(self.db, self.lap, reading, version, domain, pages)

    def restore_merged(self, incidents: Sequence[Incident], totals: Sequence[Total], links: Sequence[Link]) -> None:
        """Put back incidents, totals and links of another ledger, whose reports are there."""
        refs = [r for i in incidents for r in (*i.claims, *i.denials)] + [r for t in totals for r in t.claims]
        merged.store(self.db, self.lap, [], incidents, totals, (), refs)
        restore.former_ids(self.db, self.lap, incidents)
        restore.links(self.db, self.lap, links)

    def refuse(self, refusal: Refusal) -> None:
        """Keep what could not be read, with the reason; once, however often it is tried."""
        said = {name: column(getattr(refusal, name)) for name in ("stage", "code", "source", "why", "hint")}
        self.idle = models.Refused.objects.using(self.db).filter(**said).exists()
        if not self.idle:
            models.Refused(**said, lap=self.lap).save(using=self.db)

    def note(self, article: str, notes: bytes) -> None:
        """Keep what merging made of an article's present reading."""
        models.Reading.objects.using(self.db).filter(article__name=article, lap_to__isnull=True).update(notes=notes)

    def notes(self, articles: Iterable[str]) -> dict[str, bytes]:
        """What merging made of the present readings of some articles."""
        found: dict[str, bytes] = {}
        for bite in bites(articles):
            rows = models.Reading.objects.using(self.db).filter(article__name__in=bite, lap_to__isnull=True)
            found |= {name: bytes(notes) for name, notes in rows.values_list("article__name", "notes")}
        return found

    def former_notes(self, article: str) -> bytes:
        """What merging made of the reading that this change has closed; empty where there was none."""
        rows = models.Reading.objects.using(self.db).filter(article__name=article, lap_to=self.lap)
        return bytes(rows.values_list("notes", flat=True).first() or b"")

    # --------------------------------------------------------------------------------------------- index
    def index(self, article: str, areas: Sequence[Area]) -> None:
        """Put an article's accounts into the index, in place of those that it had there."""
        index.keep(self.db, article, areas)

    def count_words(self, now: Iterable[int], before: Iterable[int] = ()) -> None:
        """Count an article's words, and take off those of its reading before."""
        index.count_words(self.db, now, before)

    def word_counts(self, codes: Iterable[int]) -> dict[int, int]:
        """In how many articles each of some words stands."""
        return index.word_counts(self.db, codes)

    def articles(self) -> int:
        """How many articles have a reading with claims."""
        return self.word_counts([index.ARTICLES]).get(index.ARTICLES, 0)

    def near(self, areas: Sequence[Area], rows: int, common: int, most: int) -> set[str]:
        """The ids of the incidents that have most areas in common with some accounts, at most `most`."""
        found: dict[str, None] = {}
        for bite in bites(index.mates(self.db, areas, rows, common, most * 4)):
            holders = self._holders(bite)
            found |= {holders[key]: None for key in bite if key in holders}
        return set(list(found)[:most])

    def _holders(self, keys: Sequence[int]) -> dict[int, str]:
        rows = models.Held.objects.using(self.db).filter(claim_id__in=keys, lap_to__isnull=True)
        return dict(rows.values_list("claim_id", "holder"))

    # --------------------------------------------------------------------------------------------- merge
    def holders(self, refs: Iterable[Ref]) -> set[str]:
        """The ids of the incidents and totals that some claims are in."""
        found: set[str] = set()
        for bite in bites(claim_keys(self.db, refs).values()):
            found |= set(self._holders(bite).values())
        return found

    def claims_in(self, holders: Iterable[str]) -> set[Ref]:
        """The claims of some incidents and totals."""
        keys: list[int] = []
        for bite in bites(sorted(holders)):
            rows = models.Held.objects.using(self.db).filter(holder__in=bite, lap_to__isnull=True)
            keys += rows.values_list("claim_id", flat=True)
        return set(claim_refs(self.db, keys).values())

    def claims_of(self, article: str) -> set[Ref]:
        """Every claim that an article ever had, gone and struck ones too."""
        rows = models.Claim.objects.using(self.db).filter(article__name=article)
        return {Ref(article, name) for name in rows.values_list("name", flat=True)}

    def known(self, names: Iterable[str]) -> tuple[KnownIncident, ...]:
        """What merging needs to know of some incidents."""
        return tuple(KnownIncident.of(i) for i in look.by_names(self.db, names))

    def living(self, names: Iterable[str]) -> set[str]:
        """Those of some ids that incidents bear now."""
        found: set[str] = set()
        for bite in bites(names):
            rows = models.Incident.objects.using(self.db).filter(name__in=bite, lap_to__isnull=True)
            found |= set(rows.values_list("name", flat=True))
        return found

    def every_article(self) -> list[str]:
        """All articles that have a reading, in the order in which they were added."""
        rows = models.Reading.objects.using(self.db).filter(lap_to__isnull=True).order_by("article_id")
        return list(rows.values_list("article__name", flat=True))

    def every_holder(self) -> list[str]:
        """The ids of all incidents and totals."""
        found: list[str] = []
        for table in (models.Incident, models.Total):
            found += table.objects.using(self.db).filter(lap_to__isnull=True).values_list("name", flat=True)
        return found

    def store(
        self,
        touched: Iterable[str],
        incidents: Sequence[Incident],
        totals: Sequence[Total],
        links: Iterable[Link],
        refs: Iterable[Ref],
    ) -> Outcomes:
        """Put what a merge of the claims `refs` made in place of the incidents and totals `touched`."""
        return merged.store(self.db, self.lap, sorted(touched), incidents, totals, links, refs)

    # ------------------------------------------------------------------------------------------- rulings
    def rule(self, ruling: Ruling) -> None:
        """Add a ruling. What follows from it is merging's to say: see `store` and `strike`."""
        rulings.add(self.db, self.lap, ruling)

    def rulings_on(self, refs: Iterable[Ref]) -> tuple[Ruling, ...]:
        """The rulings that name any of some claims, and those that undo them."""
        return rulings.on(self.db, refs)

    def strike(self, struck: Mapping[Ref, str], among: Iterable[Ref]) -> None:
        """Mark the claims that rulings strike out, with the ruling's id, and unmark the others among some."""
        keys = claim_keys(self.db, {*struck, *among})
        marked = {keys[ref]: ruling for ref, ruling in struck.items() if ref in keys}
        readings.mark_struck(self.db, marked, keys.values())
