"""What the front page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sayso.desk.asked import Asked, matching, newest
from sayso.desk.pages import Pager
from sayso.desk.remembered import remembered
from sayso.desk.setup import book
from sayso.desk.spots import Elsewhere, Spot, spots
from sayso.desk.timeline.bars import Timeline, timeline
from sayso.ledger import Counts
from sayso.ledger.codec import unpack
from sayso.records import Incident


@dataclass(frozen=True, slots=True)
class Overview:
    """How much there is: the ledger's counts; of what is asked the incidents, the disputed ones, places and days."""

    counts: Counts
    incidents: int
    disputed: int
    timeline: Timeline
    spots: tuple[Spot, ...]
    elsewhere: tuple[Elsewhere, ...]

    @property
    def off_map(self) -> int:
        """How many incidents are not on the map."""
        return sum(e.count for e in self.elsewhere)


def overview(asked: Asked) -> Overview:
    """Everything of the front page but the list; remembered until the ledger changes."""
    return remembered("overview", asked, lambda: _overview(asked))


def _overview(asked: Asked) -> Overview:
    rows = matching(asked)
    found, elsewhere = spots(rows)
    count = sum(s.count for s in found) + sum(e.count for e in elsewhere)
    disputed = rows.filter(disputed=True).count()
    return Overview(book().counts(), count, disputed, timeline(rows), tuple(found), tuple(elsewhere))


def listed(rows: Any, page: Pager) -> list[Incident]:
    """The incidents of one page of a list, latest first."""
    return [unpack(Incident, data) for data in page.of(newest(rows).values_list("data", flat=True))]


def latest(asked: Asked, page: Pager) -> list[Incident]:
    """The incidents that are asked for, latest first, one page of them."""
    return listed(matching(asked), page)
