"""The pages of sources."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sayso.desk.pages import pager
from sayso.desk.source import queries


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """All outlets."""
    every = queries.sources()
    page = pager(request, len(every))
    return render(request, "source/sources.html", {"sources": page.of(every), "pager": page})


@require_safe
def source(request: HttpRequest, name: str) -> HttpResponse:
    """One outlet with its reports."""
    rows = queries.of_source(name)
    count = rows.count()
    if not count:
        raise Http404
    page = pager(request, count)
    context = {"name": "" if name == "-" else name, "count": count, "pager": page}
    return render(request, "source/source.html", context | {"reports": queries.reports(rows, page)})
