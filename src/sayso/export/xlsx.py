"""`xlsx`: a workbook for people: a sheet a kind, filters on, the sentence beside each figure. XlsxWriter writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sayso.errors import InstallationError, UsageError
from sayso.export import said
from sayso.export.columns import Column, columns, table_schema
from sayso.export.format import Tracker
from sayso.export.full import Row, claim_rows, incident_rows, ruling_rows, total_rows, voice_rows
from sayso.export.losses import Loss
from sayso.export.stream import Cited, Stream
from sayso.export.text import tidy
from sayso.records import Incident, Ref, Total

DATA = "xlsx"
MOST_ROWS = 1_048_575  # of a sheet, without its line of names
MOST_CHARS = 32_767
WIDE = {"evidence": 70, "sentence": 70, "stated": 24, "grade_rule": 40, "contradictions": 50, "why": 40, "said": 40,
        "actors": 28, "targets": 28, "link": 40, "voices": 30}  # fmt: skip


def figure_rows(stream: Stream) -> Iterator[Row]:
    """A row each account of a figure, with its sentence."""
    for case in stream.cases():
        yield from _figures(case.incident, "incident", case.told)
    for tally in stream.tallies():
        yield from _figures(tally.total, "total", tally.told)


def _figures(one: Incident | Total, counts: str, told: Any) -> Iterator[Row]:
    head = {"holder": one.id, "counts": counts, "event": one.event, "from": one.start, "to": one.end}
    head["place"] = (one.site.name or one.site.text) if one.site else None
    for found in one.ranges:
        row = {"measure": found.measure, "who": found.group, "low": found.low, "best": found.best, "high": found.high}
        for stated in found.stated:
            cited: Cited | None = told.get(Ref(*stated.claim))
            yield {
                **head,
                **row,
                "stated": said.bounds(stated.low, stated.best, stated.high, stated.approximate),
                "voice": stated.voice,
                "party": stated.party,
                "certainty": stated.certainty,
                "outlet": cited.source.publisher if cited else None,
                "published": cited.source.published if cited else None,
                "sentence": cited.claim.evidence.text if cited else None,
                "link": cited.source.url if cited else None,
                "claim": said.ref(stated.claim),
            }


SHEETS: dict[str, Callable[[Stream], Iterator[Row]]] = {
    "incidents": incident_rows,
    "figures": figure_rows,
    "totals": total_rows,
    "claims": claim_rows,
    "voices": voice_rows,
    "rulings": ruling_rows,
}


class Xlsx:
    """One workbook. No cell is a formula or a link, whatever a report writes."""

    name = "xlsx"
    suffix = ".xlsx"
    folder = False
    about = "an Excel workbook for people: a sheet a kind, the sentence beside each figure"
    data = DATA

    def write(self, stream: Stream, out: Path, tracker: Tracker) -> None:
        """Write the workbook, row after row. Raises UsageError where a sheet would have more rows than Excel takes."""
        try:
            import xlsxwriter
        except ImportError:
            hint = "install it with: pip install 'sayso[tables]'"
            raise InstallationError(f"Excel files need XlsxWriter; {hint}") from None
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        book = xlsxwriter.Workbook(str(out), {"constant_memory": True, **plain})
        moment = stream.moment or datetime(1970, 1, 1, tzinfo=UTC)
        book.set_properties({"title": "Sayso ledger", "created": moment.replace(tzinfo=None)})
        looks = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "datetime": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        _about(book, stream, looks["head"])
        for sheet, rows in SHEETS.items():
            _sheet(book, sheet, rows(stream), looks, tracker)
        book.close()
        tracker.lose(Loss("left out", "ledger", "links", "links, near misses, pages and refusals", "for-people"))

    def schema(self) -> dict[str, Any]:
        """The columns of each sheet."""
        return {"sheets": {sheet: table_schema(DATA, sheet) for sheet in SHEETS}}


def _about(book: Any, stream: Stream, bold: Any) -> None:
    sheet = book.add_worksheet("about")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    moment = stream.moment.strftime("%Y-%m-%d %H:%M UTC") if stream.moment else "an empty ledger"
    asked = ", ".join(f"{k} {v}" for k, v in stream.selection.items()) or "everything"
    lines = [("The ledger as of", moment), ("What was asked for", asked), ("", "")]
    lines += [(f"{name} · {c.name}", c.means) for name in SHEETS for c in columns(DATA)[name]]
    for number, (left, right) in enumerate(lines):
        sheet.write_string(number, 0, left, bold if number < 2 else None)
        sheet.write_string(number, 1, tidy(right))


def _sheet(book: Any, name: str, rows: Iterator[Row], looks: dict[str, Any], tracker: Tracker) -> None:
    here = columns(DATA)[name]
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    for number, column in enumerate(here):
        sheet.set_column(number, number, WIDE.get(column.name, 18 if column.type == "string" else 11))
        sheet.write_string(0, number, column.name, looks["head"])
    count = 0
    for row in rows:
        count += 1
        if count > MOST_ROWS:
            raise UsageError(f"the sheet {name} would have more than {MOST_ROWS:,} rows; ask for less, or take csv")
        for number, column in enumerate(here):
            _cell(sheet, count, number, column, row, looks, tracker)
        tracker.wrote()
    sheet.autofilter(0, 0, count, len(here) - 1)


def _cell(sheet: Any, at: int, number: int, column: Column, row: Row, looks: dict[str, Any], tracker: Tracker) -> None:
    value = row[column.name]
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(at, number, value)
    elif isinstance(value, int | float):
        sheet.write_number(at, number, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(at, number, value.astimezone(UTC).replace(tzinfo=None), looks["datetime"])
    elif isinstance(value, date):
        if value.year < 1900:
            sheet.write_string(at, number, value.isoformat())
        else:
            sheet.write_datetime(at, number, datetime(value.year, value.month, value.day), looks["date"])  # noqa: DTZ001
    else:
        text = tidy(str(value))
        if len(text) > MOST_CHARS:
            name = str(row.get("id") or row.get("holder") or row.get("claim"))
            tracker.lose(Loss("narrowed", name, column.name, f"{len(text)} characters", "cell-length", name))
            text = text[: MOST_CHARS - 1] + "…"
        sheet.write_string(at, number, text)


FORMATS = {"xlsx": Xlsx()}
