"""Withdrawing one's own reply: nobody sees its words any more but its author and moderators."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from sayso.desk.accounts.models import User
from sayso.desk.replies.models import HELD, SHOWN, WITHDRAWN, Reply
from sayso.errors import UsageError


def withdraw(user: User, reply: Reply) -> None:
    """Take a reply back; its author may always, whatever else was taken from them."""
    if reply.author_id is None or reply.author_id != user.pk:
        raise PermissionDenied
    if not Reply.objects.filter(pk=reply.pk, state__in=(HELD, SHOWN)).update(state=WITHDRAWN):
        raise UsageError(_("This reply can't be changed any more."))
