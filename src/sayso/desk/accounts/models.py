"""Who has an account: an e-mail address and the name that others see. What they may do hangs on their role's group."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sayso.desk.rights import ROLES


class UserManager(BaseUserManager):
    """Makes accounts. Addresses are kept in lower case, so that one address can't have two accounts."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new account; without a password nobody can sign in by one."""
        email = (email or "").strip().lower()
        if not email:
            raise ValueError("an account needs an e-mail address")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An account that may do everything; who can make one needs no mail to confirm the address."""
        from allauth.account.models import EmailAddress

        user = self.create_user(email, password, is_superuser=True, **fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def get_by_natural_key(self, email: str | None) -> User:
        """The account of an address, in whatever case it is written."""
        return self.get(email=(email or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """An account. `name` is shown beside what its owner writes; `email` never is."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(default=timezone.now)
    notices = models.BooleanField(default=True)  # whether mails about its replies are welcome

    objects: ClassVar[Any] = UserManager()
    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        """The name, never the address."""
        return self.name or f"reader {self.pk}"

    @property
    def role(self) -> str:
        """The highest role of the account; empty where it has none."""
        have = {group.name for group in self.groups.all()}  # a list of people has them fetched already
        return next((role for role in reversed(ROLES) if role in have), "")

    def set_role(self, role: str) -> None:
        """Give the account one role instead of those it had; raises KeyError for one that there isn't."""
        _rights = ROLES[role]
        self.groups.remove(*self.groups.filter(name__in=list(ROLES)))
        self.groups.add(Group.objects.get(name=role))
