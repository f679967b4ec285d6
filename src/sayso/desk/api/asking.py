"""What the API's lists can be asked for: the filters of the pages, by the same names, and which page."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Schema
from ninja.errors import HttpError
from pydantic import Field

from sayso.desk.asked import LONGEST, Asked
from sayso.desk.words import EVENTS, GRADES, STATUSES

MOST_ROWS = 100  # of incidents with many claims that is 1 MB already


class Paging(Schema):
    """Which page of a list, and how long pages are."""

    page: int = Field(1, ge=1, le=10_000_000, description="The number of the page, from 1.")
    rows: int | None = Field(
        None, ge=1, le=MOST_ROWS, description="Results on a page; the desk's own number without it."
    )


class Filters(Schema):
    """Which incidents, as on the front page."""

    q: str | None = Field(None, max_length=LONGEST, description="Words of a claim, or part of a name.")
    event: str | None = Field(None, json_schema_extra={"enum": list(EVENTS)}, description="A code of what happened.")
    actor: str | None = Field(None, max_length=LONGEST, description="Part of an actor's or target's name, or an id.")
    place: str | None = Field(None, max_length=LONGEST, description="Part of a place's name.")
    country: str | None = Field(None, pattern="^[A-Za-z]{2}$", description="An ISO 3166 code of two letters.")
    from_: date | None = Field(None, alias="from", description="The first day on which it may have happened.")
    to: date | None = Field(None, description="The last day on which it may have happened.")
    grade: str | None = Field(None, json_schema_extra={"enum": list(GRADES)}, description="How well it is attested.")
    status: str | None = Field(
        None, json_schema_extra={"enum": list(STATUSES)}, description="Disputed, ruled on by a person, or not."
    )


class FilteredPaging(Filters, Paging):
    """Which incidents, and which page of them."""


class ChangePaging(Paging):
    """Which page of the change log; `all=1` has what was only added, too."""

    all: str | None = Field(None, pattern="^1$", description="1: also the changes by which reports were added.")


class OfSource(Paging):
    """Which reports."""

    source: str | None = Field(
        None, max_length=500, description="The outlet, as `sources` names it; - for those whose outlet isn't known."
    )


def asked_of(request: HttpRequest) -> Asked:
    """The filters of an address; one that can't be understood is an error here, where a page would only say so."""
    found = Asked.of(request.GET)
    if found.faults:
        raise HttpError(400, "; ".join(found.faults))
    return found
