"""A ledger, or a part of it, as it stood after one change, from end to end: a few hundred records at a time.

Rows are closed, never erased, so that a long pass goes on showing that moment while others write.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q

from sayso.ledger import models
from sayso.ledger.codec import unpack
from sayso.ledger.look import asked_for
from sayso.ledger.pages import page_of
from sayso.ledger.readings import told
from sayso.ledger.rows import bites, holds
from sayso.ledger.shapes import Filter, RefusalEntry, ReportEntry, SheetEntry, Told
from sayso.records import Incident, Link, Page, Reading, Ref, Ruling, Total

BITE = 100  # records that are in memory at once
ROLES = {"a": "asserts", "d": "denies", "t": "counts"}


class Snapshot:
    """What holds after the change `lap`; `asked` bounds the incidents and totals, and through them the articles.

    `names` bounds them to some ids.
    """

    def __init__(self, db: str, asked: Filter, lap: int, names: tuple[str, ...] = ()) -> None:
        self.db = db
        self.asked = asked
        self.lap = lap
        self.names = names

    @property
    def moment(self) -> datetime | None:
        """When the change was made; None for an empty ledger."""
        return models.Lap.objects.using(self.db).filter(pk=self.lap).values_list("at", flat=True).first()  # type: ignore[no-any-return]

    # --------------------------------------------------------------------------------- incidents and totals
    def incidents(self) -> Iterator[tuple[Incident, datetime]]:
        """The incidents, by first day, then id, undated ones last; each with the moment since which it is so."""
        q = asked_for(self.asked) & (Q(grade=self.asked.grade) if self.asked.grade else Q())
        return self._kept(models.Incident, Incident, q)

    def totals(self) -> Iterator[tuple[Total, datetime]]:
        """The totals, likewise, without what the incidents account for."""
        return self._kept(models.Total, Total, asked_for(self.asked))

    def _kept(self, table: Any, kind: Any, q: Q) -> Iterator[tuple[Any, datetime]]:
        rows = table.objects.using(self.db)
        q &= Q(name__in=self.names) if self.names else Q()
        for keys in bites(self._keys(rows.filter(holds(self.lap) & q)), BITE):
            found = {k: (lap, data) for k, lap, data in rows.filter(pk__in=keys).values_list("pk", "lap_from", "data")}
            moments = self._moments(lap for lap, _ in found.values())
            yield from ((unpack(kind, found[k][1]), moments[found[k][0]]) for k in keys)

    def _keys(self, rows: Any) -> array[int]:
        """The rows' keys in order: eight bytes each, so that a million can be held."""
        found = array("q")
        dated = rows.filter(start__isnull=False).order_by("start", "name")
        undated = rows.filter(start__isnull=True).order_by("name")
        for part in (dated, undated):
            found.extend(part.values_list("pk", flat=True).iterator(chunk_size=10_000))
        return found

    def _moments(self, laps: Iterable[int]) -> dict[int, datetime]:
        rows = models.Lap.objects.using(self.db).filter(pk__in=set(laps))
        return dict(rows.values_list("pk", "at"))

    def told(self, refs: Iterable[Ref]) -> dict[Ref, Told]:
        """Claims with where they stand, by address."""
        return told(self.db, refs, self.lap)

    # ------------------------------------------------------------------------------------------- articles
    def reports(self, names: set[str] | None = None) -> Iterator[ReportEntry]:
        """The articles, or those of some names, in the order in which they were added."""
        rows = models.Reading.objects.using(self.db).filter(holds(self.lap)).order_by("article_id")
        keys = array("q", rows.values_list("pk", flat=True).iterator(chunk_size=10_000))
        for bite in bites(keys, BITE // 4):
            here = models.Reading.objects.using(self.db).filter(pk__in=bite).select_related("version", "article")
            found = [r for r in here.defer("notes").order_by("article_id") if names is None or r.article.name in names]
            holders, struck = self._standing([r.article_id for r in found])
            for row in found:
                yield ReportEntry(
                    unpack(Reading, row.data),
                    unpack(Page, row.version.page).url,
                    row.version.number,
                    row.domain,
                    holders.get(row.article_id, {}),
                    struck.get(row.article_id, {}),
                )

    def _standing(self, articles: list[int]) -> tuple[dict[int, dict[str, tuple[str, str]]], dict[int, dict[str, str]]]:
        """Of some articles' claims, by name: the incident or total that each is in, its role; what struck it out."""
        holders: dict[int, dict[str, tuple[str, str]]] = {}
        held = models.Held.objects.using(self.db).filter(holds(self.lap), claim__article_id__in=articles)
        for article, claim, holder, role in held.values_list("claim__article_id", "claim__name", "holder", "role"):
            holders.setdefault(article, {})[claim] = (holder, ROLES[role])
        struck: dict[int, dict[str, str]] = {}
        out = models.Claim.objects.using(self.db).filter(article_id__in=articles).exclude(struck="")
        rows = list(out.values_list("article_id", "name", "struck"))
        made = models.Ruling.objects.using(self.db).filter(name__in={r for *_, r in rows}, lap__lte=self.lap)
        then = set(made.values_list("name", flat=True))
        for article, claim, ruling in rows:
            if ruling in then:
                struck.setdefault(article, {})[claim] = ruling
        return holders, struck

    def sheets(self, names: set[str] | None = None) -> Iterator[SheetEntry]:
        """The states of the articles' pages with their bytes, by article, then number."""
        rows = models.Version.objects.using(self.db)
        order = rows.filter(lap__lte=self.lap).order_by("article_id", "number")
        keys = array("q", order.values_list("pk", flat=True).iterator(chunk_size=10_000))
        for bite in bites(keys, BITE // 4):
            here = rows.filter(pk__in=bite).select_related("article", "body").order_by("article_id", "number")
            found = list(here)
            moments = self._moments(r.lap for r in found)
            for row in found:
                if names is None or row.article.name in names:
                    yield SheetEntry(row.article.name, row.number, page_of(row), row.asked, moments[row.lap])

    def telling(self, holders: Iterable[str]) -> set[str]:
        """The names of the articles that have a claim in any of some incidents and totals."""
        found: set[str] = set()
        for bite in bites(holders):
            rows = models.Held.objects.using(self.db).filter(holds(self.lap), holder__in=bite)
            found |= set(rows.values_list("claim__article__name", flat=True).distinct())
        return found

    # ---------------------------------------------------------------------------------------------- others
    def links(self) -> Iterator[Link]:
        """The links and near misses that hold, oldest first."""
        rows = models.Tie.objects.using(self.db).filter(holds(self.lap)).order_by("pk")
        keys = array("q", rows.values_list("pk", flat=True).iterator(chunk_size=10_000))
        for bite in bites(keys, BITE):
            here = models.Tie.objects.using(self.db).filter(pk__in=bite).order_by("pk")
            yield from (unpack(Link, data) for data in here.values_list("data", flat=True))

    def rulings(self) -> Iterator[Ruling]:
        """The rulings that were made by then, earliest first."""
        rows = models.Ruling.objects.using(self.db).filter(lap__lte=self.lap).order_by("lap", "id")
        for data in rows.values_list("data", flat=True).iterator(chunk_size=BITE):
            yield unpack(Ruling, data)

    def refusals(self) -> Iterator[RefusalEntry]:
        """The inputs that could not be read by then, earliest first."""
        rows = models.Refused.objects.using(self.db).filter(lap__lte=self.lap).order_by("id")
        for here in bites(rows.iterator(chunk_size=BITE), BITE):
            moments = self._moments(r.lap for r in here)
            yield from (RefusalEntry(r.stage, r.code, r.source, r.why, r.hint, moments[r.lap]) for r in here)


def last_lap(db: str) -> int:
    """The number of the last change, 0 in an empty ledger."""
    return int(models.Lap.objects.using(db).order_by("-pk").values_list("pk", flat=True).first() or 0)
