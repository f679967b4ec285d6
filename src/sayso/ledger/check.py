"""Whether a ledger is in one piece: what it says twice agrees. No killed process or full disk may break this."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connections
from django.db.models import Count, Q

from sayso.ledger import models
from sayso.ledger.codec import unpack
from sayso.ledger.rows import claim_refs
from sayso.records import Incident, Total

SHOWN = 5


def faults(db: str) -> tuple[str, ...]:
    """Everything that doesn't agree, in words; nothing in a sound ledger."""
    return (*_file(db), *_readings(db), *_claims(db), *_kept(db))


def _file(db: str) -> Iterator[str]:
    if connections[db].vendor == "sqlite":
        with connections[db].cursor() as cursor:
            cursor.execute("PRAGMA quick_check")
            said = [row[0] for row in cursor.fetchall()]
        if said != ["ok"]:
            yield f"the file is damaged: {'; '.join(said[:SHOWN])}"


def _readings(db: str) -> Iterator[str]:
    now = Count("readings", filter=Q(readings__lap_to__isnull=True))
    for name in models.Article.objects.using(db).annotate(n=now).exclude(n=1).values_list("name", flat=True)[:SHOWN]:
        yield f"article {name} has not one present reading"
    bare = models.Version.objects.using(db).filter(reading__isnull=True)
    # An imported ledger has its former pages without their readings: those stayed where it was exported.
    bare = bare.exclude(lap__in=models.Lap.objects.using(db).filter(kind="import").values("pk"))
    for name in bare.values_list("article__name", flat=True)[:SHOWN]:
        yield f"a version of article {name} was never read"


def _claims(db: str) -> Iterator[str]:
    stale = models.Claim.objects.using(db).filter(gone__isnull=True, reading__lap_to__isnull=False)
    for key in stale.values_list("id", flat=True)[:SHOWN]:
        yield f"claim {key} is of a reading that no longer holds"
    held = Count("held", filter=Q(held__lap_to__isnull=True))
    claims = models.Claim.objects.using(db).annotate(n=held)
    wrong = claims.filter(Q(n__gt=1) | (Q(n__gt=0) & (Q(gone__isnull=False) | ~Q(struck=""))))
    for key in wrong.values_list("id", flat=True)[:SHOWN]:
        yield f"claim {key} is in an incident twice, or though it is gone or struck out"


def _kept(db: str) -> Iterator[str]:
    """Incidents and totals whose records name other claims than are held by them."""
    held: dict[str, set[int]] = {}
    rows = models.Held.objects.using(db).filter(lap_to__isnull=True).values_list("holder", "claim_id")
    for holder, claim in rows.iterator():
        held.setdefault(holder, set()).add(claim)
    for table, kind in _tables():
        for name, data in table.objects.using(db).filter(lap_to__isnull=True).values_list("name", "data").iterator():
            record: Incident | Total = unpack(kind, data)
            refs = {*record.claims, *getattr(record, "denials", ())}
            if refs != set(claim_refs(db, sorted(held.pop(name, set()))).values()):
                yield f"{name} names other claims than it holds"
    for name in sorted(held)[:SHOWN]:
        yield f"{name} holds claims, but is not there"


def _tables() -> tuple[tuple[Any, Any], ...]:
    return (models.Incident, Incident), (models.Total, Total)
