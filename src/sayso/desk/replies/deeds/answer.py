"""A reviewer's answer, shown below the reply."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from sayso.desk.accounts.models import User
from sayso.desk.replies.models import HELD, SHOWN, Reply
from sayso.desk.rights import check
from sayso.errors import UsageError


def answer(user: User, reply: Reply, text: str) -> None:
    """Answer a reply, in the place of an earlier answer. An empty text takes the answer away."""
    check(user, "moderate")
    if reply.state not in (HELD, SHOWN):
        raise UsageError(_("This reply can't be changed any more."))
    reply.answer, reply.answered, reply.answered_by = text.strip(), timezone.now() if text.strip() else None, user
    reply.save(update_fields=["answer", "answered", "answered_by"])
