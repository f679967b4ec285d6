"""The page of the API names what the OpenAPI document has, and nothing else."""

from __future__ import annotations

import json
import re

import pytest


@pytest.fixture(scope="module")
def document(root):
    """The OpenAPI document's snapshot, which the desk's tests hold to the running API."""
    return json.loads((root / "tests" / "desk" / "openapi.json").read_text(encoding="utf-8"))


def test_every_address_is_documented(page, document):
    named = set(re.findall(r"^\| `(GET|POST) (/api/v1/[^`]+)` \|", page("reference/api.md"), flags=re.MULTILINE))
    assert named == {(way.upper(), path) for path, ways in document["paths"].items() for way in ways}


def test_every_parameter_field_of_a_ruling_and_error_is_documented(page, document):
    text = page("reference/api.md")
    operations = [one for ways in document["paths"].values() for one in ways.values()]
    names = {p["name"] for one in operations for p in one.get("parameters", ()) if p["in"] == "query"}
    shapes = document["components"]["schemas"]
    for shape in ("Act", "Fault", "Moved", "Waiting", "Outcomes", "Listing", "FieldFault"):
        names |= set(shapes.get(shape, {}).get("properties", ()))
    names |= set(shapes["Fault"]["properties"]["error"]["enum"])
    codes = {code for one in operations for code in one["responses"]} - {"200"}
    assert len(names) > 30
    assert sorted(n for n in names if f"`{n}`" not in text and f"`{n}=" not in text and f'"{n}"' not in text) == []
    assert sorted(code for code in codes if code not in text) == []
