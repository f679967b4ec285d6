"""Erasing replies on request: words, files and earlier wordings go; that a reply was there stays to be seen."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sayso.desk.accounts.models import User
from sayso.desk.replies import uploads
from sayso.desk.replies.models import ERASED, Reply, Upload, Wording
from sayso.desk.rights import may


def erase(user: User, reply: Reply) -> None:
    """Erase one reply: its author may, and who moderates, on request."""
    if reply.author_id != user.pk and not may(user, "moderate"):
        raise PermissionDenied
    _erase([reply.pk])


def erase_all_of(user: User) -> None:
    """Erase everything that an account wrote; for closing it."""
    _erase(list(Reply.objects.filter(author=user).values_list("pk", flat=True)))


def _erase(keys: Iterable[int]) -> None:
    with transaction.atomic():
        files = Upload.objects.filter(reply__in=keys)
        for path in files.values_list("path", flat=True):
            transaction.on_commit(partial(uploads.remove, path))
        files.delete()
        Wording.objects.filter(reply__in=keys).delete()
        Reply.objects.filter(pk__in=keys).update(
            text="", link="", suspicion="", why="", author=None, state=ERASED, edited=None, decided=timezone.now()
        )
