"""Everything that the desk keeps about an account, to be given to its owner."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount

from sayso.desk.accounts.models import User
from sayso.desk.replies.queries import by_author, copy_of_reply


def copy_of(user: User) -> dict[str, Any]:
    """The account, its addresses, the services it signs in with, and its replies with every earlier wording."""
    return {
        "name": user.name,
        "email": user.email,
        "role": user.role,
        "joined": user.joined.isoformat(),
        "last_login": user.last_login.isoformat() if user.last_login else None,
        "mails": user.notices,
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "services": [
            {"service": one.provider, "id": one.uid, "told": one.extra_data}
            for one in SocialAccount.objects.filter(user=user)
        ],
        "replies": [copy_of_reply(one) for one in by_author(user)],
    }
