"""The public change log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sayso.desk.changes import queries
from sayso.desk.pages import pager


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """What was taken back or ruled on; with `?all=1` also what was added."""
    everything = request.GET.get("all") == "1"
    rows = queries.laps(everything)
    page = pager(request, rows.count())
    context = {"changes": queries.changes(rows, page), "pager": page, "everything": everything}
    return render(request, "changes/changes.html", context)
