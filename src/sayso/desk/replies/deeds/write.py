"""Writing a reply: shown at once where its author is known and nothing is odd, else held for a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sayso.desk.accounts.models import User
from sayso.desk.replies import uploads
from sayso.desk.replies.about import About
from sayso.desk.replies.limits import check_pace, known
from sayso.desk.replies.models import HELD, SHOWN, Closed, Reply, Upload
from sayso.desk.replies.suspicion import suspicion
from sayso.desk.rights import check
from sayso.errors import UsageError


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote: the kind of reply, the text, the address of a source, a file; `odd` is what the form saw."""

    kind: str
    text: str
    link: str = ""
    file: Any = None
    odd: str = ""


def write(user: User, about: About, words: Words) -> Reply:
    """A new reply. Raises UsageError where nothing more may be written, here or by this account now."""
    check(user, "reply")
    check_open(about)
    check_pace(user)
    odd = words.odd or suspicion(words.text)
    state = SHOWN if known(user) and not odd else HELD
    with transaction.atomic():
        reply = Reply.objects.create(
            about=about.kind,
            name=about.name,
            claim=about.claim,
            author=user,
            kind=words.kind,
            text=words.text,
            link=words.link,
            state=state,
            was_shown=state == SHOWN,
            suspicion=odd,
            at=timezone.now(),
        )
        if words.file is not None:
            kept = uploads.keep(words.file)
            Upload.objects.create(
                reply=reply, name=kept.name, type=kept.type, size=kept.size, sha256=kept.sha256, path=kept.path
            )
    return reply


def check_open(about: About) -> None:
    """Raises UsageError where replies are closed, everywhere or in this thread."""
    if not settings.SAYSO.dials.desk.replies or is_closed(about):
        raise UsageError(_("Replies are closed here."))


def is_closed(about: About) -> bool:
    """Whether a person closed the thread."""
    kind, name = about.thread
    return Closed.objects.filter(about=kind, name=name).exists()
