"""Tokens made, found and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

from sayso.desk.rights import RIGHTS, may
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.desk.api.models import Token

PREFIX = "sayso_"  # by which scanners of published code can tell one
OFFERED = ("correct", "rule")  # the rights that the API has a use for
MOST = 20  # of one account
MOST_DAYS = 3650


def digest(secret: str) -> str:
    """What is kept of a token. Its 256 random bits can't be guessed, so that one round of SHA-256 is enough."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def make_token(user: Any, name: str, rights: Iterable[str] = OFFERED, days: int | None = None) -> tuple[Token, str]:
    """A new token of an account, for those of some rights that the account has; and its secret, told this once.

    `days` is how long it holds; None: until it is taken back. Raises UsageError.
    """
    from sayso.desk.api.models import Token

    asked = list(dict.fromkeys(rights))
    if unknown := [r for r in asked if r not in OFFERED]:
        raise UsageError(f"a token can't have the right {unknown[0]!r}; there are {', '.join(OFFERED)}")
    have = [r for r in asked if may(user, r)]
    if not have:
        raise UsageError(f"{user} may do none of {', '.join(asked) or 'nothing'}; reading needs no token")
    if not name.strip():
        raise UsageError("a token needs a name, which says what it is for")
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise UsageError(f"a token holds from 1 to {MOST_DAYS} days")
    if Token.objects.filter(user=user).count() >= MOST:
        raise UsageError(f"an account has {MOST} tokens at most; take one back first")
    secret = PREFIX + token_urlsafe(32)
    ends = datetime.now(UTC) + timedelta(days=days) if days else None
    made = Token.objects.create(
        user=user, name=name.strip()[:80], digest=digest(secret), hint=secret[:11], rights=" ".join(have), ends=ends
    )
    return made, secret


def find_token(secret: str) -> Token | None:
    """The token of a secret; None for one that is unknown, has ended, or whose owner is shut out."""
    from sayso.desk.api.models import Token

    found = Token.objects.select_related("user").filter(digest=digest(secret)).first()
    now = datetime.now(UTC)
    if found is None or not found.user.is_active or (found.ends and found.ends <= now):
        return None
    if found.used != now.date():
        Token.objects.filter(pk=found.pk).update(used=now.date())
    return found


def tokens_of(user: Any) -> list[Token]:
    """The tokens of an account, latest first."""
    from sayso.desk.api.models import Token

    return list(Token.objects.filter(user=user))


def revoke(user: Any, key: int) -> bool:
    """Take a token of an account back; False where it has no such token."""
    from sayso.desk.api.models import Token

    return bool(Token.objects.filter(user=user, pk=key).delete()[0])


def rights_in_words(rights: Iterable[str]) -> list[str]:
    """What rights allow, in words."""
    from django.utils.translation import gettext

    return [gettext(RIGHTS[r]) for r in rights if r in RIGHTS]
