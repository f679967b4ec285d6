"""Accounts for a demonstration: one a role, with a password made at each start, so that none is known beforehand."""

from __future__ import annotations

import secrets
from typing import NamedTuple

from sayso.desk.accounts.deeds import make_account
from sayso.desk.rights import ROLES


class DemoAccount(NamedTuple):
    """How to sign in as somebody of a role."""

    role: str
    email: str
    password: str


def demo_accounts() -> list[DemoAccount]:
    """Make an account for each role, or give the one that is there a new password."""
    made = [DemoAccount(role, f"{role}@demo.example", secrets.token_urlsafe(9)) for role in ROLES]
    for one in made:
        make_account(one.email, one.password, f"Demo {one.role}", one.role)
    return made
