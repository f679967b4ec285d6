"""Closing a thread, and opening it again."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sayso.desk.accounts.models import User
from sayso.desk.replies.about import About
from sayso.desk.replies.models import Closed
from sayso.desk.rights import check
from sayso.errors import UsageError


def close(user: User, about: About, why: str) -> None:
    """Nothing more may be written about an incident or a report; the reason is shown."""
    check(user, "moderate")
    if not why.strip():
        raise UsageError(_("Say why: it is shown."))
    kind, name = about.thread
    Closed.objects.update_or_create(about=kind, name=name, defaults={"by": user, "why": why.strip()})


def reopen(user: User, about: About) -> None:
    """Replies may be written again."""
    check(user, "moderate")
    kind, name = about.thread
    Closed.objects.filter(about=kind, name=name).delete()
