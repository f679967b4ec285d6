"""`sayso import`: files of others, and our own Parquet folders, into a ledger."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.ledger_options import LedgerOption, opened


class Kind(StrEnum):
    """What is imported."""

    parquet = "parquet"


def bring(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help="parquet: a folder of sayso export parquet.")],
    path: Annotated[Path, typer.Argument(metavar="FOLDER", help="What to import.")],
    ledger: LedgerOption = None,
) -> None:
    """Make an empty ledger the one that a Parquet folder holds: all of it, or nothing."""
    from sayso.line_ledger.restoring import restore
    from sayso.settings import load_settings

    del kind
    made = restore(opened(ledger), path, load_settings())
    typer.echo(
        f"{made.articles:,} articles, {made.claims:,} claims, {made.incidents:,} incidents, {made.totals:,} totals,"
        f" {made.rulings:,} rulings"
    )
