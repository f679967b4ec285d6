"""The pages of actors."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sayso.desk.actor.queries import all_actors, as_written, by_event, named, of_actor
from sayso.desk.front.queries import listed
from sayso.desk.pages import pager
from sayso.desk.timeline.bars import timeline
from sayso.vocab.actors import actor as known_actor
from sayso.vocab.actors import chain


@require_safe
def actors(request: HttpRequest) -> HttpResponse:
    """All actors and targets that incidents name."""
    every = all_actors()
    page = pager(request, len(every))
    return render(request, "actor/actors.html", {"actors": named(page.of(every)), "pager": page})


@require_safe
def actor(request: HttpRequest, name: str) -> HttpResponse:
    """One actor with the incidents that name it."""
    rows = of_actor(name)
    events = by_event(rows)
    if not events:
        raise Http404
    page = pager(request, sum(n for _event, n in events))
    incidents = listed(rows, page)
    known = known_actor(name)
    here = as_written(name, incidents)
    context = {
        "name": known.name if known else here.name if here else name,
        "known": known,
        "chain": [a for i in chain(known.id) if i != known.id and (a := known_actor(i))] if known else [],
        "events": events,
        "count": page.count,
        "incidents": incidents,
        "pager": page,
        "timeline": timeline(rows),
        "only": urlencode({"actor": name}),
    }
    return render(request, "actor/actor.html", context)
