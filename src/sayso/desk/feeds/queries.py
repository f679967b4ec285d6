"""What the feeds tell: incidents by when they were last altered, and the changes of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sayso.desk.asked import Asked, matching
from sayso.desk.changes.queries import Change, changes, laps
from sayso.desk.pages import Pager
from sayso.desk.setup import book
from sayso.ledger import models
from sayso.ledger.codec import unpack
from sayso.records import Incident

ENTRIES = 50  # of a feed: more than a busy ledger has between two looks of a feed reader


@dataclass(frozen=True, slots=True)
class Fresh:
    """An incident with the moment it was last altered."""

    one: Incident
    at: datetime


def fresh(asked: Asked) -> list[Fresh]:
    """The incidents that fit some filters, those altered last first; two queries."""
    found = list(matching(asked).order_by("-lap_from", "name").values_list("data", "lap_from")[:ENTRIES])
    keys = {lap for _data, lap in found}
    moments = dict(models.Lap.objects.using(book().db).filter(id__in=keys).values_list("id", "at"))
    return [Fresh(unpack(Incident, data), moments[lap]) for data, lap in found if lap in moments]


def last_changes() -> list[Change]:
    """The last changes by which something was taken back or ruled."""
    return changes(laps(False), Pager(1, ENTRIES, ENTRIES))
