"""Every record, every field and every code word is documented, and the documentation knows none that isn't there."""

from __future__ import annotations

import dataclasses
import re
from typing import Literal, get_args, get_origin

import pytest

from sayso import records, records_merging

PAGES = {"reference/model.md": records, "reference/incidents.md": records_merging}


def record_fields(module) -> dict[str, list[str]]:
    """The fields of every record that a module defines: data classes and named tuples."""
    found = {}
    for name, value in vars(module).items():
        if name.startswith("_") or not isinstance(value, type) or value.__module__ != module.__name__:
            continue
        if dataclasses.is_dataclass(value):
            found[name] = [f.name for f in dataclasses.fields(value)]
        elif hasattr(value, "_fields"):
            found[name] = list(value._fields)
    return found


def documented_fields(markdown: str) -> dict[str, list[str]]:
    """The fields that the table under each heading of the second level names in its first column."""
    found = {}
    for section in re.split(r"^## ", markdown, flags=re.MULTILINE)[1:]:
        name, _, body = section.partition("\n")
        table = body.partition("| field | meaning |")[2].partition("\n\n")[0]
        found[name.strip()] = re.findall(r"^\| `(\w+)` \| \S", table, flags=re.MULTILINE)
    return found


@pytest.mark.parametrize("path", PAGES)
def test_every_record_and_every_field_is_documented(path, page):
    assert documented_fields(page(path)) == record_fields(PAGES[path])


def test_a_missing_field_would_be_seen():
    made = documented_fields("## Span\n\n| field | meaning |\n| --- | --- |\n| `start` | where |\n\nMore.\n")
    assert made == {"Span": ["start"]} != {"Span": record_fields(records)["Span"]}


def test_every_code_word_is_documented(page):
    text = "".join(map(page, (*PAGES, "reference/event-codes.md")))
    literals = [v for module in PAGES.values() for v in vars(module).values() if get_origin(v) is Literal]
    words = {word for literal in literals for word in get_args(literal)}
    assert len(words) > 60
    assert sorted(word for word in words if f"`{word}`" not in text) == []
