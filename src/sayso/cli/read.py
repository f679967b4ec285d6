"""`sayso read`: the claims of reports, for people or as JSON Lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from sayso.errors import UsageError
from sayso.records import Reading, Refusal


class From(StrEnum):
    """Kinds of input."""

    auto = "auto"
    html = "html"
    text = "text"
    jsonl = "jsonl"


class Domain(StrEnum):
    """What belongs in the record."""

    conflict = "conflict"
    violence = "violence"


def read(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[PATH | URL | -]...", show_default=False)] = None,
    kind: Annotated[From, typer.Option("--from", help="What the inputs are; auto goes by content.")] = From.auto,
    published: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="Date of the articles that state none; relative times hang on it."),
    ] = None,
    domain: Annotated[
        Domain, typer.Option(help="conflict follows the coding rules; violence codes violent crime too.")
    ] = Domain.conflict,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each article.")] = False,
    table: Annotated[bool, typer.Option("--table", help="One row a claim.")] = False,
    furniture: Annotated[bool, typer.Option("--furniture", help="Show what was set aside, and why.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say of every claim which stage set which field, by what rule and words.")
    ] = False,
) -> None:
    """Read reports and show who says what happened, each claim with its evidence."""
    if as_json and table:
        raise UsageError("--json and --table exclude each other; take one")
    if explain and table:
        raise UsageError("--explain and --table exclude each other; leave one out")
    from sayso.line import Line
    from sayso.settings import load_settings

    day = _day(published)
    sources = inputs or _standard_input()
    line = Line(load_settings(), domain.value)
    results = _counted(line.read(sources, kind.value, day, sys.stdin.buffer), len(sources))
    refused = _print_json(results, explain) if as_json else _print_view(results, table, furniture, explain)
    if refused:
        raise typer.Exit(1)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--published {text!r} is not a date; write it as 2015-04-22") from None


def _standard_input() -> list[str]:
    if sys.stdin.isatty():
        raise UsageError("nothing to read; give a file, a folder, an address, or - for standard input")
    return ["-"]


def _counted(results: Iterable[Reading | Refusal], inputs: int) -> Iterator[Reading | Refusal]:
    """The same results; tells on standard error how far it is once there are more than three."""
    from rich.console import Console

    console = Console(stderr=True)
    read = claims = refused = 0
    with console.status("reading") as status:
        for result in results:
            if isinstance(result, Refusal):
                refused += 1
            else:
                read += 1
                claims += len(result.claims)
            if read + refused > 3 or inputs > 3:
                status.update(f"{read} reports read, {claims} claims, {refused} refused")
            yield result
    if read + refused > 3:
        console.print(f"{read} reports read, {claims} claims, {refused} refused", highlight=False)


def _print_json(results: Iterable[Reading | Refusal], explain: bool) -> int:
    from sayso.vocab.codes import reading_codes
    from sayso.wire import reading_json, refusal_json

    refused = 0
    for result in results:
        if isinstance(result, Refusal):
            refused += 1
            row = refusal_json(result)
        else:
            row = reading_json(result, reading_codes(result), explain)
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return refused


def _print_view(results: Iterable[Reading | Refusal], table: bool, furniture: bool, explain: bool) -> int:
    from rich.console import Console

    from sayso.cli.view_reading import claims_table, legend, reading_view

    console = Console(highlight=False, soft_wrap=False)
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    readings: list[Reading] = []
    refused = 0
    for result in results:
        if isinstance(result, Refusal):
            refused += 1
            errors.print(f"sayso: {result}", markup=False)
        elif table:
            readings.append(result)
        else:
            if not readings:
                console.print(legend(console))
            readings = [result]
            console.print(reading_view(result, console, furniture, explain))
    if table and readings:
        console.print(claims_table(readings))
    return refused
