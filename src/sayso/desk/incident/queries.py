"""Everything that the page of an incident or a total shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.desk.incident.sheet import Sheet, sheet
from sayso.desk.incident.strips import Strip, strips
from sayso.desk.related.incidents import related_incidents
from sayso.desk.setup import book, line
from sayso.ledger import Entry, Told, models
from sayso.records import Contradiction, Incident, Link, Ref, Ruling, Total

MOST_LINKS = 60
MOST_NEAR = 10
MOST_CLAIMS = 150  # shown on the page: what a person reads in one sitting
MOST_CHANGES = 30  # told on the page itself; a longer history has a page of its own


@dataclass(frozen=True, slots=True)
class Whole:
    """One incident or total with everything that it rests on."""

    one: Incident | Total
    told: Mapping[Ref, Told]
    sheet: Sheet
    strips: tuple[Strip, ...]
    links: tuple[Link, ...]
    near: tuple[Link, ...]
    rulings: tuple[Ruling, ...]
    struck: Mapping[Ref, Told]
    history: tuple[Entry, ...]
    changes: int
    related: tuple[Incident, ...]
    inside: tuple[Incident, ...] = ()

    @property
    def disputed(self) -> tuple[Contradiction, ...]:
        """The fields on which the claims can't all be right."""
        return getattr(self.one, "contradictions", ())

    @property
    def disputed_fields(self) -> frozenset[str]:
        """Their names, groups of victims left out."""
        return frozenset(c.field.partition(":")[0] for c in self.disputed)

    @property
    def left_out(self) -> int:
        """How many claims the page has no room for."""
        return len(self.one.claims) + len(getattr(self.one, "denials", ())) - len(self.told)

    @property
    def numbers(self) -> dict[Ref, int]:
        """The number that each claim has on the page."""
        return {w.ref: w.number for w in self.sheet.words}


def whole(name: str) -> Whole:
    """The incident or total of an id; raises NotInLedger."""
    ledger = book()
    found = ledger.find(name)
    one: Incident | Total = found if isinstance(found, Incident) else line().with_sums(found)
    refs = (*one.claims, *getattr(one, "denials", ()))
    struck = ledger.struck(one) if isinstance(one, Incident) else ()
    shown = refs[: MOST_CLAIMS // 2] + refs[len(refs) - MOST_CLAIMS // 2 :] if len(refs) > MOST_CLAIMS else refs
    told = ledger.told({*shown, *struck[:MOST_CLAIMS]})
    changes = _changes(one)
    return Whole(
        one=one,
        told={r: told[r] for r in shown if r in told},
        sheet=sheet(one, told),
        strips=tuple(strips(one)),
        links=ledger.links(shown)[:MOST_LINKS],
        near=ledger.near_misses(shown)[:MOST_NEAR],
        rulings=ledger.rulings_on((*refs, *struck)),
        struck={r: told[r] for r in struck if r in told},
        history=ledger.history(one.id) if changes <= MOST_CHANGES else (),
        changes=changes,
        related=related_incidents(one) if isinstance(one, Incident) else (),
        inside=_inside(one) if isinstance(one, Total) else (),
    )


def _changes(one: Incident | Total) -> int:
    """How many states it has had; one query."""
    table = models.Incident if isinstance(one, Incident) else models.Total
    return int(table.objects.using(book().db).filter(name=one.id).count())


def _inside(total: Total, most: int = 100) -> tuple[Incident, ...]:
    from sayso.ledger import look

    found = {i.id: i for i in look.by_names(book().db, total.incidents[:most])}
    return tuple(found[name] for name in total.incidents[:most] if name in found)
