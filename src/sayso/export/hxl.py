"""`hxl`: incidents as one CSV file with the hashtags of the Humanitarian Exchange Language in its second line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.export import said
from sayso.export.acled_rules import coded
from sayso.export.columns import names, table_schema
from sayso.export.csvs import write_table
from sayso.export.format import Tracker
from sayso.export.full import Row, incident_row
from sayso.export.narrow import narrowed, not_incidents
from sayso.export.stream import Case, Stream
from sayso.vocab.countries import country
from sayso.vocab.tables import rows

DATA, TABLE = "hxl", "incidents"
RULES = {"certainty": "claims-summed-up", "figures": "claims-summed-up", "contradiction": "claims-summed-up"}
MEASURES = {"measure": "two-measures"}


def tags() -> Row:
    """The hashtag of each column."""
    return {row["name"]: row["tag"] for row in rows("hxl.tsv", "sayso.export")}


def hxl_row(case: Case) -> Row:
    """An incident as a row."""
    row = incident_row(case)
    told = case.asserting
    kind, sub = coded(case) if case.told else (None, None)
    found = country(row["country"])
    return row | {
        "acled_event_type": kind,
        "acled_sub_event_type": sub,
        "country_iso3": found.iso3 if found else None,
        "place_name": row["place_name"] or row["place"],
        "voices": said.voices(case.incident),
        "outlets": said.joined(said.outlets(told)),
        "links": said.joined(dict.fromkeys(c.source.url for c in told)),
    }


class Hxl:
    """Incidents with tags."""

    name = "hxl"
    suffix = ".csv"
    folder = False
    about = "incidents as one CSV file with Humanitarian Exchange Language tags"
    data = DATA

    def write(self, stream: Stream, out: Path, tracker: Tracker) -> None:
        """Write the names, the tags, then a row an incident."""
        write_table(out, names(DATA, TABLE), self._rows(stream, tracker), tracker, tags())
        not_incidents(stream, tracker, "incidents-only", "incidents-only")

    def _rows(self, stream: Stream, tracker: Tracker) -> Iterator[Row]:
        for case in stream.cases():
            for loss in narrowed(case, case.incident.id, RULES | MEASURES):
                if loss.field != "measure:injured":
                    tracker.lose(loss)
            yield hxl_row(case)

    def schema(self) -> dict[str, Any]:
        """The table's schema; its first data line has the tags."""
        shape = table_schema(DATA, TABLE)
        for field in shape["fields"]:
            field["hxl"] = tags()[field["name"]]
        return shape


FORMATS = {"hxl": Hxl()}
