"""The workplace of one claim: its report with its words marked, its fields, its incident, what people ruled on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from sayso.desk.article.text import Paragraph, paragraphs
from sayso.desk.deeds.undo import standing
from sayso.desk.remembered import last_lap
from sayso.desk.review.fields import FieldRow, field_rows
from sayso.desk.review.models import Act, Look
from sayso.desk.review.queries import waiting_on
from sayso.desk.setup import book
from sayso.errors import NotInLedger
from sayso.ledger import Entry, Told, look, models
from sayso.records import Article, Incident, Link, Ref, Ruling, Total

MOST_NEAR = 6
MOST_SIBLINGS = 60
MOST_NEWS = 12


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another claim of the same incident, with its number there."""

    number: int
    ref: Ref
    told: Told
    here: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """A claim that was almost linked with this one's incident."""

    link: Link
    other: Ref
    told: Told


@dataclass(frozen=True, slots=True)
class Work:
    """Everything on a claim's workplace."""

    ref: Ref
    told: Told
    article: Article
    paragraphs: tuple[Paragraph, ...]
    fields: tuple[FieldRow, ...]
    holder: Incident | Total | None
    siblings: tuple[Sibling, ...]
    near: tuple[Near, ...]
    rulings: tuple[tuple[Ruling, bool], ...]
    waiting: tuple[Act, ...]
    news: tuple[Entry, ...]

    @property
    def at(self) -> str:
        """The claim's address, as forms and links carry it."""
        return address(self.ref)

    @property
    def number(self) -> int:
        """Which of its incident's claims this is; 0 where it is in none."""
        return next((s.number for s in self.siblings if s.here), 0)

    @property
    def after(self) -> Ref | None:
        """The next claim of the incident; None after the last."""
        return next((s.ref for s in self.siblings if s.number == self.number + 1), None) if self.number else None

    @property
    def before(self) -> Ref | None:
        """The claim before it in the incident; None before the first."""
        return next((s.ref for s in self.siblings if s.number == self.number - 1), None) if self.number else None

    @property
    def is_incident(self) -> bool:
        """Whether the claim is in an incident, which alone has a grade."""
        return isinstance(self.holder, Incident)


def address(ref: Ref) -> str:
    """A claim's address in one word.

    >>> address(Ref("report-1", "c2"))
    'report-1#c2'
    """
    return f"{ref.article}#{ref.claim}"


def ref_of(text: str) -> Ref:
    """The claim of an address; raises NotInLedger where it is none."""
    article, mark, claim = text.rpartition("#")
    if not mark or not article or not claim or len(text) > 2000 or "\0" in text:
        raise NotInLedger(_("There is no such claim."))
    return Ref(article, claim)


def workplace(user: Any, ref: Ref) -> Work:
    """The workplace of a claim, for somebody; raises NotInLedger."""
    ledger = book()
    told = ledger.told([ref]).get(ref)
    if told is None:
        raise NotInLedger(_("No present reading has this claim."))
    reading = ledger.reading(ref.article)
    holder = holder_of(ref)
    rulings = ledger.rulings_on([ref])
    holding = standing(rulings)
    return Work(
        ref=ref,
        told=told,
        article=reading.article,
        paragraphs=tuple(paragraphs(replace(reading, claims=(told.claim,)))),
        fields=tuple(field_rows(told.claim, rulings)),
        holder=holder,
        siblings=_siblings(holder, ref),
        near=_near(holder, ref),
        rulings=tuple((r, r.id in holding) for r in rulings),
        waiting=tuple(waiting_on([ref, *(holder.claims if isinstance(holder, Incident) else ())])),
        news=_news(user, holder),
    )


def holder_of(ref: Ref) -> Incident | Total | None:
    """The incident or total that a claim is in now."""
    db = book().db
    rows = models.Held.objects.using(db).filter(lap_to__isnull=True, claim__article__name=ref.article)
    name = rows.filter(claim__name=ref.claim).values_list("holder", flat=True).first()
    if not name:
        return None
    found = look.by_names(db, [name]) or look.totals_by_names(db, [name])
    return found[0] if found else None


def ordered(holder: Incident | Total) -> list[tuple[Ref, Told]]:
    """The claims of an incident or total as its page numbers them: by day of the report, then place in its text."""
    refs = (*holder.claims, *getattr(holder, "denials", ()))
    told: Mapping[Ref, Told] = book().told(refs)
    there = [(r, told[r]) for r in refs if r in told]
    there.sort(key=lambda p: (p[1].published is None, p[1].published, p[0].article, p[1].claim.evidence.start))
    return there


def _siblings(holder: Incident | Total | None, ref: Ref) -> tuple[Sibling, ...]:
    if holder is None:
        return ()
    made = [Sibling(n, r, t, r == ref) for n, (r, t) in enumerate(ordered(holder), 1)]
    here = next((s.number for s in made if s.here), 1)
    first = max(0, min(here - MOST_SIBLINGS // 2, len(made) - MOST_SIBLINGS))
    return tuple(made[first : first + MOST_SIBLINGS])


def _near(holder: Incident | Total | None, ref: Ref) -> tuple[Near, ...]:
    """What was almost linked with the claim itself first, then with its incident."""
    mine = {ref, *(holder.claims[:MOST_SIBLINGS] if isinstance(holder, Incident) else ())}
    links = [k for k in book().near_misses(mine) if k.verdict == "near-miss" and not (k.a in mine and k.b in mine)]
    links.sort(key=lambda k: (ref not in (k.a, k.b), -k.score))
    others = {k: k.b if k.a in mine else k.a for k in links[:MOST_NEAR]}
    told = book().told(others.values())
    return tuple(Near(k, other, told[other]) for k, other in others.items() if other in told)


def _news(user: Any, holder: Incident | Total | None) -> tuple[Entry, ...]:
    """What became of the incident since somebody last looked."""
    if not isinstance(holder, Incident):
        return ()
    seen = Look.objects.filter(user=user, name=holder.id).values_list("lap", flat=True).first()
    since = models.Incident.objects.using(book().db).filter(name=holder.id, lap_from__gt=seen or 0)
    if seen is None or not since.exists():
        return ()
    return tuple(e for e in book().history(holder.id) if e.lap > seen)[-MOST_NEWS:]


def looked(user: Any, work: Work) -> None:
    """Note that somebody has seen an incident as it is now."""
    if isinstance(work.holder, Incident):
        Look.objects.update_or_create(user=user, name=work.holder.id, defaults={"lap": last_lap()})
