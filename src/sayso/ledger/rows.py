"""Small helpers of every query: which rows hold, many parameters in bites, claims by their address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Q

from sayso.ledger import models
from sayso.records import Ref

T = TypeVar("T")
BITE = 500  # parameters of one query: SQLite's builds differ in how many they take, all take this many


def bites(values: Iterable[T], size: int = BITE) -> Iterator[list[T]]:
    """The values, a few hundred at a time."""
    source = iter(values)
    while bite := list(islice(source, size)):
        yield bite


def holds(lap: int | None) -> Q:
    """The rows that hold now (None), or held when a lap was done."""
    if lap is None:
        return Q(lap_to__isnull=True)
    return Q(lap_from__lte=lap) & (Q(lap_to__isnull=True) | Q(lap_to__gt=lap))


def claim_keys(db: str, refs: Iterable[Ref]) -> dict[Ref, int]:
    """The keys of claims by their addresses; those that the ledger never had are left out."""
    wanted = set(refs)
    found: dict[Ref, int] = {}
    by_article: dict[str, list[str]] = {}
    for ref in wanted:
        by_article.setdefault(ref.article, []).append(ref.claim)
    for articles in bites(sorted(by_article)):
        rows = models.Claim.objects.using(db).filter(article__name__in=articles)
        if len(articles) == 1:
            for names in bites(by_article[articles[0]]):
                found |= _keys(rows.filter(name__in=names), wanted)
        else:
            found |= _keys(rows, wanted)
    return found


def _keys(rows: Any, wanted: set[Ref]) -> dict[Ref, int]:
    return {
        ref: key
        for key, article, name in rows.values_list("id", "article__name", "name")
        if (ref := Ref(article, name)) in wanted
    }


def claim_refs(db: str, keys: Sequence[int]) -> dict[int, Ref]:
    """The addresses of claims by their keys."""
    found: dict[int, Ref] = {}
    for bite in bites(keys):
        rows = models.Claim.objects.using(db).filter(id__in=bite).values_list("id", "article__name", "name")
        found |= {key: Ref(article, name) for key, article, name in rows}
    return found
