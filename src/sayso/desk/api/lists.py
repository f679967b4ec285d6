"""The API's own answers as schemas: lists with their pages, what a page of the desk shows of one thing, faults."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from sayso.desk.api.shapes import ClaimRef, ClaimShape, IncidentShape, LinkShape, RulingShape, Shape, TotalShape


class FieldFault(Shape):
    """What is wrong with one field of what was asked."""

    field: str
    said: str


class Fault(Shape):
    """Every error of the API: `error` is a code for programs, `said` a sentence for people."""

    status: int
    error: Literal[
        "bad-request", "no-token", "no-right", "not-found", "not-allowed", "gone", "too-large", "busy",
        "broken",
    ]  # fmt: skip
    said: str
    fields: list[FieldFault]


class Moved(Shape):
    """An id that no longer stands for anything of its own: `moved_to` is the one that it is in now."""

    id: str
    moved_to: str
    why: str
    at: datetime | None


class Listing(Shape):
    """A page of a list. `lap` is the number of the ledger's last change: while it stays, pages fit together.

    `next` is the address of the page after, null on the last.
    """

    count: int
    page: int
    pages: int
    lap: int
    next: str | None


class Held(ClaimShape):
    """A claim with the report that it is from, and the ruling that struck it out ("" where none did)."""

    article: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    version: int
    struck: str


class Incidents(Listing):
    """Incidents, the latest day first."""

    results: list[IncidentShape]


class Totals(Listing):
    """Totals, the latest window first."""

    results: list[TotalShape]


class Claims(Listing):
    """Claims of an incident or total: those that assert it, then those that deny it."""

    results: list[Held]


class Rulings(Listing):
    """Rulings, the latest first."""

    results: list[RulingShape]


class Entry(Shape):
    """One line of a history."""

    lap: int
    at: datetime
    kind: str
    who: str
    what: list[str]


class History(Listing):
    """What became of an incident or total, the latest first."""

    results: list[Entry]


class ReportHead(Shape):
    """A report in a list."""

    id: str
    title: str | None
    publisher: str | None
    published: date | None
    claims: int


class RelatedReport(ReportHead):
    """A related report; `shared` is how many incidents and totals both tell of, 0 where they are only alike."""

    shared: int


class Reports(Listing):
    """Reports, the latest first."""

    results: list[ReportHead]


class Whole(Shape):
    """An incident with what it rests on. `claims` are the first and last where there are many; `left_out` the rest."""

    incident: IncidentShape
    claims: list[Held]
    left_out: int
    struck: list[Held]
    links: list[LinkShape]
    near_misses: list[LinkShape]
    rulings: list[RulingShape]
    changes: int
    related: list[str]


class WholeTotal(Shape):
    """A total with what it rests on."""

    total: TotalShape
    claims: list[Held]
    left_out: int
    links: list[LinkShape]
    rulings: list[RulingShape]
    changes: int


class Furniture(Shape):
    """Text of a page that is no part of its report."""

    text: str
    why: str


class Article(Shape):
    """A report's head and text, as `sayso read --json` has it."""

    id: str
    url: str | None
    title: str | None
    byline: str | None
    publisher: str | None
    published: date | None
    language: str | None
    text: str
    furniture: list[Furniture]


class ReportClaim(ClaimShape):
    """A claim of a report: the incident or total that it is in (null: none), the ruling that struck it out ("")."""

    holder: str | None
    struck: str


class Version(Shape):
    """One state of a report's page as it came."""

    number: int
    sha256: str
    size: int
    at: datetime


class Report(Shape):
    """A report: its text, its claims with where they went, how it came, related ones."""

    article: Article
    sha256: str | None
    taken_at: datetime | None
    reader: str
    claims: list[ReportClaim]
    versions: list[Version]
    sharing: list[RelatedReport]
    like: list[RelatedReport]


class ActorHead(Shape):
    """An actor: `key` is its id, or its name in small letters where the vocabulary doesn't know it."""

    key: str
    name: str
    known: bool
    incidents: int


class Actors(Listing):
    """Actors and targets, those of most incidents first."""

    results: list[ActorHead]


class EventCount(Shape):
    """How many incidents are of an event."""

    event: str
    incidents: int


class Actor(Shape):
    """One actor: the vocabulary's kind of it, what it is a part of, its incidents by event."""

    key: str
    name: str
    kind: str | None
    part_of: list[str]
    events: list[EventCount]
    incidents: Incidents


class PlaceHead(Shape):
    """A place as it is drawn: `point`, `disc` (radius) or `area` (box south, west, north, east; or radius)."""

    key: str
    name: str
    country: str
    lat: float
    lon: float
    shape: Literal["point", "disc", "area"]
    radius_km: float | None
    box: list[float] | None
    incidents: int


class Unplaced(Shape):
    """Incidents that are known by country only, or not at all (null)."""

    country: str | None
    incidents: int


class Places(Listing):
    """Places of the incidents that are asked for, most incidents first, and those that have none."""

    results: list[PlaceHead]
    elsewhere: list[Unplaced]


class Place(Shape):
    """One place with its incidents."""

    place: PlaceHead
    names: list[str]
    incidents: Incidents


class SourceHead(Shape):
    """An outlet; its name is "" where a report's outlet isn't known."""

    name: str
    reports: int
    claims: int
    first: date | None
    last: date | None


class Sources(Listing):
    """Outlets, those of most reports first."""

    results: list[SourceHead]


class Bar(Shape):
    """The incidents that begin from `first` to `last`, both included."""

    first: date
    last: date
    incidents: int


class Timeline(Shape):
    """Incidents over time; bars without incidents are left out."""

    unit: Literal["day", "week", "month", "year"]
    bars: list[Bar]
    undated: int
    undrawn: int


class AlteredShape(Shape):
    """An incident or total that a change made, altered or ended; `moved_to` is the id that it went into."""

    id: str
    fate: Literal["new", "changed", "merged", "withdrawn"]
    what: list[str]
    moved_to: str | None


class ChangedReport(Shape):
    """A report that a change brought."""

    id: str
    title: str | None


class ChangeShape(Shape):
    """One change of the ledger; `more` is how many altered incidents beside those that are listed."""

    lap: int
    at: datetime
    kind: str
    who: str
    reports: list[ChangedReport]
    rulings: list[RulingShape]
    altered: list[AlteredShape]
    more: int


class Changes(Listing):
    """The public change log, the latest first."""

    results: list[ChangeShape]


class Ledger(Shape):
    """How much the ledger holds, and its last change."""

    sayso: str
    lap: int
    at: datetime | None
    reports: int
    versions: int
    claims: int
    struck: int
    incidents: int
    totals: int
    rulings: int
    refusals: int


class EventShape(Shape):
    """An event code."""

    code: str
    means: str
    family: str


class GradeRule(Shape):
    """When a grade is given; the name is "" for what holds for several."""

    grade: str
    rule: str


class DialShape(Shape):
    """A setting that is in force."""

    name: str
    value: str
    meaning: str
    changed: bool


class ReaderShape(Shape):
    """A reader at a version, with what it read."""

    name: str
    reports: int
    claims: int


class Method(Shape):
    """How claims are read, put together and graded, as the running program says it."""

    events: list[EventShape]
    grades: list[GradeRule]
    merging: list[DialShape]
    readers: list[ReaderShape]


class Outcomes(Shape):
    """What a ruling changed among incidents and totals, by id; `merged` maps an id to the one it is now in."""

    new: list[str]
    changed: list[str]
    merged: dict[str, str]
    withdrawn: list[str]
    totals: list[str]


class Made(RulingShape):
    """A ruling that was made, what it changed, and the rulings that can't be obeyed beside it."""

    incidents: Outcomes
    unheeded: list[str]


class Waiting(Shape):
    """A ruling that waits for another person; `against` is the standing ruling that it contradicts."""

    act: int
    waits: bool
    against: str | None


class Me(Shape):
    """Whose token it is, and what it may do now."""

    name: str
    role: str
    rights: list[str]
    ends: datetime | None


class Act(Shape):
    """A ruling to be made, as in `sayso rule`.

    `claims` or `incident` (all its claims) say what it is on; `others` or `other_incident` what `unlink` keeps them
    apart from. `field` and `value` are for `correct`, `value` for `grade` (a grade) and `undo` (a ruling's id).
    """

    kind: Literal["link", "unlink", "strike", "correct", "grade", "confirm", "undo"]
    why: str = Field(min_length=1, max_length=2000, description="The reason; it is kept and shown.")
    claims: list[ClaimRef] = Field(default_factory=list, max_length=500)
    incident: str | None = Field(None, max_length=40)
    others: list[ClaimRef] = Field(default_factory=list, max_length=500)
    other_incident: str | None = Field(None, max_length=40)
    field: str | None = Field(None, max_length=40)
    value: str | None = Field(None, max_length=500)
