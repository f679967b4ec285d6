"""The page of totals: each cumulative figure against the incidents that account for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sayso.desk.pages import pager
from sayso.desk.totals.queries import count, totals_page


@require_safe
def totals(request: HttpRequest) -> HttpResponse:
    """The totals of the ledger, the latest window first."""
    page = pager(request, count())
    return render(request, "totals/totals.html", {"totals": totals_page(page), "pager": page})
