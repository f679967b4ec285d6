"""`sayso totals`: the cumulative counts of the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.ledger_options import AsOfOption, JsonOption, LedgerOption, asked, moment, opened_line, print_json


def totals(
    ledger: LedgerOption = None,
    event: Annotated[str | None, typer.Option(metavar="CODE", help="Only this event code.")] = None,
    place: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only where the place's name has this in it.")
    ] = None,
    country: Annotated[str | None, typer.Option(metavar="CC", help="Only this country, by ISO 3166 code.")] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only where an actor or target has this in its name.")
    ] = None,
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
