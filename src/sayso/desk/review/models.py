"""What review keeps beside the ledger: who did what, what waits, who has seen what, and what needs eyes.

The rulings themselves are the ledger's. `Act` says which account is behind one, since a ruling has only a name; the
`Eye`s are an index of the ledger's incidents, made anew whenever they are missing.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from sayso.records import Ref

WAITING, DONE, DECLINED, WITHDRAWN = "waiting", "done", "declined", "withdrawn"


class Act(models.Model):
    """One deed of a person: done (`ruling` is its id in the ledger), waiting for another person, or ended without.

    `against` is the standing ruling of somebody else that it contradicts; `source` what gave rise to it ("reply 12").
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    who = models.TextField()
    kind = models.CharField(max_length=16)
    field = models.CharField(max_length=32, null=True)
    value = models.TextField(null=True)
    why = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=16, default=WAITING, db_index=True)
    ruling = models.CharField(max_length=40, default="", db_index=True)
    against = models.CharField(max_length=40, default="")
    source = models.CharField(max_length=80, default="", db_index=True)
    second = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    second_who = models.TextField(default="")
    second_why = models.TextField(default="")
    settled = models.DateTimeField(null=True)

    @property
    def claims(self) -> tuple[Ref, ...]:
        """The claims that it is about."""
        return tuple(sorted(Ref(n.article, n.claim) for n in self.named.all() if not n.other))

    @property
    def others(self) -> tuple[Ref, ...]:
        """The claims that these are kept apart from."""
        return tuple(sorted(Ref(n.article, n.claim) for n in self.named.all() if n.other))


class Named(models.Model):
    """A claim that an act names; `other`: one that the act's claims are kept apart from."""

    act = models.ForeignKey(Act, models.CASCADE, related_name="named")
    article = models.TextField()
    claim = models.TextField()
    other = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["article", "claim"], name="review_named_claim")]


class Appointment(models.Model):
    """That somebody gave an account a role."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    whom = models.TextField()
    former = models.CharField(max_length=16)
    role = models.CharField(max_length=16)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    who = models.TextField()
    why = models.TextField()
    at = models.DateTimeField(auto_now_add=True)


class Eye(models.Model):
    """Why an incident needs eyes, as of its state from `lap` on. `reasons` are codes between commas: `,weak,near,`."""

    name = models.CharField(max_length=40, primary_key=True)
    score = models.FloatField(default=0)
    reasons = models.CharField(max_length=80, default="")
    lap = models.BigIntegerField(default=0)
    stale = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["-score", "name"], name="desk_review_by_score"),
            models.Index(fields=["stale"], name="desk_review_stale"),
        ]


class Mark(models.Model):
    """The one row that says up to which change of the ledger the index has looked."""

    lap = models.BigIntegerField(default=0)


class Look(models.Model):
    """When somebody last looked at an incident in review, and the ledger's last change by then."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    lap = models.BigIntegerField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["user", "name"], name="desk_review_look")]
