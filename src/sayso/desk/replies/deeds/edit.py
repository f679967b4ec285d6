"""Editing one's own reply: what it said before is kept for its author and for moderators."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sayso.desk.accounts.models import User
from sayso.desk.replies.limits import known
from sayso.desk.replies.models import HELD, Reply, Wording
from sayso.desk.replies.suspicion import suspicion
from sayso.desk.rights import check
from sayso.errors import UsageError


def edit(user: User, reply: Reply, text: str, link: str) -> Reply:
    """Put other words. It is held again where they are odd, bring an address, or its author isn't known."""
    check(user, "reply")
    if reply.author_id != user.pk:
        raise PermissionDenied
    if not reply.open:
        raise UsageError(_("This reply can't be changed any more."))
    odd = suspicion(text, reply.key)
    brings = link not in ("", reply.link) or ("http" in text.lower() and "http" not in reply.text.lower())
    with transaction.atomic():
        Wording.objects.create(reply=reply, text=reply.text, link=reply.link)
        reply.text, reply.link, reply.edited, reply.suspicion = text, link, timezone.now(), odd
        if odd or brings or not known(user):
            reply.state = HELD
        reply.save(update_fields=["text", "link", "edited", "suspicion", "state"])
    return reply
