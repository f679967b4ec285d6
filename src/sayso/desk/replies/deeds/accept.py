"""Accepting a correction: an act on the ledger, linked to the reply; or a ruling that is there already.

The acts themselves are those of the review (`sayso.desk.deeds`), so that a second pair of eyes and contradictions
between reviewers count here too. An act that waits links its ruling to the reply when it is confirmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sayso.desk.accounts.models import User
from sayso.desk.deeds.acting import Done
from sayso.desk.deeds.correct import correct
from sayso.desk.deeds.grade import grade
from sayso.desk.deeds.strike import strike
from sayso.desk.replies.models import HELD, SHOWN, Reply
from sayso.desk.replies.notices import tell
from sayso.desk.rights import check
from sayso.desk.setup import book
from sayso.errors import UsageError
from sayso.records import Ref, Ruling

SOURCE = "reply:"  # how an act names the reply that it came from
KINDS = ("correct", "strike", "grade")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reply leads to: a kind of KINDS, the claims, the reason; `field` and `value` as in `Ruling`."""

    kind: str
    claims: Sequence[Ref]
    why: str
    field: str = ""
    value: str = ""


def accept(user: User, reply: Reply, wanted: Wanted) -> Done:
    """Do what a reply asks for, and show the reply. The reason names the reply: the change log leads to it.

    Needs `moderate`, and the right of the act. Raises UsageError where the act can't be done, or was.
    """
    check(user, "moderate")
    _check_undecided(reply)
    if not wanted.why.strip():
        raise UsageError(_("A ruling needs its reason."))
    with transaction.atomic():
        done = _act(user, wanted, f"{wanted.why.strip()} (reply {reply.key})", SOURCE + reply.key)
        Reply.objects.filter(pk=reply.pk, state=HELD).update(
            state=SHOWN, was_shown=True, decided=timezone.now(), decided_by=user
        )
    reply.refresh_from_db()
    return done


def _act(user: User, wanted: Wanted, why: str, source: str) -> Done:
    if wanted.kind == "strike":
        return strike(user, wanted.claims, why, source)
    if wanted.kind == "correct":
        return correct(user, wanted.claims, wanted.field, wanted.value, why, source)
    if wanted.kind == "grade":
        return grade(user, wanted.claims, wanted.value, why, source)
    raise UsageError(_("A reply can't lead to that."))


def link_ruling(user: User, reply: Reply, ruling: str) -> Ruling:
    """Name the ruling, made elsewhere, that a reply led to; raises NotInLedger where there is none."""
    check(user, "moderate")
    _check_undecided(reply)
    found = book().ruling(ruling.strip())
    Reply.objects.filter(pk=reply.pk).update(
        ruling=found.id, state=SHOWN, was_shown=True, decided=timezone.now(), decided_by=user
    )
    reply.refresh_from_db()
    tell(reply, "ruled", user)
    return found


def ruled(instance: Any, **signal: Any) -> None:
    """An act was kept: where it became a ruling and came from a reply, the reply names it and its author is told."""
    if not instance.ruling or not instance.source.startswith(SOURCE):
        return
    key = instance.source.removeprefix(SOURCE)
    if Reply.objects.filter(key=key, ruling="").update(ruling=instance.ruling):
        reply = Reply.objects.select_related("author").get(key=key)
        transaction.on_commit(lambda: tell(reply, "ruled", instance.user))


def _check_undecided(reply: Reply) -> None:
    if reply.state not in (HELD, SHOWN):
        raise UsageError(_("This reply can't be changed any more."))
    if reply.ruling:
        raise UsageError(_("This reply led to a ruling already."))
