"""`sayso serve`: the desk, a web site on the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.ledger_options import LedgerOption
from sayso.errors import UsageError

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def serve(
    ledger: LedgerOption = None,
    host: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Listen here, not on this machine only.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Listen on this port.")] = None,
    demo: Annotated[
        bool, typer.Option("--demo-accounts", help="Make an account for each role and say how to sign in.")
    ] = False,
) -> None:
    """Serve the ledger as a web site on which people look, judge and reply. Ctrl-C ends it."""
    from sayso.desk.serving import address, serve_desk
    from sayso.desk.setup import desk_at, prepare
    from sayso.settings import load_settings

    dials = load_settings()
    where = host or dials.desk.host, port or dials.desk.port
    if demo and where[0] not in LOOPBACK:
        raise UsageError(f"demo accounts are for this machine alone, and {where[0]} is not; leave --host out")
    desk = desk_at(ledger, dials)
    prepare(desk)
    typer.echo(f"The desk of {desk.place} listens on {address(*where)} (Ctrl-C ends it)")
    if demo:
        from sayso.desk.accounts.demo import demo_accounts

        for one in demo_accounts():
            typer.echo(f"  {one.role:<9} {one.email}  password {one.password}")
    serve_desk(desk, *where)
