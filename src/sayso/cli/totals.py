"""`sayso totals`: the cumulative counts of the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.ledger_options import (
    ActorOption,
    AsOfOption,
    CountryOption,
    EventOption,
    JsonOption,
    LedgerOption,
    PlaceOption,
    asked,
    moment,
    opened_line,
    print_json,
)


def totals(
    ledger: LedgerOption = None,
    event: EventOption = None,
    place: PlaceOption = None,
    country: CountryOption = None,
    actor: ActorOption = None,
    from_date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Only windows that reach to this day or later.")
    ] = None,
    to_date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Only windows that begin on this day or earlier.")
    ] = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the cumulative counts that reports give, and how far the incidents account for each."""
    from rich.console import Console

    from sayso.cli.view_ledger import WIDE, total_lines, totals_table
    from sayso.wire_incidents import total_json

    wanted = asked(event, place, country, actor, from_date, to_date)
    found = opened_line(ledger).totals(wanted, moment(as_of))
    if as_json:
        for one in found:
            print_json(total_json(one))
    elif found:
        console = Console(highlight=False)
        for part in [totals_table(found)] if console.width >= WIDE else total_lines(found):
            console.print(part)
    else:
        typer.echo("no total", err=True)
