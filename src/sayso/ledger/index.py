"""Merging's index in the ledger: which accounts share an area and may lie in the same days; how common words are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import NamedTuple

from django.db import connections

from sayso.ledger import models
from sayso.ledger.rows import bites, claim_keys
from sayso.ledger.shapes import Area, area_code

NAME = "name:"  # areas that begin so are met whatever the days, and bring nobody together once they are common
LOOKS = 100  # in one query: SQLite takes up to 500 parts

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
    for found in _accounts(db, areas, rows, common):
        weight = 1.0 / (1.0 + log(1 + len(found)))
        for claim in found:
            scores[claim] += weight  # type: ignore[assignment]
    ranked = sorted(scores.items(), key=lambda kv: (-kv[1], kv[0]))
    return [claim for claim, _ in ranked[:most]]


def _accounts(db: str, areas: Sequence[Area], rows: int, common: int) -> Iterator[set[int]]:
    """For each area the claims whose accounts one account there meets."""
    asked = [_named(a, common) if a.area.startswith(NAME) else _near(a, rows) for a in areas]
    answers = iter(_ask(db, [look for looks in asked for look in looks]))
    for area, looks in zip(areas, asked, strict=True):
        found = [row for _, row in zip(looks, answers, strict=False)]
        if area.area.startswith(NAME) and len(found[0]) > common:
            yield set()
        else:
            yield {claim for rows in found for claim, kept, sought in rows if _meet(area, kept, sought)}


def _meet(area: Area, kept: bool, sought: bool) -> bool:
    return (area.sought and kept) or (area.kept and sought)


def _named(area: Area, common: int) -> list[Look]:
    return [Look("area = %s", "", (area_code(area.area),), common + 1)]


def _near(area: Area, rows: int) -> list[Look]:
    """Half of what is looked up begins before the account's middle day, half after it, nearest first."""
    middle, code = (area.first + area.last) // 2, area_code(area.area)
    here = "area = %s AND last >= %s AND first "
    earlier = Look(here + "<= %s", "first DESC", (code, area.first, middle), rows)
    later = Look(here + "BETWEEN %s AND %s", "first", (code, area.first, middle + 1, area.last), rows)
    return [earlier, later]


class Look(NamedTuple):
    """One look into the index: which rows, in which order, how many at most."""

    where: str
    order: str
    values: tuple[int, ...]
    most: int


def _ask(db: str, looks: Sequence[Look]) -> Iterator[list[tuple[int, bool, bool]]]:
    """The claim, `kept` and `sought` of the rows of each look. A report makes a hundred looks: many go in one query."""
    for bite in bites(looks, LOOKS):
        answers: list[list[tuple[int, bool, bool]]] = [[] for _ in bite]
        parts = [_select(number, look) for number, look in enumerate(bite)]
        with connections[db].cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), [v for look in bite for v in look.values])
            for number, claim, kept, sought in cursor.fetchall():
                answers[number].append((claim, kept, sought))
        yield from answers


def _select(number: int, look: Look) -> str:
    table, order = models.Block._meta.db_table, f" ORDER BY {look.order}" if look.order else ""
    return (
        f"SELECT * FROM (SELECT {number}, claim_id, kept, sought FROM {table}"  # noqa: S608 - all of it is our own
        f" WHERE {look.where}{order} LIMIT {look.most:d}) AS look{number}"
    )
