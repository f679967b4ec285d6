"""The ledger: opened by its place, written in laps, looked at as it is or as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import NotInLedger
from sayso.ledger.columns import column
from sayso.ledger.faults import translated
from sayso.ledger.setup import LOCK, connect
from sayso.ledger.shapes import (
    ArticleEntry,
    Counts,
    Entry,
    Filter,
    RefusalEntry,
    Told,
    Tomb,
    VersionEntry,
)
from sayso.ledger.where import Where, where
from sayso.records import Incident, Link, Page, Reading, Ref, Ruling, Total
from sayso.settings import LedgerSettings, load_settings

if TYPE_CHECKING:
    from sayso.ledger.pen import Pen
    from sayso.ledger.snapshot import Snapshot

EVERYTHING = Filter()


def _now() -> datetime:
    return datetime.now(UTC)


def open_ledger(
    place: str | Path | None = None, settings: LedgerSettings | None = None, clock: Callable[[], datetime] = _now
) -> Ledger:
    """Open a ledger, making it where it isn't there yet.

    `place` is a file's path or postgres://USER@HOST/NAME; without it the settings and the environment say, see
    `sayso.ledger.where`. Raises LedgerError where it can't be opened, UsageError for an address of another kind.

    >>> ledger = open_ledger("ledger.sqlite3")                                        # doctest: +SKIP
    >>> ledger.incidents(Filter(country="IQ"))                                        # doctest: +SKIP
    """
    settings = settings or load_settings().ledger
    found = where(place, settings)
    return Ledger(connect(found, settings), found, settings, clock)


class Ledger:
    """One ledger. Every question can be asked as of a moment (`as_of`); without one it is now."""

    def __init__(self, db: str, place: Where, settings: LedgerSettings, clock: Callable[[], datetime] = _now) -> None:
        self.db = db
        self.place = place
        self.settings = settings
        self._clock = clock

    # -------------------------------------------------------------------------------------------- writing
    @contextmanager
    def writing(self, kind: str, who: str = "", note: str = "") -> Iterator[Pen]:
        """One change (`kind`: add, reread, rule, merge): all of it holds when the `with` ends, or none after an error.

        Raises LedgerBusy when another process holds the ledger for too long, LedgerFull when the disk is full.
        """
        from django.db import transaction

        from sayso.ledger import models
        from sayso.ledger.pen import Pen

        with translated(str(self.place), self.settings.busy_seconds), transaction.atomic(using=self.db):
            self._take_turn()
            last = models.Lap.objects.using(self.db).order_by("-id").values_list("at", flat=True).first()
            at = self._clock()
            if last is not None and at <= last:
                at = last + timedelta(microseconds=1)
            lap = models.Lap(at=at, kind=kind, who=column(who), note=column(note))
            lap.save(using=self.db)
            pen = Pen(self.db, lap.pk)
            yield pen
            if pen.idle:
                lap.delete(using=self.db)

    def _take_turn(self) -> None:
        """On a server, wait for the one lock that all writers take; SQLite's BEGIN IMMEDIATE has done that already."""
        from django.db import connections

        if connections[self.db].vendor == "postgresql":
            with connections[self.db].cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('lock_timeout', %s, true)", [f"{self.settings.busy_seconds * 1000:.0f}ms"]
                )
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])

    def close(self) -> None:
        """Close this thread's connection; the next question opens it again."""
        from django.db import connections

        connections[self.db].close()

    # -------------------------------------------------------------------------------------------- looking
    def _asking(self) -> Any:
        return translated(str(self.place), self.settings.busy_seconds)

    def lap_at(self, as_of: datetime | None) -> int | None:
        """The number of the last change by a moment (0 before the first); None for now."""
        if as_of is None:
            return None
        from sayso.ledger import models

        rows = models.Lap.objects.using(self.db).filter(at__lte=as_of).order_by("-at")
        return int(rows.values_list("pk", flat=True).first() or 0)

    def incidents(
        self, asked: Filter = EVERYTHING, as_of: datetime | None = None, limit: int | None = None, offset: int = 0
    ) -> tuple[Incident, ...]:
        """The incidents that are asked for, by first day, then id; undated ones last."""
        from sayso.ledger import look

        with self._asking():
            return look.incidents(self.db, asked, self.lap_at(as_of), limit, offset)

    def count(self, asked: Filter = EVERYTHING, as_of: datetime | None = None) -> int:
        """How many incidents are asked for."""
        from sayso.ledger import look

        with self._asking():
            return look.count(self.db, asked, self.lap_at(as_of))

    def totals(
        self, asked: Filter = EVERYTHING, as_of: datetime | None = None, limit: int | None = None, offset: int = 0
    ) -> tuple[Total, ...]:
        """The totals that are asked for, without what the incidents account for (`sayso.line_ledger` reckons that)."""
        from sayso.ledger import look

        with self._asking():
            return look.totals(self.db, asked, self.lap_at(as_of), limit, offset)

    def find(self, name: str, as_of: datetime | None = None) -> Incident | Total:
        """The incident or total of an id, of its first letters, or of an id that was merged into it since.

        Raises NotInLedger where there is none, or none any more.
        """
        from sayso.ledger import look

        with self._asking():
            lap = self.lap_at(as_of)
            whole = look.whole_name(self.db, name)
            now = look.forwarded(self.db, whole, lap)
            found = look.by_names(self.db, [now], lap) or look.totals_by_names(self.db, [now], lap)
            if found:
                return found[0]
            stone = look.tomb(self.db, now, lap)
        if stone:
            raise NotInLedger(f"{whole} was withdrawn on {stone.at:%Y-%m-%d}; sayso history {whole} says why")
        raise NotInLedger(f"{whole} was not in the ledger at {as_of}")

    def incident(self, name: str, as_of: datetime | None = None) -> Incident:
        """`find`, for incidents alone."""
        found = self.find(name, as_of)
        if not isinstance(found, Incident):
            raise NotInLedger(f"{name} is a total, not an incident; sayso totals shows it")
        return found

    def tomb(self, name: str, as_of: datetime | None = None) -> Tomb | None:
        """What became of an id that is no more; None for one that lives."""
        from sayso.ledger import look

        with self._asking():
            return look.tomb(self.db, name, self.lap_at(as_of))

    def told(self, refs: Iterable[Ref], as_of: datetime | None = None) -> dict[Ref, Told]:
        """Claims with where they stand, by address."""
        from sayso.ledger import readings

        with self._asking():
            return readings.told(self.db, refs, self.lap_at(as_of))

    def struck(self, incident: Incident, as_of: datetime | None = None) -> tuple[Ref, ...]:
        """The claims that an incident held until a ruling struck them out."""
        from sayso.ledger import look

        with self._asking():
            return look.struck(self.db, (incident.id, *incident.former_ids), self.lap_at(as_of))

    def links(self, refs: Iterable[Ref], as_of: datetime | None = None) -> tuple[Link, ...]:
        """Why some claims are held to tell of one happening, pair by pair."""
        from sayso.ledger import look

        with self._asking():
            return look.links(self.db, refs, self.lap_at(as_of))

    def near_misses(self, refs: Iterable[Ref], as_of: datetime | None = None) -> tuple[Link, ...]:
        """What was almost linked with any of some claims, or is kept apart from them, closest first."""
        from sayso.ledger import look

        with self._asking():
            return look.links(self.db, refs, self.lap_at(as_of), near=True)

    def rulings(self, as_of: datetime | None = None) -> tuple[Ruling, ...]:
        """All rulings, earliest first, undone ones too."""
        from sayso.ledger import rulings

        with self._asking():
            return rulings.every(self.db, self.lap_at(as_of))

    def refs(self, name: str) -> tuple[Ref, ...]:
        """The claims that a name stands for: an incident's or total's (by its id), or one (`ARTICLE#CLAIM`, or its id).

        The first letters of an id are enough where they fit one only. Raises NotInLedger.
        """
        from sayso.ledger import look

        if look.is_kept_name(name):
            found = self.find(name)
            return (*found.claims, *getattr(found, "denials", ()))
        with self._asking():
            return (look.claim_named(self.db, name),)

    def ruling(self, name: str) -> Ruling:
        """The ruling of an id; raises NotInLedger."""
        from sayso.ledger import rulings

        with self._asking():
            found = rulings.one(self.db, name)
        if found is None:
            raise NotInLedger(f"there is no ruling {name} in the ledger; sayso rulings lists them")
        return found

    def rulings_on(self, refs: Iterable[Ref]) -> tuple[Ruling, ...]:
        """The rulings that name any of some claims, and those that undo them."""
        from sayso.ledger import rulings

        with self._asking():
            return rulings.on(self.db, refs)

    # ------------------------------------------------------------------------------------------- articles
    def seen(self, sha256: str) -> tuple[str, int, date | None] | None:
        """Article, version number and given date of the page with these bytes; None for a page that isn't there."""
        from sayso.ledger import pages

        with self._asking():
            found = pages.seen(self.db, sha256)
        return None if found is None else (found.article.name, found.number, found.asked)

    def articles(
        self, as_of: datetime | None = None, limit: int | None = None, offset: int = 0
    ) -> tuple[ArticleEntry, ...]:
        """The reports, latest added first."""
        from sayso.ledger import look

        with self._asking():
            return look.articles(self.db, self.lap_at(as_of), limit, offset)

    def versions(self, article: str) -> tuple[VersionEntry, ...]:
        """The states of a report's page, earliest first."""
        from sayso.ledger import look

        with self._asking():
            return look.versions(self.db, article)

    def reading(self, article: str, as_of: datetime | None = None) -> Reading:
        """The reading of an article that holds; raises NotInLedger."""
        from sayso.ledger import readings
        from sayso.ledger.codec import unpack

        with self._asking():
            row = readings.present(self.db, article, self.lap_at(as_of))
        if row is None:
            raise NotInLedger(f"there is no article {article} in the ledger; sayso articles lists them")
        return unpack(Reading, row.data)

    def page(self, article: str) -> tuple[Page, date | None, str]:
        """An article's latest page as it came, the date that was given for it, and the domain it was read for."""
        from sayso.ledger import readings

        with self._asking():
            found = readings.page_to_reread(self.db, article)
        if found is None:
            raise NotInLedger(f"there is no article {article} in the ledger; sayso articles lists them")
        page, version, row = found
        return page, version.asked, row.domain

    def refusals(self, limit: int | None = None) -> tuple[RefusalEntry, ...]:
        """The inputs that could not be read, latest first."""
        from sayso.ledger import look

        with self._asking():
            return look.refusals(self.db, limit)

    def snapshot(
        self, asked: Filter = EVERYTHING, as_of: datetime | None = None, names: Iterable[str] = ()
    ) -> Snapshot:
        """Everything, or what a filter asks for, as it stands after the last change, or stood at a moment, in a stream.

        `names` bounds it to some incidents and totals, by their ids. What others write meanwhile is not in it.
        """
        from sayso.ledger.snapshot import Snapshot, last_lap

        with self._asking():
            lap = self.lap_at(as_of)
            return Snapshot(self.db, asked, last_lap(self.db) if lap is None else lap, tuple(names))

    def counts(self) -> Counts:
        """How much the ledger holds now."""
        from sayso.ledger import look

        with self._asking():
            return look.counts(self.db)

    def faults(self) -> tuple[str, ...]:
        """What is not in one piece, in words; nothing in a sound ledger."""
        from sayso.ledger import check

        with self._asking():
            return check.faults(self.db)

    # -------------------------------------------------------------------------------------------- history
    def history(self, name: str) -> tuple[Entry, ...]:
        """What became of an incident, a total, an article or a claim, named as in `refs`; raises NotInLedger."""
        from sayso.ledger import history, look, models

        with self._asking():
            if models.Article.objects.using(self.db).filter(name=name).exists():
                return history.of_article(self.db, name)
            if look.is_kept_name(name):
                return history.of_kept(self.db, look.whole_name(self.db, name))
            return history.of_claim(self.db, look.claim_named(self.db, name))
