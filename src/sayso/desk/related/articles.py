"""Reports related to one: those that tell of the same incidents first, then those that are like it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log

from django.db.models import Count

from sayso.desk.setup import book
from sayso.ledger import models

SHOWN = 8
ALIKE = 5
FAINT = 0.35  # of the best likeness: what is fainter is left out
AREAS = 200  # of the report's own accounts that are looked at
ROWS = 4_000  # of the index that are looked at: bounds the time however large the ledger is
COMMON = 400  # an area of the index with more accounts than this says nothing of likeness


@dataclass(frozen=True, slots=True)
class Likeness:
    """A related report: its head, and how many incidents it shares (0 where it is only alike)."""

    id: str
    title: str | None
    publisher: str | None
    published: date | None
    claims: int
    shared: int = 0


def sharing(name: str, holders: Sequence[str], most: int = SHOWN) -> list[Likeness]:
    """The reports that have claims in the same incidents and totals, those that share most first; two queries."""
    rows = models.Held.objects.using(book().db).filter(holder__in=holders[:400], lap_to__isnull=True)
    rows = rows.exclude(claim__article__name=name).values_list("claim__article_id")
    shared = dict(rows.annotate(n=Count("holder", distinct=True)).order_by("-n", "claim__article_id")[:most])
    return _heads(shared, shared)


def like(name: str, without: set[str], most: int = ALIKE) -> list[Likeness]:
    """The reports whose accounts share areas of merging's index (event, place, days, names); the rarer, the more."""
    blocks = models.Block.objects.using(book().db)
    own = {
        area: (f, t)
        for area, f, t in blocks.filter(claim__article__name=name).values_list("area", "first", "last")[:AREAS]
    }
    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    rows = blocks.filter(area__in=list(own)).exclude(claim__article__name=name)
    for area, article, first, last in rows.values_list("area", "claim__article_id", "first", "last")[:ROWS]:
        found[area].append((article, first <= own[area][1] and last >= own[area][0]))
    scores: dict[int, float] = defaultdict(float)
    for accounts in found.values():
        if len(accounts) <= COMMON:
            for article in {a for a, meets in accounts if meets}:
                scores[article] += 1.0 / (1.0 + log(1 + len(accounts)))
    least = FAINT * max(scores.values(), default=0.0)
    best = [a for a in sorted(scores, key=lambda a: (-scores[a], a)) if scores[a] >= least][: most + len(without)]
    return [one for one in _heads({a: scores[a] for a in best}, {}) if one.id not in without][:most]


def _heads(order: dict[int, float], shared: dict[int, int]) -> list[Likeness]:
    """The heads of reports by their keys, highest score first."""
    rows = models.Reading.objects.using(book().db).filter(article_id__in=list(order), lap_to__isnull=True)
    heads = rows.values_list("article_id", "article__name", "title", "publisher", "published", "claims")
    made = [
        (key, Likeness(name, title, publisher, published, claims, shared.get(key, 0)))
        for key, name, title, publisher, published, claims in heads
    ]
    return [one for _key, one in sorted(made, key=lambda m: (-order[m[0]], m[1].id))]
