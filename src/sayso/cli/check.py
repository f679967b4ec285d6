"""`sayso check`: what is installed, and whether it works."""

from __future__ import annotations

from typing import Annotated

import typer


def check(as_json: Annotated[bool, typer.Option("--json", help="The same as one JSON object.")] = False) -> None:
    """Say what is installed (model, gazetteer, vocabularies, versions) and whether it works."""
    import json

    from sayso.health import examine
    from sayso.settings import load_settings

    findings = examine(load_settings())
    if as_json:
        typer.echo(
            json.dumps([{"part": f.part, "version": f.version, "works": f.works, "says": f.says} for f in findings])
        )
    else:
        width = max(len(f.part) for f in findings)
        for f in findings:
            typer.echo(f"{'ok ' if f.works else 'BAD'}  {f.part:<{width}}  {f.version:<18}  {f.says}")
    if not all(f.works for f in findings):
        raise typer.Exit(1)
