"""The front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sayso.desk.pages import pager
from sayso.desk.setup import book


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The incidents of the ledger."""
    ledger = book()
    page = pager(request, ledger.count())
    found = ledger.incidents(limit=page.rows, offset=page.offset)
    return render(request, "front/front.html", {"incidents": found, "pager": page})
