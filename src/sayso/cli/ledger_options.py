"""What the ledger's verbs have in common: the ledger that is meant, the moment, the filter."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.ledger import Filter, Ledger
    from sayso.line_ledger import LedgerLine

LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="PATH|URL",
        help="The ledger: a file, or postgres://USER@HOST/NAME. Without it SAYSO_LEDGER__URL, DATABASE_URL, your own.",
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE[THH:MM]", help="As the ledger stood then (UTC; a date means the end of that day)."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON, for programs.")]
EventOption = Annotated[str | None, typer.Option("--event", metavar="CODE", help="Only this event code.")]
PlaceOption = Annotated[
    str | None, typer.Option("--place", metavar="NAME", help="Only where the place's name has this in it.")
]
CountryOption = Annotated[
    str | None, typer.Option("--country", metavar="CC", help="Only this country, by ISO 3166 code.")
]
ActorOption = Annotated[
    str | None, typer.Option("--actor", metavar="NAME", help="Only where an actor or target has this in its name.")
]
FromOption = Annotated[
    str | None,
    typer.Option("--from-date", metavar="YYYY-MM-DD", help="Only what may have happened on this day or later."),
]
ToOption = Annotated[
    str | None,
    typer.Option("--to-date", metavar="YYYY-MM-DD", help="Only what may have happened on this day or earlier."),
]


def opened(place: str | None) -> Ledger:
    """The ledger that is meant."""
    from sayso.ledger import open_ledger
    from sayso.settings import load_settings

    return open_ledger(place, load_settings().ledger)


def opened_line(place: str | None, domain: str = "conflict") -> LedgerLine:
    """The ledger that is meant, with what reads into it."""
    from sayso.ledger import open_ledger
    from sayso.line_ledger import LedgerLine
    from sayso.settings import load_settings

    settings = load_settings()
    return LedgerLine(open_ledger(place, settings.ledger), settings, domain)


def moment(text: str | None) -> datetime | None:
    """The moment that was given; raises UsageError where it is none."""
    if text is None:
        return None
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), time.max, UTC)
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--as-of {text!r} is no moment; write it as 2024-05-31 or 2024-05-31T18:00") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def day(text: str | None, option: str) -> date | None:
    """The day that was given; raises UsageError where it is none."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {text!r} is not a date; write it as 2015-04-22") from None


def asked(
    event: str | None, place: str | None, country: str | None, actor: str | None, first: str | None, last: str | None,
    grade: str | None = None,
) -> Filter:  # fmt: skip
    """The filter that some options make; raises UsageError for an event, a grade or a date that there isn't."""
    from sayso.ledger import Filter
    from sayso.records import EVENT_CODES, GRADES

    for value, allowed, option in ((event, EVENT_CODES, "--event"), (grade, GRADES, "--grade")):
        if value is not None and value not in allowed:
            raise UsageError(f"{option} {value!r} is not one of {', '.join(allowed)}")
    return Filter(event, place, country, actor, day(first, "--from-date"), day(last, "--to-date"), grade)


def print_json(row: Any) -> None:
    """One object on one line of standard output."""
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()
