"""The API itself: its description, its errors, who writes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from sayso.desk.api.tokens import find_token
from sayso.desk.faults import status_of
from sayso.errors import RecordError, SaysoError

CODES = {
    400: "bad-request",
    401: "no-token",
    403: "no-right",
    404: "not-found",
    405: "not-allowed",
    410: "gone",
    413: "too-large",
    503: "busy",
}
MOST_FIELDS = 20
LOG = logging.getLogger("django.request")
INTRODUCTION = (
    "Everything that the desk's pages show, as JSON. Reading needs no token; writing needs one in the header "
    "`Authorization: Bearer …`, and never takes a browser's session. Answers carry an ETag; an id that was merged into "
    "another answers 301, one that was withdrawn 410. Every error has the shape `Fault`."
)


class Bearer(HttpBearer):
    """A token in the header `Authorization`. Sessions are not looked at."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The token's record; None where it is not a token of ours."""
        return find_token(token)


api = NinjaAPI(
    title="Sayso",
    version="1",
    description=INTRODUCTION,
    docs_url=None,  # its page loads scripts from elsewhere
    openapi_url="/openapi.json",
    urls_namespace="api-1",
)


def fault(status: int, said: str, fields: Sequence[tuple[str, str]] = ()) -> HttpResponse:
    """An error in the one shape that the API has for errors."""
    body = {
        "status": status,
        "error": CODES.get(status, "bad-request" if status < 500 else "broken"),
        "said": said,
        "fields": [{"field": field, "said": why} for field, why in fields[:MOST_FIELDS]],
    }
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "no-store"
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="sayso"'
    if status == 503:
        response.headers["Retry-After"] = "5"
    return response


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    found = [(".".join(str(p) for p in e["loc"][1:]) or str(e["loc"][0]), str(e["msg"])) for e in error.errors]
    return fault(400, "what was asked doesn't fit its description; see the fields", found)


@api.exception_handler(SaysoError)
def _ours(request: HttpRequest, error: SaysoError) -> HttpResponse:
    status = 400 if isinstance(error, RecordError) else status_of(error)
    return fault(status, str(error) if status < 500 else "the ledger is being written; try again soon")


@api.exception_handler(AuthenticationError)
def _no_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return fault(401, "this needs a token that holds, in the header Authorization: Bearer …")


@api.exception_handler(PermissionDenied)
def _no_right(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return fault(403, f"the token, or the account that it is of, lacks the right {str(error) or 'to do this'}")


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return fault(404, "there is no such thing in the ledger")


@api.exception_handler(RequestDataTooBig)
def _too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return fault(413, "what was sent is larger than the desk takes")


@api.exception_handler(HttpError)
def _other(request: HttpRequest, error: HttpError) -> HttpResponse:
    return fault(error.status_code, str(error))


@api.exception_handler(Exception)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """What nobody foresaw: noted for who runs the desk, not told to who asks."""
    LOG.error("the API failed at %s", request.path, exc_info=error)
    return fault(500, "something went wrong; it is noted")
