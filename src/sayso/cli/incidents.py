"""`sayso incidents`: what the ledger holds."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.ledger_options import (
    ActorOption,
    AsOfOption,
    CountryOption,
    EventOption,
    FromOption,
    JsonOption,
    LedgerOption,
    PlaceOption,
    ToOption,
    asked,
    moment,
    opened,
    print_json,
)
from sayso.errors import UsageError


def incidents(
    ledger: LedgerOption = None,
    event: EventOption = None,
    place: PlaceOption = None,
    country: CountryOption = None,
    actor: ActorOption = None,
    from_date: FromOption = None,
    to_date: ToOption = None,
    grade: Annotated[str | None, typer.Option(metavar="GRADE", help="Only this grade.")] = None,
    as_of: AsOfOption = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    table: Annotated[bool, typer.Option("--table", help="One row an incident.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List the incidents of the ledger, by day; undated ones last."""
    from rich.console import Console

    from sayso.cli.view_ledger import incident_lines, incidents_table
    from sayso.wire_incidents import incident_json

    if as_json and table:
        raise UsageError("--json and --table exclude each other; take one")
    wanted = asked(event, place, country, actor, from_date, to_date, grade)
    found = opened(ledger).incidents(wanted, moment(as_of), limit)
    if as_json:
        for one in found:
            print_json(incident_json(one))
        return
    console = Console(highlight=False)
    if table:
        console.print(incidents_table(found))
    else:
        for line in incident_lines(found):
            console.print(line)
    if not found:
        typer.echo("no incident", err=True)
