"""Records of another ledger put back as they were: its reports under their ids, its links, what became of old ids."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from datetime import date

from sayso.ledger import models, readings
from sayso.ledger.codec import pack
from sayso.ledger.columns import indexed
from sayso.ledger.identity import url_key
from sayso.ledger.pages import Placed, bare
from sayso.ledger.rows import claim_keys
from sayso.ledger.shapes import Stored
from sayso.records import Incident, Link, Page, Reading

Kept = Sequence[tuple[int, Page, date | None]]


def report(db: str, lap: int, reading: Reading, version: int, domain: str, pages: Kept) -> Stored:
    """Put back a report with its pages (number, page, given date), and the reading of one of them as the present."""
    key = url_key(reading.article.url or pages[0][1].url)
    if key is not None and models.Article.objects.using(db).filter(url_key=key).exists():
        key = None
    article = models.Article(name=indexed(reading.article.id), url_key=key)
    article.save(using=db)
    rows = {}
    for number, page, asked in pages:
        if not models.Body.objects.using(db).filter(pk=page.sha256).exists():
            body = models.Body(sha256=page.sha256, size=len(page.body), data=zlib.compress(page.body, 6))
            body.save(using=db, force_insert=True)
        rows[number] = models.Version(
            article=article, number=number, body_id=page.sha256, page=pack(bare(page)), asked=asked, lap=lap
        )
        rows[number].save(using=db)
    return readings.store(db, lap, Placed(article, rows[version], True, True), reading, domain)


def links(db: str, lap: int, some: Sequence[Link]) -> None:
    """Put back links and near misses."""
    keys = claim_keys(db, {r for k in some for r in (k.a, k.b)})
    rows = []
    for link in some:
        if link.a in keys and link.b in keys:
            a, b = sorted((keys[link.a], keys[link.b]))
            rows.append(models.Tie(a_id=a, b_id=b, verdict=link.verdict, data=pack(link), lap_from=lap))
    models.Tie.objects.using(db).bulk_create(rows, batch_size=150)


def former_ids(db: str, lap: int, some: Iterable[Incident]) -> None:
    """Put back where the ids lead that incidents took in."""
    rows = [
        models.Tombstone(name=former, forward=incident.id, why="merged", lap_from=lap)
        for incident in some
        for former in incident.former_ids
    ]
    models.Tombstone.objects.using(db).bulk_create(rows, batch_size=200)
