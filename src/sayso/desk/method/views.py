"""The page on method."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sayso.desk import words
from sayso.desk.method import queries
from sayso.desk.setup import book


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How claims are read, put together and graded."""
    context = {
        "counts": book().counts(),
        "readers": queries.readers(),
        "events": queries.events(),
        "grades": queries.grade_rules(),
        "merging": queries.dials("merging"),
        "tables": [words.SCOPES, words.CERTAINTIES, words.VOICES, words.PRECISIONS],
    }
    return render(request, "method/method.html", context)
