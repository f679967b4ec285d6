"""The front page: what is asked for, on the map, over time, and as a list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sayso.desk.asked import Asked
from sayso.desk.front.queries import latest, overview
from sayso.desk.pages import pager
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
        "incidents": latest(asked, page),
        "spots": over.spots[:SPOTS],
        "query": request.GET.urlencode(),
        "choices": {"event": EVENTS, "grade": GRADES, "status": STATUSES},
    }
    return render(request, "front/front.html", context)
