"""The page of an incident or a total."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from sayso.desk.incident.queries import whole
from sayso.desk.pages import pager
from sayso.desk.setup import book
from sayso.errors import NotInLedger
from sayso.records import Total


@require_safe
def incident(request: HttpRequest, name: str) -> HttpResponse:
    """One incident or total; a former id leads to the one that took it in, a withdrawn one says so (410)."""
    try:
        found = whole(name)
    except NotInLedger:
        return _gone(request, name)
    if found.one.id != name:
        return redirect("incident", found.one.id)
    kind = "total" if isinstance(found.one, Total) else "incident"
    return render(request, "incident/incident.html", {"w": found, "one": found.one, "kind": kind})


@require_safe
def history(request: HttpRequest, name: str) -> HttpResponse:
    """Every change of an incident or total, the latest first, in pages."""
    found = tuple(reversed(book().history(name)))
    page = pager(request, len(found))
    return render(request, "incident/changes.html", {"name": name, "history": page.of(found), "pager": page})


def _gone(request: HttpRequest, name: str) -> HttpResponse:
    """The page of an id that was withdrawn; raises NotInLedger for one that never was."""
    history = book().history(name)
    stone = book().tomb(name)
    return render(request, "incident/gone.html", {"name": name, "stone": stone, "history": history}, status=410)
