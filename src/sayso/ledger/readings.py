"""Readings into the ledger: the newest holds, the former stay. And the claims of the newest, with where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.ledger import models
from sayso.ledger.carry import carried, renamed
from sayso.ledger.codec import pack, unpack
from sayso.ledger.columns import column, searched
from sayso.ledger.pages import Placed, page_of
from sayso.ledger.rows import bites, holds
from sayso.ledger.shapes import Outcome, Stored, Told
from sayso.records import Claim, Page, Reading, Ref


def store(db: str, lap: int, placed: Placed, reading: Reading, domain: str) -> Stored:
    """Make a reading the present one of its article; the one before it is closed, not erased."""
    article, version = placed.article, placed.version
    former = models.Reading.objects.using(db).filter(article=article, lap_to__isnull=True).first()
    old = unpack(Reading, former.data) if former else None
    if old is None:
        new = renamed(reading, article.name, {})
    else:
        used = models.Claim.objects.using(db).filter(article=article).values_list("name", flat=True)
        new = carried(old, reading, used, version.number)
    outcome: Outcome = "new" if placed.new_article else "changed" if placed.new_version else "reread"
    if old is not None and outcome == "reread" and _same(old, new):
        return Stored(article.name, version.number, "unchanged", old)
    if former:
        models.Reading.objects.using(db).filter(pk=former.pk).update(lap_to=lap)
    row = _row(placed, new, domain, lap)
    row.save(using=db)
    added, altered, gone = _changes(old, new)
    _store_claims(db, lap, row, new, set(added), gone)
    doubtful = _doubtful(db, article.name, (*altered, *gone), old, new)
    return Stored(article.name, version.number, outcome, new, added, altered, gone, doubtful)


def _same(old: Reading, new: Reading) -> bool:
    def bare(reading: Reading) -> Reading:
        return replace(reading, article=replace(reading.article, taken_at=None))

    return bare(old) == bare(new)


def _row(placed: Placed, reading: Reading, domain: str, lap: int) -> models.Reading:
    article = reading.article
    return models.Reading(
        article=placed.article,
        version=placed.version,
        reader=reading.reader,
        domain=domain,
        title=_maybe(article.title),
        publisher=_maybe(article.publisher),
        published=article.published,
        claims=len(reading.claims),
        data=pack(reading),
        lap_from=lap,
    )


def _maybe(text: str | None) -> str | None:
    return None if text is None else column(text)


def _changes(old: Reading | None, new: Reading) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    before = {c.id: c for c in old.claims} if old else {}
    now = {c.id: c for c in new.claims}
    added = tuple(c for c in now if c not in before)
    altered = tuple(c for c in now if c in before and _bare(now[c]) != _bare(before[c]))
    return added, altered, tuple(c for c in before if c not in now)


def _bare(claim: Claim) -> Claim:
    return replace(claim, reader="", confidence=0.0)


def _store_claims(
    db: str, lap: int, row: models.Reading, reading: Reading, added: set[str], gone: tuple[str, ...]
) -> None:
    known = models.Claim.objects.using(db).filter(article=row.article)
    models.Claim.objects.using(db).bulk_create(
        [
            models.Claim(
                article=row.article,
                name=c.id,
                event=c.event,
                scope=c.scope,
                reading=row,
                lap=lap,
                said=searched(c.evidence.text),
            )
            for c in reading.claims
            if c.id in added
        ]
    )
    for claim in reading.claims:
        if claim.id not in added:
            said = searched(claim.evidence.text)
            known.filter(name=claim.id).update(event=claim.event, scope=claim.scope, reading=row, gone=None, said=said)
    for names in bites(gone):
        known.filter(name__in=names).update(gone=lap)


def _doubtful(db: str, article: str, names: Iterable[str], old: Reading | None, new: Reading) -> tuple[str, ...]:
    """The rulings on claims whose sentences are no longer what the ruling's author saw."""
    before = {c.id: c.evidence.text for c in old.claims} if old else {}
    now = {c.id: c.evidence.text for c in new.claims}
    moved = [n for n in names if before.get(n) != now.get(n)]
    rows = models.Ruled.objects.using(db).filter(article=article, claim__in=moved)
    return tuple(sorted(set(rows.values_list("ruling__name", flat=True))))


def present(db: str, article: str, lap: int | None = None) -> models.Reading | None:
    """The reading of an article that holds, or held at a lap."""
    rows = models.Reading.objects.using(db).filter(holds(lap), article__name=article)
    return rows.select_related("version", "article").first()  # type: ignore[no-any-return]


def told(db: str, refs: Iterable[Ref], lap: int | None = None) -> dict[Ref, Told]:
    """Claims with where they stand, by address; those that no reading had at that lap are left out."""
    wanted = set(refs)
    found: dict[Ref, Told] = {}
    for articles in bites(sorted({r.article for r in wanted})):
        struck = _struck(db, articles, lap)
        rows = models.Reading.objects.using(db).filter(holds(lap), article__name__in=articles)
        for row in rows.select_related("version"):
            found |= _told(row, wanted, struck)
    return found


def _struck(db: str, articles: list[str], lap: int | None) -> dict[Ref, str]:
    """The claims of some articles that a ruling strikes out, with the ruling's id."""
    rows = models.Claim.objects.using(db).filter(article__name__in=articles).exclude(struck="")
    struck = {Ref(a, c): ruling for a, c, ruling in rows.values_list("article__name", "name", "struck")}
    if lap is None or not struck:
        return struck
    made: set[str] = set()
    for names in bites(set(struck.values())):
        then = models.Ruling.objects.using(db).filter(name__in=names, lap__lte=lap)
        made |= set(then.values_list("name", flat=True))
    return {ref: ruling for ref, ruling in struck.items() if ruling in made}


def _told(row: models.Reading, wanted: set[Ref], struck: dict[Ref, str]) -> dict[Ref, Told]:
    reading = unpack(Reading, row.data)
    article = reading.article
    head = (article.title, article.publisher, article.published, article.url, row.version.number)
    refs = ((Ref(article.id, c.id), c) for c in reading.claims)
    return {ref: Told(claim, *head, struck.get(ref, "")) for ref, claim in refs if ref in wanted}


def page_to_reread(db: str, article: str) -> tuple[Page, models.Version, models.Reading] | None:
    """The latest page of an article as it came, its version and its present reading; None for an unknown article."""
    row = present(db, article)
    if row is None:
        return None
    return page_of(row.version), row.version, row


def mark_struck(db: str, struck: dict[int, str], among: Iterable[int]) -> None:
    """Mark the claims, by key, that rulings strike out, and unmark the others among some."""
    for keys in bites(among):
        models.Claim.objects.using(db).filter(id__in=keys).exclude(struck="").update(struck="")
    for ruling in sorted(set(struck.values())):
        for keys in bites([k for k, r in struck.items() if r == ruling]):
            models.Claim.objects.using(db).filter(id__in=keys).update(struck=ruling)


__all__ = ["mark_struck", "page_to_reread", "present", "store", "told"]
