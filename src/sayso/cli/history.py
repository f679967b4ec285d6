"""`sayso history`, `articles` and `refusals`: what became of things, what is there, what could not be read."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.ledger_options import AsOfOption, JsonOption, LedgerOption, moment, opened, print_json


def history(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="An incident, a total, an article, or a claim as ARTICLE#CLAIM.")
    ],
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what became of an incident, a claim or a report, change by change; of a changed page, what changed in it."""
    from rich.console import Console

    from sayso.cli.view_ledger import history_lines

    found = opened(ledger).history(name)
    if as_json:
        for entry in found:
            print_json(
                {
                    "lap": entry.lap,
                    "at": entry.at.isoformat(),
                    "kind": entry.kind,
                    "who": entry.who,
                    "note": entry.note,
                    "what": list(entry.what),
                }
            )
        return
    console = Console(highlight=False)
    for line in history_lines(found):
        console.print(line)


def articles(ledger: LedgerOption = None, as_of: AsOfOption = None, as_json: JsonOption = False) -> None:
    """List the reports of the ledger, latest added first."""
    from rich.console import Console
    from rich.text import Text

    from sayso.cli.view_ledger import columns
    from sayso.cli.view_reading import plain

    found = opened(ledger).articles(moment(as_of))
    if as_json:
        for one in found:
            print_json(
                {
                    "id": one.id,
                    "title": one.title,
                    "publisher": one.publisher,
                    "published": one.published.isoformat() if one.published else None,
                    "url": one.url,
                    "reader": one.reader,
                    "claims": one.claims,
                    "versions": one.versions,
                }
            )
        return
    table = columns("id", "published", "publisher", "title", "claims", "versions", "read by")
    for one in found:
        cells = (one.id, str(one.published or ""), one.publisher or "", one.title or "")
        table.add_row(*(Text(plain(c)) for c in (*cells, str(one.claims), str(one.versions), one.reader)))
    Console(highlight=False).print(table)


def refusals(ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """List what could not be read, latest first, and why."""
    from sayso.cli.view_reading import plain

    for one in opened(ledger).refusals():
        if as_json:
            row = {"stage": one.stage, "code": one.code, "source": one.source, "why": one.why, "hint": one.hint}
            print_json(row | {"at": one.at.isoformat()})
        else:
            typer.echo(plain(f"{one.at:%Y-%m-%d %H:%M}  {one.source}: {one.why}{'; ' + one.hint if one.hint else ''}"))
