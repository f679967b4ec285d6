"""Pages into the ledger: the same page is one article, a changed one a new version. And out again, as they came."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from datetime import date

from sayso.errors import LedgerError
from sayso.ledger import models
from sayso.ledger.codec import pack, unpack
from sayso.ledger.columns import indexed
from sayso.ledger.identity import url_key
from sayso.records import Page


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a page belongs: its article and version rows, and whether each is new."""

    article: models.Article
    version: models.Version
    new_article: bool
    new_version: bool


def seen(db: str, sha256: str) -> models.Version | None:
    """The version that has these very bytes, the latest where several do."""
    rows = models.Version.objects.using(db).filter(body_id=sha256).select_related("article")
    return rows.order_by("-id").first()  # type: ignore[no-any-return]


def place(db: str, lap: int, page: Page, url: str | None, asked: date | None) -> Placed:
    """Put a page where it belongs. `url` is its address as far as known, `asked` the date that was given for it."""
    found = seen(db, page.sha256)
    if found is not None:
        if asked is not None and found.asked != asked:
            found.asked = asked
            found.save(update_fields=["asked"])
        return Placed(found.article, found, False, False)
    article = _article(db, page, url_key(url))
    new_article = article.pk is None
    if new_article:
        article.save(using=db)
    _keep_body(db, page)
    version = models.Version(
        article=article,
        number=1 if new_article else models.Version.objects.using(db).filter(article=article).count() + 1,
        body_id=page.sha256,
        page=pack(bare(page)),
        asked=asked,
        lap=lap,
    )
    version.save(using=db)
    return Placed(article, version, new_article, True)


def _article(db: str, page: Page, key: str | None) -> models.Article:
    """The report that a page is of, one that isn't saved yet where there is none."""
    rows = models.Article.objects.using(db)
    name = indexed(page.id)
    if key is not None and (found := rows.filter(url_key=key).first()):
        return found  # type: ignore[no-any-return]
    found = rows.filter(name=name).first()
    if found is None:
        return models.Article(name=name, url_key=key)
    if page.media == "clean" and (key is None or found.url_key is None):
        return found  # type: ignore[no-any-return]
    # Another report under an id that is taken (two sets of texts, each numbered from 1).
    return models.Article(name=indexed(f"{page.id}~{page.sha256[:8]}"), url_key=key)


def _keep_body(db: str, page: Page) -> None:
    if not models.Body.objects.using(db).filter(pk=page.sha256).exists():
        body = models.Body(sha256=page.sha256, size=len(page.body), data=zlib.compress(page.body, 6))
        body.save(using=db, force_insert=True)


def _decoded(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def bare(page: Page) -> Page:
    """The page without its bytes, and without its text where that is the bytes decoded."""
    text = "" if _decoded(page.body, page.encoding) == page.text else page.text
    return replace(page, body=b"", text=text)


def page_of(version: models.Version) -> Page:
    """The page as it came; raises LedgerError where its bytes are not those that were added."""
    from hashlib import sha256

    kept = unpack(Page, version.page)
    body = zlib.decompress(version.body.data)
    if body and sha256(body).hexdigest() != version.body_id:
        raise LedgerError(f"the bytes of {kept.address} are not those that were added; restore the ledger's file")
    return replace(kept, body=body, text=kept.text or _decoded(body, kept.encoding) or "")
