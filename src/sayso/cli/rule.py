"""`sayso rule` and `sayso rulings`: what people decide, and what they decided."""

from __future__ import annotations

import getpass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.ledger_options import AsOfOption, JsonOption, LedgerOption, moment, opened, opened_line, print_json
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.line_ledger import LedgerLine, Ruled


class Kind(StrEnum):
    """Kinds of ruling."""

    link = "link"
    unlink = "unlink"
    strike = "strike"
    correct = "correct"
    grade = "grade"
    confirm = "confirm"
    undo = "undo"


def rule(
    kind: Annotated[Kind, typer.Argument(help="What is ruled.")],
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="CLAIM|INCIDENT|RULING...", help="Claims (ARTICLE#CLAIM or an id), or all claims of an incident."
        ),
    ],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; it is kept and shown.")],
    who: Annotated[
        str | None, typer.Option("--who", metavar="NAME", help="Who rules; your login name without it.")
    ] = None,
    apart: Annotated[
        list[str] | None,
        typer.Option("--from", metavar="CLAIM|INCIDENT", help="unlink: what the claims are kept apart from."),
    ] = None,
    put: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="FIELD=VALUE", help="correct: what the claims really say; an empty value: unknown."
        ),
    ] = None,
    grade: Annotated[str | None, typer.Option("--grade", metavar="GRADE", help="grade: which.")] = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Rule on claims or incidents: a new record, which outranks the machine, survives a re-read and can be undone."""
    line = opened_line(ledger)
    made = [
        _made(line, kind.value, names, who or getpass.getuser(), why, apart or [], field, value)
        for field, value in _settings(kind, put or [], grade, names)
    ]
    for one in made:
        _print(one, as_json)


def _settings(kind: Kind, put: list[str], grade: str | None, names: list[str]) -> list[tuple[str | None, str | None]]:
    """The field and value of each ruling that is asked for; raises UsageError where they don't fit its kind."""
    if kind is Kind.correct:
        pairs = [p.partition("=") for p in put]
        if not pairs or any(not mark for _, mark, _ in pairs):
            raise UsageError("correct needs --set FIELD=VALUE, as in --set killed=23")
        return [(name.strip(), value.strip() or None) for name, _, value in pairs]
    if kind is Kind.grade:
        if not grade:
            raise UsageError("grade needs --grade GRADE, as in --grade confirmed")
        return [(None, grade)]
    if kind is Kind.undo:
        return [(None, name) for name in names]
    return [(None, None)]


def _made(
    line: LedgerLine,
    kind: str,
    names: list[str],
    who: str,
    why: str,
    apart: list[str],
    field: str | None,
    value: str | None,
) -> Ruled:
    from sayso.errors import RecordError

    if kind == "undo":
        claims, others = [], []
    else:
        claims = list(dict.fromkeys(ref for name in names for ref in line.ledger.refs(name)))
        others = list(dict.fromkeys(ref for name in apart for ref in line.ledger.refs(name)))
    try:
        return line.rule(kind, who, why, claims, others, field, value)  # type: ignore[arg-type]
    except RecordError as error:
        raise UsageError(str(error)) from error


def _print(one: Ruled, as_json: bool) -> None:
    from sayso.cli.add import outcome_lines, outcomes_json
    from sayso.wire_incidents import ruling_json

    if as_json:
        print_json(ruling_json(one.ruling) | {"incidents": outcomes_json(one.outcomes), "unheeded": list(one.unheeded)})
        return
    typer.echo(f"ruling {one.ruling.id} added")
    for text in outcome_lines(one.outcomes):
        typer.echo(f"   {text}")
    for name in one.unheeded:
        typer.echo(f"   ruling {name} can't be obeyed beside later ones", err=True)


def rulings(ledger: LedgerOption = None, as_of: AsOfOption = None, as_json: JsonOption = False) -> None:
    """List what people have ruled, earliest first."""
    from rich.console import Console

    from sayso.cli.view_ledger import rulings_table
    from sayso.wire_incidents import ruling_json

    found = opened(ledger).rulings(moment(as_of))
    if as_json:
        for one in found:
            print_json(ruling_json(one))
    else:
        Console(highlight=False).print(rulings_table(found))
