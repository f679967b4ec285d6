"""Replies, what they said before they were edited, the files that came with them, and the threads that are closed.

What a reply is about lives in the ledger, another database: it is named by its id there. Nothing here is ever shown as
HTML; texts are escaped where they are shown.
"""

from __future__ import annotations

from secrets import choice
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
WRONG, SOURCE, REMARK = "wrong", "source", "remark"
KINDS = {WRONG: _("This is wrong, because"), SOURCE: _("I have a source"), REMARK: _("Something else")}
HELD, SHOWN, REFUSED, WITHDRAWN, ERASED = "held", "shown", "refused", "withdrawn", "erased"
STATES = {
    HELD: _("waits to be let through"),
    SHOWN: _("shown"),
    REFUSED: _("not let through"),
    WITHDRAWN: _("withdrawn by its author"),
    ERASED: _("erased on request"),
}
LONGEST = 5000


def new_key() -> str:
    """A name for addresses that can't be guessed."""
    return "".join(choice(LETTERS) for _n in range(12))


class Reply(models.Model):
    """One reply. `about` is "incident" (totals too), "report" or "claim", `name` the id of the incident or report.

    `was_shown` says whether the public saw it once: only then a tombstone stands where it was. `ruling` is the id of
    the ruling that was made because of it. `suspicion` says why it was held, for moderators.
    """

    key = models.CharField(max_length=12, unique=True, default=new_key)
    about = models.CharField(max_length=8)
    name = models.CharField(max_length=255)
    claim = models.CharField(max_length=64, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="replies")
    kind = models.CharField(max_length=8)
    text = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    state = models.CharField(max_length=9, default=HELD)
    was_shown = models.BooleanField(default=False)
    suspicion = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(default=timezone.now)
    edited = models.DateTimeField(null=True)
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    why = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ruling = models.CharField(max_length=40, blank=True, db_index=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["about", "name"], name="reply_about"),
            models.Index(fields=["state", "at"], name="reply_state"),
            models.Index(fields=["author", "at"], name="reply_author"),
        ]

    def __str__(self) -> str:
        """Its key."""
        return self.key

    @property
    def kind_word(self) -> str:
        """What sort of reply it is, in words."""
        return str(KINDS.get(self.kind, ""))

    @property
    def state_word(self) -> str:
        """Where it stands, in words."""
        return str(STATES.get(self.state, ""))

    @property
    def open(self) -> bool:
        """Whether its author may still edit or withdraw it."""
        return self.state in (HELD, SHOWN)


class Wording(models.Model):
    """What a reply said until `at`; for its author and for moderators."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="wordings")
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)


class Upload(models.Model):
    """A file that came with a reply; the bytes lie in the desk's folder under `path`, which doesn't tell its name."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="uploads")
    key = models.CharField(max_length=12, unique=True, default=new_key)
    name = models.CharField(max_length=120)
    type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=80)


class Closed(models.Model):
    """A thread in which nothing more may be written: that of an incident or a report, its claims included."""

    about = models.CharField(max_length=8)
    name = models.CharField(max_length=255)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    why = models.TextField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["about", "name"], name="closed_once"),
        ]
