"""How far a ledger's incidents account for its totals, reckoned when it is asked: it changes with every incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sayso.ledger import Ledger
from sayso.ledger.shapes import Filter
from sayso.merging.shelf import Shelf
from sayso.merging.totals import accounted
from sayso.records import Total


def with_sums(ledger: Ledger, totals: Sequence[Total], as_of: datetime | None = None) -> tuple[Total, ...]:
    """The totals with the incidents that fall inside each and the sums of their best figures."""
    windows = [(t.start, t.end) for t in totals if t.start and t.end]
    if not windows:
        return tuple(totals)
    span = Filter(first=min(w[0] for w in windows), last=max(w[1] for w in windows))
    shelf = Shelf(ledger.incidents(span, as_of))
    found = []
    for total in totals:
        start, end = (None if d is None else d.toordinal() for d in (total.start, total.end))
        inside = shelf.inside(total.event, start, end, total.site, total.actors)
        sums = tuple(accounted(r, inside) for r in total.ranges if not r.group)
        found.append(replace(total, incidents=tuple(i.id for i in inside), accounted=sums))
    return tuple(found)
