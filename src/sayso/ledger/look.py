"""Looking things up: incidents, totals, articles, refusals, tombstones; as they are now, or as they were at a lap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery

from sayso.errors import NotInLedger
from sayso.ledger import models
from sayso.ledger.codec import unpack
from sayso.ledger.rows import bites, holds
from sayso.ledger.shapes import ArticleEntry, Counts, Filter, RefusalEntry, Tomb, VersionEntry
from sayso.records import Incident, Link, Page, Ref, Total

SHORTEST = 4  # letters of an id that are enough, where they fit one id only


def asked_for(asked: Filter) -> Q:
    """The rows that a filter asks for, whatever their grade."""
    q = Q()
    if asked.event:
        q &= Q(event=asked.event)
    if asked.country:
        q &= Q(country=asked.country.upper())
    if asked.place:
        q &= Q(place__contains=asked.place.casefold())
    if asked.actor:
        q &= Q(actors__contains=asked.actor.casefold())
    if asked.first or asked.last:
        q &= Q(start__isnull=False) | Q(end__isnull=False)
    if asked.first:
        q &= Q(end__isnull=True) | Q(end__gte=asked.first)
    if asked.last:
        q &= Q(start__isnull=True) | Q(start__lte=asked.last)
    return q


def incidents(
    db: str, asked: Filter, lap: int | None, limit: int | None = None, offset: int = 0
) -> tuple[Incident, ...]:
    """The incidents that a filter asks for, by first day, then id; undated ones last."""
    q = asked_for(asked) & (Q(grade=asked.grade) if asked.grade else Q())
    return _records(models.Incident, Incident, db, q, lap, limit, offset)


def totals(db: str, asked: Filter, lap: int | None, limit: int | None = None, offset: int = 0) -> tuple[Total, ...]:
    """The totals that a filter asks for, in the same order, without what the incidents account for."""
    return _records(models.Total, Total, db, asked_for(asked), lap, limit, offset)


def _records(table: Any, kind: Any, db: str, q: Q, lap: int | None, limit: int | None, offset: int) -> tuple[Any, ...]:
    rows = table.objects.using(db).filter(holds(lap) & q).order_by(F("start").asc(nulls_last=True), "name")
    end = None if limit is None else offset + limit
    return tuple(unpack(kind, data) for data in rows.values_list("data", flat=True)[offset:end])


def count(db: str, asked: Filter, lap: int | None) -> int:
    """How many incidents a filter asks for."""
    q = asked_for(asked) & (Q(grade=asked.grade) if asked.grade else Q())
    return int(models.Incident.objects.using(db).filter(holds(lap) & q).count())


def by_names(db: str, names: Iterable[str], lap: int | None = None) -> tuple[Incident, ...]:
    """The incidents of some ids that hold."""
    found: list[Incident] = []
    for bite in bites(names):
        rows = models.Incident.objects.using(db).filter(holds(lap), name__in=bite)
        found += [unpack(Incident, data) for data in rows.values_list("data", flat=True)]
    return tuple(found)


def totals_by_names(db: str, names: Iterable[str], lap: int | None = None) -> tuple[Total, ...]:
    """The totals of some ids that hold."""
    found: list[Total] = []
    for bite in bites(names):
        rows = models.Total.objects.using(db).filter(holds(lap), name__in=bite)
        found += [unpack(Total, data) for data in rows.values_list("data", flat=True)]
    return tuple(found)


def whole_name(db: str, given: str) -> str:
    """An incident's or total's id from its first letters; raises NotInLedger where none, or more than one, fits."""
    for table in (models.Incident, models.Total):
        if table.objects.using(db).filter(name=given).exists():
            return given
    if len(given) >= SHORTEST:
        fits: set[str] = set()
        for table in (models.Incident, models.Total):
            rows = table.objects.using(db).filter(name__startswith=given)
            fits |= set(rows.values_list("name", flat=True).distinct()[:3])
        if len(fits) == 1:
            return fits.pop()
        if fits:
            raise NotInLedger(
                f"{given} is the beginning of several ids: {', '.join(sorted(fits)[:2])}, …; write more of it"
            )
    raise NotInLedger(f"there is no incident or total {given} in the ledger; sayso incidents lists them")


def is_kept_name(name: str) -> bool:
    """Whether a name looks like an incident's or a total's id rather than a claim's."""
    return name[:2] in ("i-", "t-") and "#" not in name


def claim_named(db: str, given: str) -> Ref:
    """The claim of a name (`ARTICLE#CLAIM`, its id, its first letters); raises NotInLedger where none or many fit."""
    article, mark, claim = given.rpartition("#")
    rows = models.Claim.objects.using(db)
    rows = rows.filter(article__name=article, name=claim) if mark else rows.filter(name=given)
    if not mark and not rows.exists() and len(given) >= SHORTEST:
        rows = models.Claim.objects.using(db).filter(name__startswith=given)
    fits = [Ref(a, c) for a, c in rows.values_list("article__name", "name")[:3]]
    if len(fits) == 1:
        return fits[0]
    if fits:
        shown = ", ".join(f"{r.article}#{r.claim}" for r in fits[:2])
        raise NotInLedger(f"{given} fits several claims: {shown}, …; write ARTICLE#CLAIM")
    raise NotInLedger(f"there is no claim {given} in the ledger; sayso show lists an incident's claims")


def tomb(db: str, name: str, lap: int | None = None) -> Tomb | None:
    """What became of an id that is no more; None for one that lives."""
    row = models.Tombstone.objects.using(db).filter(holds(lap), name=name).order_by("-id").first()
    if row is None:
        return None
    return Tomb(name, row.forward, row.why, models.Lap.objects.using(db).get(pk=row.lap_from).at)


def forwarded(db: str, name: str, lap: int | None = None) -> str:
    """The id that stands for a former one now, or itself."""
    passed = {name}
    while (stone := tomb(db, name, lap)) and stone.forward and stone.forward not in passed:
        name = stone.forward
        passed.add(name)
    return name


def links(db: str, refs: Iterable[Ref], lap: int | None, near: bool = False) -> tuple[Link, ...]:
    """The links that hold between some claims; or the near misses that touch any of them, closest first."""
    from sayso.ledger.rows import claim_keys

    keys = set(claim_keys(db, refs).values())
    found: dict[int, tuple[bool, Link]] = {}
    for bite in bites(sorted(keys)):
        rows = models.Tie.objects.using(db).filter(holds(lap), Q(a_id__in=bite) | Q(b_id__in=bite))
        for key, a, b, data in rows.values_list("id", "a_id", "b_id", "data"):
            found[key] = (a in keys and b in keys, unpack(Link, data))
    if near:
        missed = (k for _, k in found.values() if k.verdict in ("near-miss", "ruled-apart"))
        return tuple(sorted(missed, key=lambda k: (-k.score, k.a, k.b)))
    held = (k for within, k in found.values() if within and k.verdict in ("linked", "ruled-together"))
    return tuple(sorted(held, key=lambda k: (k.a, k.b)))


def struck(db: str, names: Iterable[str], lap: int | None = None) -> tuple[Ref, ...]:
    """The claims that some incidents held until a ruling struck them out."""
    rows = models.Held.objects.using(db).filter(holder__in=list(names), lap_to__isnull=False).exclude(claim__struck="")
    rows = rows if lap is None else rows.filter(lap_to__lte=lap)
    return tuple(sorted({Ref(a, c) for a, c in rows.values_list("claim__article__name", "claim__name")}))


def articles(db: str, lap: int | None = None, limit: int | None = None, offset: int = 0) -> tuple[ArticleEntry, ...]:
    """The reports, latest added first."""
    states = models.Version.objects.using(db).filter(article=OuterRef("article_id")).values("article")
    rows = models.Reading.objects.using(db).filter(holds(lap)).select_related("article", "version")
    rows = rows.annotate(versions=Subquery(states.annotate(n=Count("id")).values("n"))).order_by("-article_id")
    found = rows.defer("data", "notes")[offset : None if limit is None else offset + limit]
    return tuple(
        ArticleEntry(
            r.article.name,
            r.title,
            r.publisher,
            r.published,
            unpack(Page, r.version.page).url or r.article.url_key,
            r.reader,
            r.claims,
            r.versions,
        )
        for r in found
    )


def versions(db: str, article: str) -> tuple[VersionEntry, ...]:
    """The states of a report's page, earliest first."""
    rows = models.Version.objects.using(db).filter(article__name=article).select_related("body").order_by("number")
    laps = dict(models.Lap.objects.using(db).filter(pk__in=[r.lap for r in rows]).values_list("pk", "at"))
    return tuple(
        VersionEntry(r.number, r.body_id, r.body.size, unpack(Page, r.page).address, laps[r.lap])
        for r in rows.defer("body__data")
    )


def refusals(db: str, limit: int | None = None) -> tuple[RefusalEntry, ...]:
    """The inputs that could not be read, latest first."""
    rows = list(models.Refused.objects.using(db).order_by("-id")[:limit])
    laps: dict[int, Any] = {}
    for bite in bites(sorted({r.lap for r in rows})):
        laps |= dict(models.Lap.objects.using(db).filter(pk__in=bite).values_list("pk", "at"))
    return tuple(RefusalEntry(r.stage, r.code, r.source, r.why, r.hint, laps[r.lap]) for r in rows)


def counts(db: str) -> Counts:
    """How much the ledger holds now."""
    now = Q(lap_to__isnull=True)
    claims = models.Claim.objects.using(db).filter(gone__isnull=True)
    return Counts(
        articles=models.Article.objects.using(db).count(),
        versions=models.Version.objects.using(db).count(),
        claims=claims.count(),
        struck=claims.exclude(struck="").count(),
        incidents=models.Incident.objects.using(db).filter(now).count(),
        totals=models.Total.objects.using(db).filter(now).count(),
        rulings=models.Ruling.objects.using(db).count(),
        refusals=models.Refused.objects.using(db).count(),
    )
