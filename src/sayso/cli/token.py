"""`sayso token`: tokens with which programs write through the desk's API."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.ledger_options import LedgerOption
from sayso.errors import UsageError


def token(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The account, at the desk of the ledger.")],
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="What the token is for.")] = "",
    rights: Annotated[
        list[str] | None,
        typer.Option("--right", metavar="RIGHT", help="What it may do: correct, rule; all that the account may."),
    ] = None,
    days: Annotated[int | None, typer.Option("--days", min=1, help="How long it holds; without it for good.")] = None,
    show: Annotated[bool, typer.Option("--list", help="List the account's tokens instead.")] = False,
    revoke: Annotated[int | None, typer.Option("--revoke", metavar="N", help="Take one of them back instead.")] = None,
    ledger: LedgerOption = None,
) -> None:
    """Make a token for an account of the desk, and print it this once; or list its tokens, or take one back."""
    from sayso.desk.setup import desk_at, prepare
    from sayso.settings import load_settings

    prepare(desk_at(ledger, load_settings()))
    from sayso.desk.accounts.models import User
    from sayso.desk.api import tokens

    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        raise UsageError(f"the desk has no account {email}")
    if revoke is not None:
        if not tokens.revoke(user, revoke):
            raise UsageError(f"{email} has no token {revoke}; sayso token {email} --list shows them")
        typer.echo(f"token {revoke} is taken back")
    elif show:
        for one in tokens.tokens_of(user):
            ends = f"until {one.ends:%Y-%m-%d}" if one.ends else "for good"
            typer.echo(f"{one.pk}  {one.hint}…  {one.rights}  {ends}  {one.name}")
    else:
        _made, secret = tokens.make_token(user, name or "command line", rights or tokens.OFFERED, days)
        typer.echo(secret)
