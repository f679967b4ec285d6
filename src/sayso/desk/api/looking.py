"""Incidents and totals: lists, one with what it rests on, its claims, its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from sayso.desk.api import lists
from sayso.desk.api.answers import Json, get, listing, moved, paged
from sayso.desk.api.asking import FilteredPaging, Paging, asked_of
from sayso.desk.api.door import fault
from sayso.desk.asked import matching
from sayso.desk.front.queries import latest
from sayso.desk.incident.queries import Whole, whole
from sayso.desk.remembered import remembered
from sayso.desk.setup import book
from sayso.desk.totals.queries import count as count_totals
from sayso.desk.totals.queries import totals_page
from sayso.errors import NotInLedger
from sayso.ledger import Told, look
from sayso.records import Incident, Ref, Total
from sayso.vocab.codes import acled_of, plover_of
from sayso.wire import claim_json
from sayso.wire_incidents import incident_json, link_json, ruling_json, total_json

router = Router(tags=["incidents"])
HOME = "/api/v1"


def told_json(told: Told) -> Json:
    """A claim with the head of its report."""
    claim = told.claim
    return claim_json(claim, acled_of(claim), plover_of(claim)) | {
        "article": claim.article,
        "title": told.title,
        "publisher": told.publisher,
        "published": told.published,
        "url": told.url,
        "version": told.version,
        "struck": told.struck,
    }


@get(router, "/incidents", lists.Incidents)
def incidents(request: HttpRequest, asked: Query[FilteredPaging]) -> Json:
    """Incidents that fit the filters, the latest day first."""
    found = asked_of(request)
    page = paged(request, remembered("count", found, matching(found).count), asked)
    return listing(request, page, map(incident_json, latest(found, page)))


@get(router, "/incidents/{name}", lists.Whole, moves=True)
def incident(request: HttpRequest, name: str) -> Json | HttpResponse:
    """One incident with everything that it rests on.

    An id that was merged into another, or that is a total's, leads there (301); one that was withdrawn answers 410.
    """
    found = _found(name, "incidents")
    if isinstance(found, HttpResponse):
        return found
    return _rests_on(found) | {
        "incident": incident_json(found.one),  # type: ignore[arg-type] # `_found` sends totals elsewhere
        "struck": _many(found.struck),
        "near_misses": [link_json(one) for one in found.near],
        "related": [one.id for one in found.related],
    }


@get(router, "/totals", lists.Totals)
def totals(request: HttpRequest, asked: Query[Paging]) -> Json:
    """Totals, the latest window first, each with the incidents inside it."""
    page = paged(request, count_totals(), asked)
    return listing(request, page, map(total_json, totals_page(page)))


@get(router, "/totals/{name}", lists.WholeTotal, moves=True)
def total(request: HttpRequest, name: str) -> Json | HttpResponse:
    """One total with everything that it rests on.

    Ids that stand for nothing any more are answered as those of incidents are.
    """
    found = _found(name, "totals")
    if isinstance(found, HttpResponse):
        return found
    return _rests_on(found) | {"total": total_json(found.one)}  # type: ignore[arg-type] # see above


def _rests_on(found: Whole) -> Json:
    return {
        "claims": _many(found.told),
        "left_out": found.left_out,
        "links": [link_json(one) for one in found.links],
        "rulings": [ruling_json(one) for one in found.rulings],
        "changes": found.changes,
    }


def _many(told: Mapping[Ref, Told]) -> list[Json]:
    return [told_json(one) for one in told.values()]


@get(router, "/incidents/{name}/claims", lists.Claims, moves=True)
def incident_claims(request: HttpRequest, name: str, asked: Query[Paging]) -> Json | HttpResponse:
    """All claims of an incident or total: those that assert it, then those that deny it."""
    found = _kept(name, "/claims")
    if isinstance(found, HttpResponse):
        return found
    refs = (*found.claims, *getattr(found, "denials", ()))
    page = paged(request, len(refs), asked)
    here = page.of(refs)
    told = book().told(here)
    return listing(request, page, _in_order(here, told))


def _in_order(refs: Iterable[Ref], told: Mapping[Ref, Told]) -> Iterable[Json]:
    return (told_json(told[ref]) for ref in refs if ref in told)


@get(router, "/incidents/{name}/history", lists.History)
def incident_history(request: HttpRequest, name: str, asked: Query[Paging]) -> Json | HttpResponse:
    """What became of an incident or total, the latest first; of an id that stands for nothing any more, too."""
    _whole_name(name)
    found = tuple(reversed(book().history(name)))
    page = paged(request, len(found), asked)
    return listing(request, page, map(_entry, page.of(found)))


def _entry(entry: Any) -> Json:
    return {"lap": entry.lap, "at": entry.at, "kind": entry.kind, "who": entry.who, "what": list(entry.what)}


# ------------------------------------------------------------------------------------------------- ids that lead on


def address_of(one: Incident | Total) -> str:
    """Where an incident or total is."""
    return f"{HOME}/{'totals' if isinstance(one, Total) else 'incidents'}/{one.id}"


def _whole_name(name: str) -> None:
    """Only whole ids are taken: a beginning that fits one today may fit two tomorrow. Raises NotInLedger."""
    if not look.is_kept_name(name) or look.whole_name(book().db, name) != name:
        raise NotInLedger(f"there is no incident or total {name} in the ledger")


def _kept(name: str, rest: str = "") -> Incident | Total | HttpResponse:
    """The incident or total of an id, or where it went (301), or that it is withdrawn (410)."""
    _whole_name(name)
    stone = book().tomb(name)
    if stone is None:
        return book().find(name)
    if look.forwarded(book().db, name) == name:
        return fault(410, f"{name} was withdrawn on {stone.at:%Y-%m-%d}; {HOME}/incidents/{name}/history says why")
    try:
        now = book().find(name)
    except NotInLedger:  # merged into one that was withdrawn later
        return fault(410, f"{name} was merged into {stone.forward}, which was withdrawn")
    address = f"{HOME}/incidents/{now.id}{rest}" if rest else address_of(now)
    return moved(address, name, now.id, stone.why, stone.at)


def _found(name: str, where: str) -> Whole | HttpResponse:
    kept = _kept(name)
    if isinstance(kept, HttpResponse):
        return kept
    if f"/{where}/" not in address_of(kept):
        return moved(address_of(kept), name, kept.id, "a total" if where == "incidents" else "an incident", None)
    return whole(name)
