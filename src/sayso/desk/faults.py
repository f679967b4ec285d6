"""Our errors as pages: what isn't there is 404, what can't be asked 400, a ledger that is busy 503."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.translation import gettext as _

from sayso.errors import LedgerBusy, LedgerError, NotInLedger, SaysoError, UsageError


def faults(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Middleware: an error of ours becomes the page that `fault_page` makes of it; others stay Django's."""

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        return fault_page(request, status_of(error), str(error)) if isinstance(error, SaysoError) else None

    answer.process_exception = process_exception  # type: ignore[attr-defined]
    return answer


def status_of(error: SaysoError) -> int:
    """The HTTP status that an error of ours amounts to."""
    if isinstance(error, NotInLedger):
        return 404
    if isinstance(error, LedgerBusy):
        return 503
    return 500 if isinstance(error, LedgerError) else 400 if isinstance(error, UsageError) else 500


def fault_page(request: HttpRequest, status: int, said: str = "") -> HttpResponse:
    """The page of a fault. What happened inside the machine (status 500) is not told to readers."""
    titles = {
        400: _("This can't be asked"),
        403: _("This is not open to you"),
        404: _("There is nothing here"),
        503: _("The ledger is being written"),
    }
    context = {"title": titles.get(status, _("Something went wrong")), "said": said if status < 500 else ""}
    response = render(request, "desk/fault.html", context, status=status)
    if status == 503:
        response.headers["Retry-After"] = "5"
    return response


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was not ours, or was open too long."""
    return fault_page(request, 403, _("The form was open for too long, or came from elsewhere. Go back and try again."))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Status 400."""
    return fault_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Status 403."""
    return fault_page(request, 403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Status 404."""
    return fault_page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Status 500: without the templates, since these may be what is broken."""
    said = _("Something went wrong. It is noted; try again, or go back.")
    return HttpResponse(f"<!doctype html><title>Sayso</title><p>{escape(said)}</p>", status=500)
