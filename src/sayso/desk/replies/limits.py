"""How much one account may write, and who is known well enough to be shown at once."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from sayso.desk.accounts.models import User
from sayso.desk.replies.models import HELD, SHOWN, Reply
from sayso.desk.rights import may
from sayso.errors import UsageError

MOST_HELD = 3  # of somebody of whom nothing was let through so far


def known(user: User) -> bool:
    """Whether somebody's replies are shown at once: a person has let one through before, or they judge here."""
    if may(user, "correct") or may(user, "moderate"):
        return True
    return Reply.objects.filter(author=user, state=SHOWN, decided__isnull=False).exists()


def check_pace(user: User) -> None:
    """Raises UsageError where somebody has written as much as one may."""
    an_hour = settings.SAYSO.dials.desk.replies_an_hour
    mine, now = Reply.objects.filter(author=user), timezone.now()
    if mine.filter(at__gte=now - timedelta(hours=1)).count() >= an_hour:
        raise UsageError(_("You have written much within this hour. Wait a little, then send it."))
    if mine.filter(at__gte=now - timedelta(days=1)).count() >= 4 * an_hour:
        raise UsageError(_("You have written much today. Send it tomorrow."))
    if mine.filter(state=HELD).count() >= MOST_HELD and not known(user):
        raise UsageError(_("Your first replies wait to be let through. Write again when one of them was."))
