"""Reports, actors, places, sources, the timeline, the change log, rulings, the method."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from ninja import Query, Router

from sayso import __version__
from sayso.desk.actor import queries as actors_of
from sayso.desk.api import lists, shapes
from sayso.desk.api.answers import Json, get, listing, paged, rows, state
from sayso.desk.api.asking import ChangePaging, FilteredPaging, Filters, OfSource, Paging, asked_of
from sayso.desk.article.queries import article_sheet
from sayso.desk.asked import Asked, matching
from sayso.desk.changes import queries as changes_of
from sayso.desk.front.queries import listed
from sayso.desk.method import queries as method_of
from sayso.desk.remembered import remembered
from sayso.desk.setup import book
from sayso.desk.source import queries as sources_of
from sayso.desk.spots import Spot, spots
from sayso.desk.timeline.bars import timeline as timeline_of
from sayso.ledger import models
from sayso.ledger.codec import unpack
from sayso.records import Ruling
from sayso.vocab.actors import actor as known_actor
from sayso.vocab.actors import chain
from sayso.vocab.codes import acled_of, plover_of
from sayso.wire import article_json, claim_json
from sayso.wire_incidents import incident_json, ruling_json

router = Router(tags=["around them"])
HEAD = ("id", "title", "publisher", "published", "claims")


@get(router, "/ledger", lists.Ledger)
def ledger(request: HttpRequest) -> Json:
    """How much the ledger holds, and its last change."""
    now, counts = state(request), book().counts()
    found = rows([counts], "versions", "claims", "struck", "incidents", "totals", "rulings", "refusals")[0]
    return {"sayso": __version__, "lap": now.lap, "at": now.at, "reports": counts.articles} | found


@get(router, "/timeline", lists.Timeline)
def timeline(request: HttpRequest, asked: Query[Filters]) -> Json:
    """Incidents that fit the filters, over time."""
    found = timeline_of(matching(asked_of(request)))
    bars = [{"first": bar.first, "last": bar.last, "incidents": bar.count} for bar in found.drawn]
    return {"unit": found.unit, "bars": bars, "undated": found.undated, "undrawn": found.undrawn}


# ------------------------------------------------------------------------------------------------------------ reports


@get(router, "/reports", lists.Reports)
def reports(request: HttpRequest, asked: Query[OfSource]) -> Json:
    """Reports, the latest first; those of one outlet with `source`."""
    found = sources_of.present() if asked.source is None else sources_of.of_source(asked.source.replace("\0", " "))
    page = paged(request, found.count(), asked)
    return listing(request, page, rows(sources_of.reports(found, page), *HEAD))


@get(router, "/reports/{path:name}", lists.Report)
def report(request: HttpRequest, name: str) -> Json:
    """One report: its text, its claims with where they went, how it came, related reports."""
    sheet = article_sheet(name)
    article = sheet.reading.article
    return {
        "article": article_json(article),
        "sha256": article.sha256,
        "taken_at": article.taken_at,
        "reader": sheet.reading.reader,
        "claims": [
            claim_json(one.claim, acled_of(one.claim), plover_of(one.claim))
            | {"holder": one.holder or None, "struck": one.struck}
            for one in sheet.claims
        ],
        "versions": rows(sheet.versions, "number", "sha256", "size", "at"),
        "sharing": rows(sheet.sharing, *HEAD, "shared"),
        "like": rows(sheet.like, *HEAD, "shared"),
    }


# --------------------------------------------------------------------------------------------- actors, places, sources


@get(router, "/actors", lists.Actors)
def actors(request: HttpRequest, asked: Query[Paging]) -> Json:
    """Actors and targets that incidents name, those of most incidents first."""
    every = actors_of.all_actors()
    page = paged(request, len(every), asked)
    found = actors_of.named(page.of(every))
    results = [{"key": one.key, "name": one.name, "known": one.known, "incidents": one.count} for one in found]
    return listing(request, page, results)


@get(router, "/actors/{path:key}", lists.Actor)
def actor(request: HttpRequest, key: str, asked: Query[Paging]) -> Json:
    """One actor with the incidents that name it."""
    found = actors_of.of_actor(key)
    events = actors_of.by_event(found)
    if not events:
        raise Http404
    page = paged(request, sum(n for _event, n in events), asked)
    here = listed(found, page)
    known = known_actor(key)
    written = actors_of.as_written(key, here)
    return {
        "key": known.id if known else key.casefold(),
        "name": known.name if known else written.name if written else key,
        "kind": known.kind if known else written.kind if written else None,
        "part_of": [one for one in chain(known.id) if one != known.id] if known else [],
        "events": [{"event": event, "incidents": n} for event, n in events],
        "incidents": listing(request, page, map(incident_json, here)),
    }


@get(router, "/places", lists.Places)
def places(request: HttpRequest, asked: Query[FilteredPaging]) -> Json:
    """Places of the incidents that fit the filters, as the map draws them, and the incidents that have none."""
    found = asked_of(request)
    here, elsewhere = remembered("places", found, lambda: spots(matching(found)))
    page = paged(request, len(here), asked)
    rest = [{"country": one.country or None, "incidents": one.count} for one in elsewhere]
    return listing(request, page, map(_spot, page.of(here))) | {"elsewhere": rest}


@get(router, "/places/{key}", lists.Place)
def place(request: HttpRequest, key: str, asked: Query[Paging]) -> Json:
    """One place with its incidents."""
    lat, _comma, lon = key.partition(",")
    try:
        found = matching(Asked()).filter(lat=float(lat), lon=float(lon))
    except ValueError:
        raise Http404 from None
    here, _elsewhere = spots(found)
    if not here:
        raise Http404
    page = paged(request, sum(one.count for one in here), asked)
    return {
        "place": _spot(here[0]),
        "names": sorted({one.name for one in here}),
        "incidents": listing(request, page, map(incident_json, listed(found, page))),
    }


def _spot(spot: Spot) -> Json:
    keys = ("key", "name", "country", "lat", "lon", "shape", "radius_km", "box")
    return rows([spot], *keys)[0] | {"incidents": spot.count}


@get(router, "/sources", lists.Sources)
def sources(request: HttpRequest, asked: Query[Paging]) -> Json:
    """Outlets, those of most reports first."""
    every = sources_of.sources()
    page = paged(request, len(every), asked)
    return listing(request, page, rows(page.of(every), "name", "reports", "claims", "first", "last"))


# ------------------------------------------------------------------------------------------- changes, rulings, method


@get(router, "/changes", lists.Changes)
def changes(request: HttpRequest, asked: Query[ChangePaging]) -> Json:
    """The public change log: what was merged, corrected and withdrawn, by whom and why."""
    found = changes_of.laps(asked.all == "1")
    page = paged(request, found.count(), asked)
    return listing(request, page, map(_change, changes_of.changes(found, page)))


def _change(one: changes_of.Change) -> Json:
    altered = [{"id": a.id, "fate": a.fate, "what": list(a.what), "moved_to": a.forward} for a in one.altered]
    return {
        **rows([one], "lap", "at", "kind", "who", "more")[0],
        "reports": [{"id": name, "title": title} for name, title in one.reports],
        "rulings": [ruling_json(ruling) for ruling in one.rulings],
        "altered": altered,
    }


@get(router, "/rulings", lists.Rulings)
def rulings(request: HttpRequest, asked: Query[Paging]) -> Json:
    """What people ruled, the latest first, undone rulings too."""
    found = models.Ruling.objects.using(book().db).order_by("-at", "-id")
    page = paged(request, found.count(), asked)
    return listing(request, page, map(_ruling, page.of(found.values_list("data", flat=True))))


def _ruling(data: bytes) -> Json:
    return ruling_json(unpack(Ruling, data))


@get(router, "/rulings/{name}", shapes.RulingShape)
def ruling(request: HttpRequest, name: str) -> Json:
    """One ruling."""
    return ruling_json(book().ruling(name))


@get(router, "/method", lists.Method)
def method(request: HttpRequest) -> Json:
    """How claims are read, put together and graded, as the running program says it."""
    return {
        "events": rows(method_of.events(), "code", "means", "family"),
        "grades": [{"grade": grade, "rule": rule} for grade, rule in method_of.grade_rules()],
        "merging": rows(method_of.dials("merging"), "name", "value", "meaning", "changed"),
        "readers": rows(method_of.readers(), "name", "reports", "claims"),
    }
