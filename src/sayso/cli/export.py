"""`sayso export`: the ledger in the formats of others."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.ledger_options import (
    ActorOption,
    AsOfOption,
    CountryOption,
    EventOption,
    FromOption,
    LedgerOption,
    PlaceOption,
    ToOption,
    asked,
    moment,
    opened,
)
from sayso.errors import UsageError


def export(
    name: Annotated[str, typer.Argument(metavar="FORMAT", help="The format; --list names them.")] = "",
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE|FOLDER", help="Where to; without it one file goes to the output."),
    ] = None,
    losses: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A CSV file of all that the format could not carry.")
    ] = None,
    schema: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A JSON file that describes what is written.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Name the formats.")] = False,
    ledger: LedgerOption = None,
    event: EventOption = None,
    place: PlaceOption = None,
    country: CountryOption = None,
    actor: ActorOption = None,
    from_date: FromOption = None,
    to_date: ToOption = None,
    grade: Annotated[str | None, typer.Option(metavar="GRADE", help="Only incidents of this grade.")] = None,
    ids: Annotated[
        list[str] | None, typer.Option("--id", metavar="ID", help="Only this incident or total; may be given again.")
    ] = None,
    as_of: AsOfOption = None,
) -> None:
    """Write the ledger, or what is asked for, in another format, and say what that format could not carry."""
    from sayso.export import export as write
    from sayso.export import format_named, formats
    from sayso.line_ledger.stream import LedgerStream

    if listed:
        for form in formats():
            typer.echo(f"{form.name:<10} {form.about}")
        return
    if not name:
        raise UsageError("give a format; sayso export --list names them")
    form = format_named(name)
    if out is None and form.folder:
        raise UsageError(f"{name} is a folder of files; say where to with -o FOLDER")
    wanted = asked(event, place, country, actor, from_date, to_date, grade)
    stream = LedgerStream(opened(ledger), wanted, moment(as_of), ids or ())
    with tempfile.TemporaryDirectory() as folder:
        place_ = out or Path(folder) / f"out{form.suffix}"
        written = write(stream, name, place_, losses, schema, _teller())
        if out is None:
            sys.stdout.flush()
            with place_.open("rb") as made:
                while block := made.read(1 << 20):
                    sys.stdout.buffer.write(block)
            sys.stdout.buffer.flush()
    _tell(written.rows, written.losses, out, losses)


def _teller() -> Callable[[int], None] | None:
    """What says how many rows are written while it goes on; nothing where nobody watches."""
    if not sys.stderr.isatty():
        return None

    def tell(rows: int) -> None:
        sys.stderr.write(f"\r{rows:,} rows")
        sys.stderr.flush()

    return tell


def _tell(rows: int, losses: dict[tuple[str, str], int], out: Path | None, report: Path | None) -> None:
    start = "\r" if sys.stderr.isatty() else ""
    typer.echo(f"{start}{rows:,} rows{f' in {out}' if out else ''}", err=True)
    for (what, rule), count in losses.items():
        typer.echo(f"   {what}: {count:,} ({rule})", err=True)
    if losses and report is None:
        typer.echo("   --losses FILE lists them", err=True)
