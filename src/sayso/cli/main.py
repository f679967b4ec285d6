"""The app that the verbs hang on, and its exit codes: 0 done, 1 some inputs refused, 2 asked for what can't be."""

from __future__ import annotations

import os
import sys

import typer

from sayso.cli.add import add
from sayso.cli.check import check
from sayso.cli.compare import compare
from sayso.cli.export import export
from sayso.cli.history import articles, history, refusals
from sayso.cli.importing import bring
from sayso.cli.incidents import incidents
from sayso.cli.merge import merge
from sayso.cli.read import read
from sayso.cli.reread import reread
from sayso.cli.rule import rule, rulings
from sayso.cli.serve import serve
from sayso.cli.show import show
from sayso.cli.token import token
from sayso.cli.totals import totals
from sayso.errors import SaysoError

app = typer.Typer(
    name="sayso",
    help="Reads reports of conflict and records who says what happened, where, when, how many, how surely.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
for verb in (
    read, merge, add, incidents, show, totals, rule, rulings, reread, history, articles, refusals, export, compare,
    serve, token, check,
):  # fmt: skip
    app.command()(verb)
app.command("import")(bring)


def main() -> None:
    """Run the command; our own errors become one line on standard error."""
    try:
        app()
    except SaysoError as error:
        typer.echo(f"sayso: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
