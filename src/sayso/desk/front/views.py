"""The front page: what is asked for, on the map, over time, and as a list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from sayso.desk.asked import Asked
from sayso.desk.front.queries import Overview, latest, overview
from sayso.desk.pages import Pager, pager
from sayso.desk.remembered import remembered
from sayso.desk.words import EVENTS, GRADES, STATUSES

SPOTS = 12  # places beside the map; the page of places has them all


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The incidents of the ledger that fit the address's filters."""
    asked = Asked.of(request.GET)
    over = overview(asked)
    page = pager(request, over.incidents)
    context = {
        "asked": asked,
        "over": over,
        "pager": page,
        "listing": remembered("listing", (asked, page), lambda: _listing(asked, page)),
        "bars": remembered("bars", request.GET.urlencode(), lambda: _bars(request, over)),
        "spots": over.spots[:SPOTS],
        "query": request.GET.urlencode(),
        "choices": {"event": EVENTS, "grade": GRADES, "status": STATUSES},
    }
    return render(request, "front/front.html", context)


def _listing(asked: Asked, page: Pager) -> str:
    """The list as HTML, the same for everybody."""
    return render_to_string("incident/list.html", {"incidents": latest(asked, page)})


def _bars(request: HttpRequest, over: Overview) -> str:
    """The timeline as HTML: its links hang on the address."""
    context = {"timeline": over.timeline, "query": request.GET.urlencode()}
    return render_to_string("timeline/timeline.html", context, request)
