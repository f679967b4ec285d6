"""`sayso show`: one incident or total with everything that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.cli.ledger_options import AsOfOption, JsonOption, LedgerOption, moment, opened_line, print_json
from sayso.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.ledger import Told
    from sayso.records import Incident, Link, Ref, Ruling, Total


def show(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", help="An incident's or total's id, or its first letters; without one, the most disputed."
        ),
    ] = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show who says what of one incident, where they contradict each other, and why they are held to be one."""
    from rich.console import Console

    from sayso.cli.view_ledger import incident_view
    from sayso.records import Incident

    line = opened_line(ledger)
    book, at = line.ledger, moment(as_of)
    found = book.find(name, at) if name else _most_disputed(book.incidents(as_of=at))
    one: Incident | Total = found if isinstance(found, Incident) else line.with_sums(found, at)
    refs = (*one.claims, *getattr(one, "denials", ()))
    struck = book.struck(found, at) if isinstance(found, Incident) else ()
    told, out = book.told(refs, at), book.told(struck, at)
    links, near = book.links(refs, at), book.near_misses(refs, at)
    rulings = book.rulings_on((*refs, *struck))
    if as_json:
        print_json(_json(one, told, links, near, rulings, out))
        return
    console = Console(highlight=False)
    if name and not one.id.startswith(name):
        console.print(f"{name} is now in {one.id}", markup=False)
    console.print(incident_view(one, told, links, near, rulings, out, console))


def _most_disputed(found: Sequence[Incident]) -> Incident:
    """A contested incident before others, then the one with most contradictions."""
    if not found:
        raise UsageError("the ledger holds no incident yet; add reports to it first")
    return max(found, key=lambda i: (i.grade == "contested", len(i.contradictions), len(i.voices), i.id))


def _json(
    one: Incident | Total,
    told: Mapping[Ref, Told],
    links: Sequence[Link],
    near: Sequence[Link],
    rulings: Sequence[Ruling],
    struck: Mapping[Ref, Told],
) -> dict[str, Any]:
    from sayso.cli.view_ledger import told_json
    from sayso.records import Incident
    from sayso.wire_incidents import incident_json, link_json, ruling_json, total_json

    head = incident_json(one) if isinstance(one, Incident) else total_json(one)
    return head | {
        "told": [told_json(r, t) for r, t in told.items()],
        "struck": [told_json(r, t) for r, t in struck.items()],
        "links": [link_json(k) for k in links],
        "near_misses": [link_json(k) for k in near],
        "rulings": [ruling_json(r) for r in rulings],
    }
