"""Rulings: added, never changed; found by the claims that they name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.errors import UsageError
from sayso.ledger import models
from sayso.ledger.codec import pack, unpack
from sayso.ledger.columns import column
from sayso.ledger.rows import bites
from sayso.records import Ref, Ruling


def add(db: str, lap: int, ruling: Ruling) -> None:
    """Add a ruling; raises UsageError where its id is taken or it undoes one that isn't there."""
    rows = models.Ruling.objects.using(db)
    if rows.filter(name=ruling.id).exists():
        raise UsageError(f"there is a ruling {ruling.id} already; rulings are only added to, never changed")
    if ruling.kind == "undo" and not rows.filter(name=ruling.value).exists():
        raise UsageError(f"there is no ruling {ruling.value} to undo; sayso rulings lists them")
    row = models.Ruling(
        name=ruling.id,
        kind=ruling.kind,
        who=column(ruling.who),
        at=ruling.at,
        why=column(ruling.why),
        undoes=ruling.value if ruling.kind == "undo" else None,
        data=pack(ruling),
        lap=lap,
    )
    row.save(using=db, force_insert=True)
    named = [models.Ruled(ruling=row, article=r.article, claim=r.claim) for r in (*ruling.claims, *ruling.others)]
    models.Ruled.objects.using(db).bulk_create(named, batch_size=200)


def every(db: str, lap: int | None = None) -> tuple[Ruling, ...]:
    """All rulings, or those that were made by a lap, earliest first."""
    rows = models.Ruling.objects.using(db).order_by("lap", "id")
    rows = rows if lap is None else rows.filter(lap__lte=lap)
    return tuple(unpack(Ruling, data) for data in rows.values_list("data", flat=True))


def one(db: str, name: str) -> Ruling | None:
    """The ruling of an id."""
    data = models.Ruling.objects.using(db).filter(name=name).values_list("data", flat=True).first()
    return None if data is None else unpack(Ruling, data)


def on(db: str, refs: Iterable[Ref]) -> tuple[Ruling, ...]:
    """The rulings that name any of some claims, and those that undo them, and those that undo these."""
    wanted = set(refs)
    keys: set[int] = set()
    for articles in bites(sorted({r.article for r in wanted})):
        rows = models.Ruled.objects.using(db).filter(article__in=articles)
        keys |= {key for key, a, c in rows.values_list("ruling_id", "article", "claim") if Ref(a, c) in wanted}
    return _with_undoing(db, sorted(keys))


def _with_undoing(db: str, keys: Sequence[int]) -> tuple[Ruling, ...]:
    found: dict[str, Ruling] = {}
    for bite in bites(keys):
        rows = models.Ruling.objects.using(db).filter(id__in=bite).values_list("name", "data")
        found |= {name: unpack(Ruling, data) for name, data in rows}
    last = list(found)
    while last:
        new: dict[str, Ruling] = {}
        for names in bites(last):
            rows = models.Ruling.objects.using(db).filter(undoes__in=names).values_list("name", "data")
            new |= {name: unpack(Ruling, data) for name, data in rows if name not in found}
        found |= new
        last = list(new)
    return tuple(sorted(found.values(), key=lambda r: (r.at, r.id)))
