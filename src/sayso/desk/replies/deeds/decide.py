"""Letting a reply through, or not."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from sayso.desk.accounts.models import User
from sayso.desk.replies.models import HELD, REFUSED, SHOWN, Reply
from sayso.desk.rights import check
from sayso.errors import UsageError


def let_through(user: User, reply: Reply) -> None:
    """Show a held or refused reply."""
    check(user, "moderate")
    _decide(user, reply, (HELD, REFUSED), SHOWN, "")


def refuse(user: User, reply: Reply, why: str) -> None:
    """Don't show a reply, or show it no more; its author is told why."""
    check(user, "moderate")
    if not why.strip():
        raise UsageError(_("Say why: the author is told."))
    _decide(user, reply, (HELD, SHOWN), REFUSED, why.strip())


def _decide(user: User, reply: Reply, before: tuple[str, ...], state: str, why: str) -> None:
    if reply.author_id == user.pk and not user.is_superuser:
        raise UsageError(_("Nobody decides on a reply of their own."))
    changed = {"state": state, "why": why, "decided": timezone.now(), "decided_by": user}
    if state == SHOWN:
        changed |= {"was_shown": True}
    if not Reply.objects.filter(pk=reply.pk, state__in=before).update(**changed):
        raise UsageError(_("Somebody has decided on it meanwhile, or its author has withdrawn it."))
    reply.refresh_from_db()
