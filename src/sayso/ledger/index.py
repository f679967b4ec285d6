"""Merging's index in the ledger: which accounts share an area and may lie in the same days; how common words are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from django.db import connections

from sayso.ledger import models
from sayso.ledger.rows import bites, claim_keys
from sayso.ledger.shapes import Area, area_code

NAME = "name:"  # areas that begin so are met whatever the days, and bring nobody together once they are common


ARTICLES = -1  # in the table of words, the row that counts the articles


def keep(db: str, article: str, areas: Sequence[Area]) -> None:
    """Put an article's accounts into the index, in place of those that it had there."""
    models.Block.objects.using(db).filter(claim__article__name=article).delete()
    keys = claim_keys(db, {a.claim for a in areas})
    rows = [
        models.Block(
            area=area_code(a.area), first=a.first, last=a.last, claim_id=keys[a.claim], kept=a.kept, sought=a.sought
        )
        for a in areas
    ]
    models.Block.objects.using(db).bulk_create(rows, batch_size=150)


def count_words(db: str, now: Iterable[int], before: Iterable[int] = ()) -> None:
    """Count the words of an article that is read now, and take off those of its reading before."""
    words, former = set(now), set(before)
    counted = Counter(words)
    counted.subtract(former)
    counted[ARTICLES] = bool(words) - bool(former)
    table = models.Word._meta.db_table
    raise_by = (
        f"INSERT INTO {table} (code, articles) VALUES (%s, %s)"  # noqa: S608 - the table's name is our own
        f" ON CONFLICT (code) DO UPDATE SET articles = {table}.articles + excluded.articles"
    )
    with connections[db].cursor() as cursor:
        cursor.executemany(raise_by, sorted((code, n) for code, n in counted.items() if n))


def word_counts(db: str, codes: Iterable[int]) -> dict[int, int]:
    """In how many articles each of some words stands."""
    found: dict[int, int] = {}
    for bite in bites(sorted(set(codes))):
        found |= dict(models.Word.objects.using(db).filter(code__in=bite).values_list("code", "articles"))
    return found


def mates(db: str, areas: Sequence[Area], rows: int, common: int, most: int) -> list[int]:
    """The keys of the claims whose accounts share areas with some, those that share most first, at most `most`.

    An area counts the more the fewer are in it. `rows` bounds what is looked up before and after in each area, and a
    name that more than `common` accounts have counts for nothing.
    """
    scores: Counter[int] = Counter()
    for area in areas:
        found = _named(db, area, common) if area.area.startswith(NAME) else _near(db, area, rows)
        weight = 1.0 / (1.0 + log(1 + len(found)))
        for claim in found:
            scores[claim] += weight  # type: ignore[assignment]
    ranked = sorted(scores.items(), key=lambda kv: (-kv[1], kv[0]))
    return [claim for claim, _ in ranked[:most]]


def _named(db: str, area: Area, common: int) -> set[int]:
    found = list(
        models.Block.objects.using(db)
        .filter(area=area_code(area.area))
        .values_list("claim_id", "kept", "sought")[: common + 1]
    )
    return set() if len(found) > common else {c for c, kept, sought in found if _meet(area, kept, sought)}


def _meet(area: Area, kept: bool, sought: bool) -> bool:
    return (area.sought and kept) or (area.kept and sought)


def _near(db: str, area: Area, rows: int) -> set[int]:
    middle = (area.first + area.last) // 2
    here = models.Block.objects.using(db).filter(area=area_code(area.area), last__gte=area.first)
    earlier = here.filter(first__lte=middle).order_by("-first")
    later = here.filter(first__gt=middle, first__lte=area.last).order_by("first")
    return {
        claim
        for side in (earlier, later)
        for claim, kept, sought in side.values_list("claim_id", "kept", "sought")[:rows]
        if _meet(area, kept, sought)
    }
