"""An account's own page: its name, its replies, a copy of everything kept about it, and closing it."""

from __future__ import annotations

import json

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sayso.desk.accounts.deeds import close_account
from sayso.desk.accounts.forms import Farewell, Profile
from sayso.desk.accounts.queries import copy_of
from sayso.desk.pages import pager
from sayso.desk.replies.queries import by_author


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """What its owner may see and change."""
    form = Profile(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Kept."))
        return redirect("account")
    mine = by_author(request.user)
    page = pager(request, mine.count())
    context = {"form": form, "farewell": Farewell(request.user), "mine": page.of(mine), "pager": page}
    return render(request, "accounts/account.html", context)


@never_cache
@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Everything kept about an account, as a file."""
    text = json.dumps(copy_of(request.user), ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="sayso-account.json"'
    return answer


@login_required
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close an account and erase its replies; its owner has written the address once more."""
    form = Farewell(request.user, request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was closed: that is not the address of your account."))
        return redirect("account")
    user = request.user
    logout(request)
    close_account(user)
    messages.success(request, _("Your account is closed and your replies are erased."))
    return redirect("front")
