"""Everything that the page of a report shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.desk.article.text import Numbered, Paragraph, paragraphs, side_list
from sayso.desk.related.articles import Likeness, like, sharing
from sayso.desk.setup import book
from sayso.ledger import VersionEntry, look, models
from sayso.records import Incident, Reading, Total


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report: its reading, its text cut for the page, its claims, where they went, its versions, its relatives."""

    reading: Reading
    paragraphs: tuple[Paragraph, ...]
    claims: tuple[Numbered, ...]
    holders: Mapping[str, Incident | Total]
    versions: tuple[VersionEntry, ...]
    sharing: tuple[Likeness, ...]
    like: tuple[Likeness, ...]

    @property
    def furniture_length(self) -> int:
        """How many characters were set aside."""
        return sum(len(f.text) for f in self.reading.article.furniture)

    @property
    def held(self) -> list[Incident | Total]:
        """The incidents and totals that the report's claims are in, in the order of its text."""
        order = dict.fromkeys(c.holder for c in self.claims if c.holder)
        return [self.holders[h] for h in order if h in self.holders]


def article_sheet(name: str) -> Sheet:
    """The page of a report; raises NotInLedger."""
    ledger = book()
    reading = ledger.reading(name)
    db = ledger.db
    held = models.Held.objects.using(db).filter(claim__article__name=name, lap_to__isnull=True)
    holders = dict(held.values_list("claim__name", "holder"))
    rows = models.Claim.objects.using(db).filter(article__name=name).exclude(struck="")
    struck = dict(rows.values_list("name", "struck"))
    ids = set(holders.values())
    kept: dict[str, Incident | Total] = {i.id: i for i in look.by_names(db, sorted(ids))}
    kept |= {t.id: t for t in look.totals_by_names(db, sorted(ids - set(kept)))}
    near = sharing(name, sorted(ids))
    return Sheet(
        reading=reading,
        paragraphs=tuple(paragraphs(reading)),
        claims=tuple(side_list(reading, holders, struck)),
        holders=kept,
        versions=ledger.versions(name),
        sharing=tuple(near),
        like=tuple(like(name, {n.id for n in near})),
    )
