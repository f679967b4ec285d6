"""The page of a report."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sayso.desk.article.queries import article_sheet


@require_safe
def article(request: HttpRequest, name: str) -> HttpResponse:
    """One report: its text with the claims marked, where they went, how it came."""
    found = article_sheet(name)
    return render(request, "article/article.html", {"sheet": found, "article": found.reading.article})
