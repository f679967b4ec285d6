"""Mails to the author of a reply. They hold no words of strangers but the answer, and a link."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _

from sayso.desk.replies.models import Reply

log = logging.getLogger("django.sayso.mail")


def address(path: str) -> str:
    """The whole address of a page: mails may be sent when nobody asks for a page, so it comes from the settings."""
    dials = settings.SAYSO.dials.desk
    host = dials.hosts[0] if dials.hosts else "localhost"
    return f"https://{host}{path}" if dials.https else f"http://{host}:{dials.port}{path}"


def tell(reply: Reply, what: str, by: Any) -> None:
    """Tell a reply's author what became of it, and by whom: "shown", "refused", "answered", "ruled".

    Nobody is told of what they did themselves, nor who asked for no mails. A mail server that fails is noted in the
    log, and breaks nothing.
    """
    author = reply.author
    if author is None or not author.is_active or not author.notices or author == by:
        return
    subjects = {
        "shown": _("Your reply is shown now"),
        "refused": _("Your reply was not let through"),
        "answered": _("Your reply was answered"),
        "ruled": _("Your reply led to a correction"),
    }
    said = {"refused": reply.why, "answered": reply.answer}.get(what, "")
    where = address(reverse("reply", args=[reply.key]))
    no_more = _("No more such mails: %(at)s") % {"at": address(reverse("account"))}
    text = "\n\n".join(part for part in (subjects[what] + ".", said, where, no_more) if part)
    try:
        send_mail(f"[Sayso] {subjects[what]}", text, None, [author.email])
    except (OSError, SMTPException) as error:
        log.error("a mail about reply %s could not be sent: %s", reply.key, error)  # noqa: TRY400 - no trace is needed
