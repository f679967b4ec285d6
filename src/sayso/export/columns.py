"""A format's columns and rules as data: what each means, where it is from; and the schema made of them.

`data/FORMAT.tsv` has the columns, `data/FORMAT.rules.tsv` the rules by which records become rows. The documentation's
pages are made from them, the tests hold the written files to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.vocab.tables import rows

TYPES = ("string", "integer", "number", "boolean", "date", "datetime", "binary")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the table that it is in, its name and type, what it means and whose definition that is."""

    table: str
    name: str
    type: str
    means: str
    source: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by which records become rows: its name in loss reports, what it says, whose it is."""

    name: str
    says: str
    source: str


@cache
def columns(name: str) -> dict[str, tuple[Column, ...]]:
    """The columns of a format, by table, in order. A type with "!" after it is never empty."""
    found: dict[str, list[Column]] = {}
    for row in rows(f"{name}.tsv", "sayso.export"):
        column = Column(
            row["table"], row["name"], row["type"].rstrip("!"), row["means"], row["source"], row["type"].endswith("!")
        )
        found.setdefault(column.table, []).append(column)
    return {table: tuple(here) for table, here in found.items()}


@cache
def rules(name: str) -> dict[str, Rule]:
    """The rules of a format, by name."""
    return {r["rule"]: Rule(r["rule"], r["says"], r["source"]) for r in rows(f"{name}.rules.tsv", "sayso.export")}


def names(name: str, table: str) -> tuple[str, ...]:
    """The names of the columns of a format's table."""
    return tuple(c.name for c in columns(name)[table])


# frictionless has no type for bytes: they stand as base64 in text formats.
_PLAIN = {"binary": "string"}


def table_schema(name: str, table: str) -> dict[str, Any]:
    """A Table Schema (Frictionless Data) of one table."""
    found: list[dict[str, Any]] = []
    for column in columns(name)[table]:
        row: dict[str, Any] = {"name": column.name, "type": _PLAIN.get(column.type, column.type)}
        if column.type == "datetime":
            row["format"] = "any"
        row["description"] = column.means
        if column.required:
            row["constraints"] = {"required": True}
        found.append(row)
    return {"fields": found, "missingValues": [""]}
