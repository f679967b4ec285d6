"""No table of its own: the rights of the desk, as permissions of Django's."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from sayso.desk.rights import RIGHTS


class Right(models.Model):
    """Carries the permissions `desk.RIGHT`; it has no rows."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions: ClassVar[list[Any]] = list(RIGHTS.items())
