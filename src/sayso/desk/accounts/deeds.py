"""Making and closing an account."""

from __future__ import annotations

from django.db import transaction

from sayso.desk.accounts.models import User
from sayso.desk.replies.deeds.erase import erase_all_of


def make_account(email: str, password: str | None, name: str, role: str) -> User:
    """An account whose address counts as confirmed, for those who set the desk up; one that is there is changed."""
    from allauth.account.models import EmailAddress

    with transaction.atomic():
        user = User.objects.filter(email=email.strip().lower()).first() or User.objects.create_user(email)
        user.name = name
        user.set_password(password)
        user.save()
        user.set_role(role)
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user


def close_account(user: User) -> None:
    """Erase an account and what it wrote. Tombstones of its replies stay, without a name; rulings stay, since the
    ledger forgets nothing.
    """
    with transaction.atomic():
        erase_all_of(user)
        user.delete()
