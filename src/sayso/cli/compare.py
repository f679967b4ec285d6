"""`sayso compare`: the ledger beside another's data."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer

from sayso.cli.ledger_options import AsOfOption, LedgerOption, asked, day, moment, opened
from sayso.errors import UsageError


class Layer(StrEnum):
    """Whose data."""

    acled = "acled"


def compare(
    whose: Annotated[Layer, typer.Argument(metavar="WHOSE", help="acled: a file with ACLED's columns.")],
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The file.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="A CSV file for the report; else the output.")
    ] = None,
    ledger: LedgerOption = None,
    country: Annotated[
        str | None, typer.Option(metavar="CC", help="Only this country, on both sides, by ISO 3166 code.")
    ] = None,
    from_date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Only from this day on, on both sides.")
    ] = None,
    to_date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Only up to this day, on both sides.")
    ] = None,
    as_of: AsOfOption = None,
) -> None:
    """Say which incidents another's file has too, which only one side has, and why; bad rows are refused one by one."""
    from sayso.export.compare import COLUMNS
    from sayso.export.compare import compare as compared
    from sayso.export.csvs import cell
    from sayso.export.foreign import ForeignEvent, read_acled
    from sayso.line_ledger.stream import LedgerStream

    del whose
    first, last = day(from_date, "--from-date"), day(to_date, "--to-date")
    theirs = [
        one
        for one in read_acled(path)
        if not isinstance(one, ForeignEvent)
        or (
            (country is None or one.country == country.upper())
            and (first is None or one.day >= first)
            and (last is None or one.day <= last)
        )
    ]
    stream = LedgerStream(opened(ledger), asked(None, None, country, None, from_date, to_date), moment(as_of))
    counts: Counter[str] = Counter()
    with _report(out) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for one in compared(stream.cases(), theirs):
            counts[one.verdict] += 1
            writer.writerow([cell(value) for value in one.row()])
    for verdict in ("matched", "only-ours", "only-theirs", "refused"):
        typer.echo(f"{counts[verdict]:,} {verdict}", err=True)
    if counts["refused"]:
        raise typer.Exit(1)


@contextmanager
def _report(out: Path | None) -> Iterator[TextIO]:
    """The report's file, or the output."""
    if out is None:
        yield sys.stdout
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as error:
        raise UsageError(f"{out} can't be written: {error.strerror}; give another place") from error
