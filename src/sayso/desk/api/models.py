"""Tokens, with which programs write through the API."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Token(models.Model):
    """A token of an account. Only its hash is kept; `hint` is how it begins, so that its owner can tell it.

    `rights` are names of `sayso.desk.rights`, parted by spaces: the token may do what is among them and what its owner
    may do at that moment, never more.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=16)
    rights = models.CharField(max_length=200)
    made = models.DateTimeField(default=timezone.now)
    ends = models.DateTimeField(null=True)
    used = models.DateField(null=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        """Its name and beginning."""
        return f"{self.name} ({self.hint}…)"

    @property
    def allowed(self) -> list[str]:
        """The rights that it was made for."""
        return str(self.rights).split()
