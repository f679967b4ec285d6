"""The page on which people make tokens and take them back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from sayso.desk.api.forms import TokenForm
from sayso.desk.api.tokens import make_token, rights_in_words, tokens_of
from sayso.desk.api.tokens import revoke as taken_back
from sayso.desk.rights import needs
from sayso.errors import UsageError


@require_http_methods(["GET", "HEAD", "POST"])
@needs("correct")
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of who asks; a new one is shown once, in the answer to the form that made it."""
    form, secret = TokenForm(request.user, request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _made, secret = make_token(request.user, *form.asked())
            form = TokenForm(request.user)
        except UsageError as error:
            form.add_error(None, str(error))
    shown = [(one, rights_in_words(one.allowed)) for one in tokens_of(request.user)]
    response = render(request, "api/tokens.html", {"form": form, "secret": secret, "tokens": shown})
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@needs("correct")
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Take one's own token back."""
    if not taken_back(request.user, key):
        raise Http404
    return redirect("api_tokens")
