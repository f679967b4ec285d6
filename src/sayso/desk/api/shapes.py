"""The records' JSON as schemas: what `sayso.wire` and `sayso.wire_incidents` write, field by field.

Answers are written by those two modules; the schemas say so to programs. Tests hold the one against the other: no
field is without its schema, and none is in a schema that isn't written.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import ConfigDict, Field


class Shape(Schema):
    """A JSON object with exactly these fields."""

    model_config = ConfigDict(extra="forbid")


class ClaimRef(Shape):
    """A claim's address: the report's id, and the claim's id in it."""

    article: str = Field(max_length=500)
    claim: str = Field(max_length=200)


class Words(Shape):
    """Words of a report: where they stand in its text, in code points."""

    start: int
    end: int
    text: str


class Named(Words):
    """Words that name somebody; `id` is the vocabulary's."""

    id: str | None


class Where(Words):
    """A place as a claim tells it."""

    name: str | None
    geonames_id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: str
    box: list[float] = Field(default_factory=list)


class When(Words):
    """A time as a claim tells it."""

    type: str
    value: str
    from_: date | None = Field(alias="from")
    to: date | None


class Count(Words):
    """A figure as a claim tells it."""

    measure: str
    who: Words | None
    low: int | None
    high: int | None
    best: int | None
    approximate: bool


class Teller(Words):
    """Who says so, in a claim."""

    kind: str
    cue: Words | None


class Acled(Shape):
    """The claim's codes at ACLED."""

    event_type: str
    sub_event_type: str


class Plover(Shape):
    """The claim's codes in PLOVER."""

    event: str | None
    mode: str | None


class ClaimShape(Shape):
    """A claim, as `sayso read --json` has it."""

    id: str
    event: str
    scope: str
    acled: Acled
    plover: Plover
    trigger: Words
    actors: list[Named]
    targets: list[Named]
    means: list[Words]
    figures: list[Count]
    place: Where | None
    when: When | None
    voices: list[Teller]
    certainty: str
    certainty_cue: Words | None
    evidence: Words
    same_as: str | None
    part_of: str | None
    reader: str
    confidence: float


class SiteShape(Shape):
    """A place, with the claim that it is taken from."""

    text: str
    name: str | None
    geonames_id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: str
    box: list[float] = Field(default_factory=list)
    claim: ClaimRef | None


class Person(Shape):
    """An actor, target or means."""

    name: str
    id: str | None
    kind: str | None
    claims: list[ClaimRef]


class StatedShape(Shape):
    """What one voice states of a measure."""

    voice: str
    party: bool
    low: int | None
    high: int | None
    best: int | None
    approximate: bool
    certainty: str
    claim: ClaimRef


class RangeShape(Shape):
    """What is said of one measure, and which claim each end is from."""

    low: int | None
    high: int | None
    best: int | None
    rule: str
    lowest: ClaimRef | None
    highest: ClaimRef | None
    chosen: ClaimRef | None
    stated: list[StatedShape]


class GroupShape(RangeShape):
    """The same of a group of victims."""

    measure: str
    who: str


class VoiceShape(Shape):
    """One independent voice."""

    name: str
    kind: str
    party: bool
    denies: bool
    outlets: list[str]
    why: str
    claims: list[ClaimRef]


class SideShape(Shape):
    """One side of a contradiction."""

    value: str
    voices: list[str]
    claims: list[ClaimRef]


class ContradictionShape(Shape):
    """A field on which claims can't all be right."""

    field: str
    sides: list[SideShape]
    said: str


class IncidentShape(Shape):
    """An incident, as `sayso merge --json` has it."""

    id: str
    event: str
    events: list[str]
    place: SiteShape | None
    from_: date | None = Field(alias="from")
    to: date | None
    actors: list[Person]
    targets: list[Person]
    means: list[Person]
    figures: dict[str, RangeShape]
    groups: list[GroupShape]
    grade: str
    grade_rule: str
    grade_claims: list[ClaimRef]
    claims: list[ClaimRef]
    denials: list[ClaimRef]
    voices: list[VoiceShape]
    contradictions: list[ContradictionShape]
    rulings: list[str]
    former_ids: list[str]
    split_from: str | None


class AccountedShape(Shape):
    """A total's figure against the incidents inside it."""

    measure: str
    known: int
    low: int | None
    high: int | None
    best: int | None
    said: str


class TotalShape(Shape):
    """A total, as `sayso merge --json` has it: its id stands under `total`."""

    total: str
    event: str
    place: SiteShape | None
    from_: date | None = Field(alias="from")
    to: date | None
    actors: list[Person]
    targets: list[Person]
    means: list[Person]
    figures: dict[str, RangeShape]
    groups: list[GroupShape]
    said_in: list[ClaimRef]
    voices: list[VoiceShape]
    part_of: str | None
    parts: list[str]
    incidents: list[str]
    accounted: list[AccountedShape]


class KeyShape(Shape):
    """One reason for or against a link."""

    key: str
    weight: float
    said: str


class LinkShape(Shape):
    """Why two claims are held to tell of one happening, or not."""

    link: str
    a: ClaimRef
    b: ClaimRef
    score: float
    why: str
    keys: list[KeyShape]
    ruling: str | None


class RulingShape(Shape):
    """A person's decision."""

    id: str
    kind: Literal["link", "unlink", "strike", "correct", "grade", "confirm", "undo"]
    who: str
    at: datetime
    why: str
    claims: list[ClaimRef]
    others: list[ClaimRef]
    field: str | None
    value: str | None
