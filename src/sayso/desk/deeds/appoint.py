"""Appoint: an account gets another role. Who did it, when and why is kept."""

from __future__ import annotations

from typing import Any

from sayso.desk.accounts.models import User
from sayso.desk.deeds.acting import reason, turn
from sayso.desk.review.models import Appointment
from sayso.desk.rights import ROLES, check
from sayso.errors import NotInLedger, UsageError


def appoint(user: Any, account: int, role: str, why: str) -> Appointment:
    """Give an account a role. Needs the right `manage`; nobody changes their own, so that an admin remains."""
    check(user, "manage")
    said = reason(why)
    if role not in ROLES:
        raise UsageError(f"“{role[:40]}” is not one of the roles: {', '.join(ROLES)}")
    with turn():
        found = User.objects.filter(pk=account, is_active=True).first()
        if found is None:
            raise NotInLedger("there is no such account")
        if found.pk == user.pk:
            raise UsageError("another admin has to change your own role")
        if found.role == role:
            raise UsageError(f"{found} has that role already")
        made = Appointment(user=found, whom=str(found), former=found.role, role=role, by=user, who=str(user), why=said)
        found.set_role(role)
        made.save()
        return made
