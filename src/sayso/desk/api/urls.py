"""The addresses of the API. What none of them is, or takes another method, is answered in the API's own shape."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from sayso.desk.api import acts, looking, views
from sayso.desk.api.door import api, fault

if not getattr(api, "sayso_routed", False):
    for room in (looking, acts):
        api.add_router("", room.router)
    api.sayso_routed = True  # type: ignore[attr-defined]


def shaped(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """HEAD answered as GET without its body, and a method that isn't taken told in the API's shape."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        bare = request.method == "HEAD"
        if bare:
            request.method = "GET"
        try:
            response = view(request, *args, **kwargs)
        finally:
            request.method = "HEAD" if bare else request.method
        if response.status_code == 405:
            allowed = response.headers.get("Allow", "")
            response = fault(405, f"{request.method} is not taken here; {allowed or 'GET'} is")
            response.headers["Allow"] = allowed
        if bare:
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    return answer


@csrf_exempt
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address that the API doesn't have."""
    return fault(404, "the API has no such address; openapi.json lists them")


patterns, _name, _space = api.urls  # not `app_name`: Django would take that for the whole file's
for pattern in patterns:
    pattern.callback = shaped(pattern.callback)

urlpatterns = [
    path("tokens/", views.tokens, name="api_tokens"),
    path("tokens/<int:key>/revoke/", views.revoke, name="api_token_revoke"),
    path("v1/", include((patterns, _name), namespace=_space)),
    re_path(r"^(?P<rest>[\s\S]*)$", nothing),  # line breaks too
]
