"""Who may do what: the rights, the roles that have them, and the checks that every deed and view makes.

Everybody may look, signed in or not. A role is a group of Django's; a right is a permission of the app `desk`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _

View = Callable[..., HttpResponse]

RIGHTS: dict[str, str] = {
    "reply": _("write replies"),
    "correct": _("correct claims and strike them out"),
    "rule": _("link, unlink, grade, confirm and undo"),
    "moderate": _("let replies through, answer and close them"),
    "manage": _("manage accounts and roles"),
}
ROLES: dict[str, tuple[str, ...]] = {
    "reader": ("reply",),
    "coder": ("reply", "correct"),
    "reviewer": ("reply", "correct", "rule", "moderate"),
    "admin": tuple(RIGHTS),
}


def may(user: Any, right: str) -> bool:
    """Whether somebody has a right. An unknown right is an error of ours, never a yes."""
    if right not in RIGHTS:
        raise ValueError(f"there is no right {right!r}")
    return bool(user is not None and user.is_active and user.has_perm(f"desk.{right}"))


def check(user: Any, right: str) -> None:
    """Raises PermissionDenied where somebody lacks a right; every deed begins with it."""
    if not may(user, right):
        raise PermissionDenied(right)


def needs(right: str) -> Callable[[View], View]:
    """A view that needs a right: who is not signed in is asked to, who lacks it gets 403."""
    if right not in RIGHTS:
        raise ValueError(f"there is no right {right!r}")

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                from django.contrib.auth.views import redirect_to_login  # imports the accounts' models

                return redirect_to_login(request.get_full_path())
            check(request.user, right)
            return view(request, *args, **kwargs)

        return guarded

    return wrap


def make_roles(**signal: Any) -> None:
    """Bring the groups up to date with `ROLES`; runs after each migration."""
    from django.contrib.auth.models import Group, Permission

    using = signal.get("using", "default")
    if using != "default":
        return
    have = {p.codename: p for p in Permission.objects.filter(content_type__app_label="desk")}
    if not set(RIGHTS) <= set(have):
        return  # the permissions are made by the same signal; this is called again for the next app
    for role, rights in ROLES.items():
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.set([have[right] for right in rights])
