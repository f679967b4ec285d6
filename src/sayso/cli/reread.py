"""`sayso reread`: the ledger's reports with the present reader."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.ledger_options import JsonOption, LedgerOption, opened_line, print_json
from sayso.errors import UsageError


def reread(
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="[ARTICLE]...", help="Reports by their ids.", show_default=False)
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Read every report of the ledger, then merge all anew.")] = False,
    merge: Annotated[bool, typer.Option("--merge", help="Read nothing; put all claims together anew.")] = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read reports of the ledger anew, from the bytes that it keeps, and say what changed; people's rulings hold."""
    from sayso.cli.add import _report, outcome_lines, outcomes_json

    if sum((bool(articles), every, merge)) != 1:
        raise UsageError("give the articles to read anew, or --all, or --merge")
    line = opened_line(ledger)
    refused = 0 if merge else _report(line.reread(None if every else articles), as_json)
    if every or merge:
        outcomes = line.merge_all()
        if as_json:
            print_json({"incidents": outcomes_json(outcomes)})
        else:
            for text in outcome_lines(outcomes) or ["merged anew, nothing changed"]:
                typer.echo(text)
    if refused:
        raise typer.Exit(1)
