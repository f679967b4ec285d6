"""Decline what waits: it doesn't become a ruling, and stays on record with the reason."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from sayso.desk.deeds.acting import Done, reason, turn
from sayso.desk.deeds.waiting import waiting
from sayso.desk.review.models import DECLINED
from sayso.desk.rights import check


def decline(user: Any, act: int, why: str) -> Done:
    """Let what stands stand. Needs the right `rule`, and to be somebody else than who asked for it."""
    check(user, "rule")
    said = reason(why)
    with turn():
        made = waiting(user, act)
        made.state, made.settled = DECLINED, timezone.now()
        made.second, made.second_who, made.second_why = user, str(user), said
        made.save()
        return Done(made)
