"""`sayso merge`: incidents of readings, without a ledger."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.errors import SourceMissing, UsageError

if TYPE_CHECKING:
    from sayso.records import Ruling


def merge(
    source: Annotated[str, typer.Argument(metavar="[READINGS.jsonl | -]", help="What sayso read --json wrote.")] = "-",
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line for each incident and total.")
    ] = False,
    decided: Annotated[
        str | None, typer.Option("--rulings", metavar="FILE", help="People's rulings as JSON Lines, to be obeyed.")
    ] = None,
    links: Annotated[bool, typer.Option("--links", help="Also print why claims were put together.")] = False,
    near: Annotated[bool, typer.Option("--near-misses", help="Also print what was almost put together.")] = False,
) -> None:
    """Put claims that tell of one happening together, and show each incident once with who says what."""
    from sayso.merging.lines import merge_lines
    from sayso.settings import load_settings

    merged, refused = merge_lines(_lines(source), source, load_settings().merging, _rulings(decided))
    for refusal in refused:
        typer.echo(f"sayso: {refusal}", err=True)
    for ruling in merged.unheeded:
        typer.echo(f"sayso: ruling {ruling} can't be obeyed beside later ones", err=True)
    explained = [*(merged.links if links else ()), *(merged.near_misses if near else ())]
    if as_json:
        from sayso.wire_incidents import aside_json, incident_json, link_json, total_json

        for incident in merged.incidents:
            _print(incident_json(incident))
        for total in merged.totals:
            _print(total_json(total))
        for aside in merged.asides:
            _print(aside_json(aside))
        for link in explained:
            _print(link_json(link))
    else:
        from sayso.cli.view_incidents import merged_view

        for line in merged_view(merged, explained):
            typer.echo(line)
    if refused:
        raise typer.Exit(1)


def _print(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _lines(source: str) -> Iterator[str]:
    if source == "-":
        if sys.stdin.isatty():
            raise UsageError("nothing to merge; give a file of readings, or - for standard input")
        yield from (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
        return
    try:
        with Path(source).open(encoding="utf-8", errors="replace") as handle:
            yield from handle
    except OSError as error:
        raise SourceMissing(source, f"can't be opened ({error.strerror})", "give a file of readings") from error


def _rulings(path: str | None) -> tuple[Ruling, ...]:
    if path is None:
        return ()
    from sayso.merging.lines import rulings

    return tuple(rulings(_lines(path), path))
