"""How a look is answered: unknown parameters refused, ETags that ask the ledger for its last change only, pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from inspect import signature
from typing import Any, TypeVar, get_type_hints
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import override
from ninja import Router, Schema

from sayso import __version__
from sayso.desk.api.door import fault
from sayso.desk.api.lists import Fault, Moved
from sayso.desk.pages import MOST, Pager
from sayso.desk.setup import book
from sayso.ledger import models

Json = dict[str, Any]
Look = TypeVar("Look", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class State:
    """The ledger's last change: its number (0: none yet) and its moment."""

    lap: int
    at: Any


def state(request: HttpRequest) -> State:
    """The ledger's last change as it was when this request came; one query a request."""
    found = getattr(request, "sayso_state", None)
    if found is None:
        row = models.Lap.objects.using(book().db).order_by("-id").values_list("id", "at").first()
        found = State(*(row or (0, None)))
        request.sayso_state = found
    return found


def etag(request: HttpRequest) -> str:
    """What an answer depends on: the address, the ledger's last change, the program, its settings. Not its bytes."""
    now = state(request)
    dials = settings.SAYSO.dials
    about = (__version__, now.lap, now.at, request.get_full_path(), dials.merging, dials.desk.rows)
    return f'"{sha256(repr(about).encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def get(router: Router, path: str, shape: type[Schema], **more: Any) -> Callable[[Look], Look]:
    """Register a look: its address, the schema of what it answers, its summary from the first line of its docstring."""
    faults: dict[int, type[Schema]] = dict.fromkeys((400, 404, *more.pop("faults", ())), Fault)
    if more.pop("moves", False):
        faults |= {301: Moved, 410: Fault}

    def wrap(view: Look) -> Look:
        lines = (view.__doc__ or "").strip().split("\n\n", 1)
        router.get(
            path,
            response={200: shape, 304: None, **faults, 503: Fault},
            summary=lines[0].rstrip("."),
            description=lines[1].strip() if len(lines) > 1 else "",
            operation_id=view.__name__,
            by_alias=True,
            **more,
        )(looked(view))
        return view

    return wrap


def looked(view: Callable[..., Any]) -> Callable[..., Any]:
    """A look: parameters that it doesn't know are refused, and what the asker has already isn't made again."""
    known: set[str] | None = None

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        nonlocal known
        known = parameters(view) if known is None else known
        if unknown := sorted(set(request.GET) - known):
            there = ", ".join(sorted(known)) or "none"
            return fault(400, f"there is no parameter {unknown[0]!r}; there are: {there}", [(unknown[0], "unknown")])
        tag = etag(request)
        response = get_conditional_response(request, etag=tag)
        if response is None:
            with override("en"):
                made = view(request, *args, **kwargs)
            if isinstance(made, HttpResponse):
                return made
            response = JsonResponse(made, json_dumps_params={"ensure_ascii": False})
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = "no-cache"
        return response

    # Annotations as objects: as text they would be looked up in this file.
    answer.__signature__ = signature(view, eval_str=True)  # type: ignore[attr-defined]
    return answer


def parameters(view: Callable[..., Any]) -> set[str]:
    """The names of a look's query parameters."""
    found = set()
    for kind in get_type_hints(view).values():
        if isinstance(kind, type) and issubclass(kind, Schema):
            found |= {field.alias or name for name, field in kind.model_fields.items()}
    return found


def paged(request: HttpRequest, count: int, asked: Any) -> Pager:
    """The page that is asked for, which may lie beyond the last: then it is empty."""
    return Pager(min(asked.page, MOST), asked.rows or settings.SAYSO.dials.desk.rows, count)


def listing(request: HttpRequest, page: Pager, results: Iterable[Json]) -> Json:
    """A page of a list as the schema `Listing` has it."""
    after = None
    if page.number < page.pages:
        query = {**request.GET.dict(), "page": str(page.number + 1)}
        after = f"{request.path}?{urlencode(query, errors='replace')}"
    return {
        "count": page.count,
        "page": page.number,
        "pages": page.pages,
        "lap": state(request).lap,
        "next": after,
        "results": list(results),
    }


def moved(address: str, name: str, now: str, why: str, at: Any) -> HttpResponse:
    """The answer of an id that leads to another (301), with a body that says so."""
    body = {"id": name, "moved_to": now, "why": why, "at": at.isoformat() if at else None}
    response = JsonResponse(body, status=301)
    response.headers["Location"] = address
    response.headers["Cache-Control"] = "no-cache"  # an undone ruling may bring the id back
    return response


def rows(found: Sequence[Any], *keys: str) -> list[Json]:
    """Some fields of records."""
    return [{key: getattr(one, key) for key in keys} for one in found]
