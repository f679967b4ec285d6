"""Exports: a stream of records in, files in the field's formats out, and what each format could not carry.

    from sayso.export import export
    export(stream, "acled", Path("events.csv"), losses=Path("losses.csv"))

A format is a file of this room, with its columns and rules as data beside it. Streams come from `sayso.line_ledger`.
"""

from sayso.export.door import Written, export
from sayso.export.format import Format, Tracker, format_named, formats
from sayso.export.losses import Loss
from sayso.export.stream import Case, Cited, Refused, Report, Sheet, Source, Stream, Tally, loose

__all__ = [
    "Case",
    "Cited",
    "Format",
    "Loss",
    "Refused",
    "Report",
    "Sheet",
    "Source",
    "Stream",
    "Tally",
    "Tracker",
    "Written",
    "export",
    "format_named",
    "formats",
    "loose",
]
