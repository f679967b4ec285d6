"""`sayso add`: reports into the ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.cli.ledger_options import LedgerOption, day, opened_line, print_json
from sayso.cli.read import Domain, From
from sayso.errors import UsageError
from sayso.records import Refusal

if TYPE_CHECKING:
    from sayso.line_ledger import Added


def add(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[PATH | URL | -]...", show_default=False)] = None,
    ledger: LedgerOption = None,
    kind: Annotated[From, typer.Option("--from", help="What the inputs are; auto goes by content.")] = From.auto,
    published: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="Date of the articles that state none; relative times hang on it."),
    ] = None,
    domain: Annotated[
        Domain, typer.Option(help="conflict follows the coding rules; violence codes violent crime too.")
    ] = Domain.conflict,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each report.")] = False,
) -> None:
    """Read reports, store them in the ledger and merge them with what is there; say what is new."""
    if not inputs and sys.stdin.isatty():
        raise UsageError("nothing to add; give a file, a folder, an address, or - for standard input")
    line = opened_line(ledger, domain.value)
    results = line.add(inputs or ["-"], kind.value, day(published, "--published"), sys.stdin.buffer)
    if _report(results, as_json):
        raise typer.Exit(1)


def _report(results: Iterable[Added | Refusal], as_json: bool) -> int:
    """Print what became of each report, one after another as it is safe; how many were refused."""
    from sayso.cli.view_reading import plain
    from sayso.wire import refusal_json

    refused = 0
    for result in results:
        if isinstance(result, Refusal):
            refused += 1
            if as_json:
                print_json(refusal_json(result))
            else:
                typer.echo(f"sayso: {plain(str(result))}", err=True)
        elif as_json:
            print_json(added_json(result))
        else:
            for text in added_lines(result):
                typer.echo(text)
    return refused


def added_json(one: Added) -> dict[str, Any]:
    """What became of one report, as JSON."""
    stored, outcomes = one.stored, one.outcomes
    return {
        "address": one.address,
        "article": stored.article,
        "version": stored.version,
        "outcome": stored.outcome,
        "claims": {"added": list(stored.added), "altered": list(stored.altered), "gone": list(stored.gone)},
        "doubtful_rulings": list(stored.doubtful),
        "incidents": outcomes_json(outcomes),
    }


def outcomes_json(outcomes: Any) -> dict[str, Any]:
    """What changed among the incidents, as JSON."""
    return {
        "new": list(outcomes.new),
        "changed": list(outcomes.changed),
        "merged": dict(outcomes.merged),
        "withdrawn": list(outcomes.withdrawn),
        "totals": list(outcomes.totals),
    }


SAID = {
    "new": "new report",
    "known": "in the ledger already",
    "changed": "the page has changed: version {version}",
    "reread": "read anew",
    "unchanged": "read anew, nothing changed",
}


def added_lines(one: Added) -> list[str]:
    """What became of one report, in words."""
    from sayso.cli.view_reading import plain

    stored = one.stored
    said = SAID[stored.outcome].format(version=stored.version)
    counts = [(len(stored.added), "new"), (len(stored.altered), "altered"), (len(stored.gone), "gone")]
    claims = ", ".join(f"{n} {word}" for n, word in counts if n)
    lines = [f"{plain(one.address)}: {said}, article {plain(stored.article)}{'; claims: ' + claims if claims else ''}"]
    lines += [f"   {text}" for text in outcome_lines(one.outcomes)]
    lines += [f"   ruling {name} speaks of a sentence that has changed: look at it again" for name in stored.doubtful]
    return lines


def outcome_lines(outcomes: Any) -> list[str]:
    """What changed among the incidents, in words."""
    named = [
        ("new incidents", outcomes.new),
        ("changed", outcomes.changed),
        ("merged", [f"{old} into {new}" for old, new in outcomes.merged]),
        ("withdrawn", outcomes.withdrawn),
        ("totals", outcomes.totals),
    ]
    return [f"{word}: {', '.join(names)}" for word, names in named if names]
