"""What the queue shows: incidents by how much they need eyes, and what waits for another person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from sayso.desk.pages import Pager
from sayso.desk.review.models import WAITING, Act, Eye, Look
from sayso.desk.setup import book
from sayso.ledger import look
from sayso.records import Incident, Ref

REASONS = {
    "contested": _("accounts contradict each other"),
    "weak": _("deaths, weakly founded"),
    "near": _("almost linked with another"),
    "unsure": _("doubtful reading"),
    "changed": _("changed since you looked"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One incident of the queue, with its reasons in words."""

    one: Incident
    reasons: tuple[tuple[str, str], ...]


def queue(user: Any, why: str) -> QuerySet[Any]:
    """The incidents that need eyes, the neediest first; `why`: for one reason only."""
    if why == "changed":
        return changed(user)
    rows = Eye.objects.exclude(reasons="").order_by("-score", "name")
    return rows.filter(reasons__contains=f",{why},") if why in REASONS else rows


def changed(user: Any) -> QuerySet[Any]:
    """The incidents that somebody has looked at and that have changed since."""
    seen = Look.objects.filter(user=user, name=OuterRef("name")).values("lap")[:1]
    rows = Eye.objects.annotate(seen=Subquery(seen)).filter(seen__isnull=False, lap__gt=F("seen"))
    return rows.order_by("-score", "name")


def rows_of(user: Any, page: Pager, found: QuerySet[Any]) -> list[Row]:
    """One page of the queue."""
    eyes = list(page.of(found))
    names = [e.name for e in eyes]
    ones = {i.id: i for i in look.by_names(book().db, names)}
    new = set(changed(user).filter(name__in=names).values_list("name", flat=True))
    made = []
    for eye in eyes:
        codes = [c for c in eye.reasons.split(",") if c in REASONS] + ["changed"] * (eye.name in new)
        if eye.name in ones:
            made.append(Row(ones[eye.name], tuple((c, str(REASONS[c])) for c in codes)))
    return made


def tabs(user: Any) -> list[tuple[str, str, int]]:
    """The reasons, each in words and with how many incidents it has."""
    return [(why, str(said), queue(user, why).count()) for why, said in REASONS.items()]


def waiting() -> QuerySet[Any]:
    """What waits for another person, contradictions first, then the longest waiting."""
    rows = Act.objects.filter(state=WAITING).prefetch_related("named")
    return rows.order_by(F("against").desc(), "at", "pk")


def waiting_on(refs: Iterable[Ref]) -> list[Act]:
    """What waits that names any of some claims."""
    wanted = set(refs)
    rows = Act.objects.filter(state=WAITING, named__article__in={r.article for r in wanted}).distinct()
    found = rows.prefetch_related("named").order_by("at", "pk")
    return [a for a in found if wanted & {*a.claims, *a.others}]
