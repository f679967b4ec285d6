"""Withdraw: who asked for something that waits takes it back."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from sayso.desk.deeds.acting import Done, reason, turn
from sayso.desk.deeds.waiting import waiting
from sayso.desk.review.models import WITHDRAWN
from sayso.desk.rights import check


def withdraw(user: Any, act: int, why: str) -> Done:
    """Take back what waits. Needs the right `correct`, and to be who asked for it."""
    check(user, "correct")
    said = reason(why)
    with turn():
        made = waiting(user, act, own=True)
        made.state, made.settled = WITHDRAWN, timezone.now()
        made.second, made.second_who, made.second_why = user, str(user), said
        made.save()
        return Done(made)
