"""What travels between the rooms: frozen records, checked when they are made.

Offsets are code-point offsets into `Article.text`. Dates are calendar dates without a zone; an unknown date is None.
The fields mean what the model page of the documentation says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from sayso.errors import RecordError, SourceError
from sayso.records_merging import *  # noqa: F403 - the records of merging are named here too, by its __all__

Scope = Literal["incident", "total", "pattern", "prospect"]
Certainty = Literal["certain", "probable", "possible", "doubtful", "denied"]
VoiceKind = Literal["party", "official", "witness", "monitor", "media", "anonymous", "other"]
Precision = Literal["exact", "settlement", "district", "region", "country", "unknown"]
Measure = Literal[
    "killed", "injured", "captured", "abducted", "displaced", "deserted", "arrested", "strikes", "attacks", "present",
    "other",
]  # fmt: skip
MediaType = Literal["html", "text", "clean"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
EventCode = Literal[
    "air-strike", "shelling", "bombing", "suicide-bombing", "grenade", "chemical-attack", "clash", "territory-taken",
    "territory-ceded", "siege", "attack", "execution", "killing", "torture", "sexual-violence", "abduction", "arrest",
    "protest", "crackdown", "riot", "destruction", "weapons-seized", "base-established", "defection", "deployment",
    "displacement", "agreement", "other",
]  # fmt: skip

EVENT_CODES: tuple[str, ...] = get_args(EventCode)
SCOPES: tuple[str, ...] = get_args(Scope)
CERTAINTIES: tuple[str, ...] = get_args(Certainty)
MEASURES: tuple[str, ...] = get_args(Measure)


def _one_of(value: str, allowed: tuple[str, ...], what: str) -> None:
    if value not in allowed:
        raise RecordError(f"{what} {value!r} is not one of {', '.join(allowed)}")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text: `article.text[start:end] == text`.

    >>> Span.of("Tikrit fell.", 0, 6)
    Span(start=0, end=6, text='Tikrit')
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise RecordError(f"span [{self.start}, {self.end}) doesn't fit its text {self.text[:60]!r}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` between two offsets."""
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Page:
    """Something saved or served, as it came: bytes, where from, when. No opinion on its meaning.

    `media` is `html`, `text` (a page copied as text, furniture and all) or `clean` (text that is not to be altered).
    `place_spans` are given place mentions, [start, end) offsets, which the place stage then only resolves.
    """

    id: str
    address: str
    media: MediaType
    text: str
    sha256: str
    taken_at: datetime
    body: bytes = b""
    encoding: str = "utf-8"
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    place_spans: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text of a page that its author didn't write for this report, and why it was set aside."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Article:
    """A page reduced to what its author wrote; the rest is in `furniture`, in the page's order."""

    id: str
    text: str
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    furniture: tuple[Furniture, ...] = ()
    sha256: str = ""
    taken_at: datetime | None = None
    place_spans: tuple[tuple[int, int], ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """The span of this article's text between two offsets."""
        return Span.of(self.text, start, end)


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a place and what it was resolved to.

    `precision` says what kind of area it is; `lat` and `lon` (degrees, WGS 84) are its representative point, None when
    unresolved. `radius_km` bounds the area where that is known. `box` is (south, west, north, east) for described
    regions. `why` says how it was resolved, `candidates` name what else it could be.
    """

    span: Span
    name: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: Precision = "unknown"
    radius_km: float | None = None
    box: tuple[float, float, float, float] | None = None
    adjective: bool = False
    why: str = ""
    confidence: float = 0.0
    candidates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _one_of(self.precision, get_args(Precision), "precision")
        if self.lat is not None and not (-90 <= self.lat <= 90 and -180 <= (self.lon or 0.0) <= 180):
            raise RecordError(f"{self.span.text!r} lies off the globe: {self.lat}, {self.lon}")


@dataclass(frozen=True, slots=True)
class When:
    """A time expression: TIMEX3 type and value, and the closed interval of days that it denotes.

    `start` and `end` are None where the expression, or the lack of an article date, leaves that bound unknown.
    """

    span: Span
    type: TimexType
    value: str
    start: date | None = None
    end: date | None = None
    why: str = ""

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise RecordError(f"{self.span.text!r} ends before it begins: {self.start} > {self.end}")


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of an actor; `id`, `name` and `kind` are the vocabulary's, None where it isn't known there."""

    span: Span
    id: str | None = None
    name: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number stated of something. `best` is the number as stated, `low` and `high` the bounds that the words set."""

    span: Span
    measure: Measure
    low: int | None = None
    high: int | None = None
    best: int | None = None
    approximate: bool = False
    who: Span | None = None

    def __post_init__(self) -> None:
        _one_of(self.measure, MEASURES, "measure")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise RecordError(f"figure {self.span.text!r}: low {self.low} is above high {self.high}")


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of the chain of who says so."""

    span: Span
    kind: VoiceKind
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content of something that is said (PARC and PolNeAR's sense); each may be in several pieces."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: VoiceKind = "other"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field of a claim is what it is: the stage of reading that set it, by which rule, from which words.

    `span` is None where no words decided, only their absence ("told flatly").
    """

    field: str
    stage: str
    rule: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of one article saying that one thing happened: the unit of evidence.

    `reasons` say how a reading came to it; they are no part of what is claimed, and aren't kept by ledgers.
    """

    id: str
    article: str
    event: EventCode
    scope: Scope
    trigger: Span
    evidence: Span
    certainty: Certainty = "certain"
    certainty_cue: Span | None = None
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    means: tuple[Span, ...] = ()
    figures: tuple[Figure, ...] = ()
    place: Place | None = None
    when: When | None = None
    voices: tuple[Voice, ...] = ()
    same_as: str | None = None
    part_of: str | None = None
    reader: str = ""
    confidence: float = 0.0
    reasons: tuple[Reason, ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        _one_of(self.event, EVENT_CODES, "event")
        _one_of(self.scope, SCOPES, "scope")
        _one_of(self.certainty, CERTAINTIES, "certainty")
        if not 0.0 <= self.confidence <= 1.0:
            raise RecordError(f"confidence {self.confidence} is not between 0 and 1")

    def spans(self) -> tuple[Span, ...]:
        """Every span that the claim rests on, the evidence first."""
        found: list[Span | None] = [self.evidence, self.trigger, self.certainty_cue, *self.means]
        found += [a.span for a in (*self.actors, *self.targets)]
        found += [s for f in self.figures for s in (f.span, f.who)]
        found += [s for v in self.voices for s in (v.span, v.cue)]
        found += [self.place.span if self.place else None, self.when.span if self.when else None]
        return tuple(s for s in found if s is not None)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader, at one version, found in one article. Every span is checked against the article's text."""

    article: Article
    places: tuple[Place, ...] = ()
    times: tuple[When, ...] = ()
    actors: tuple[Actor, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    reader: str = ""

    def __post_init__(self) -> None:
        text = self.article.text
        spans = [p.span for p in self.places] + [t.span for t in self.times] + [a.span for a in self.actors]
        spans += [s for a in self.attributions for s in (*a.source, *a.cue, *a.content)]
        spans += [s for c in self.claims for s in c.spans()]
        spans += [r.span for c in self.claims for r in c.reasons if r.span is not None]
        for span in spans:
            if text[span.start : span.end] != span.text:
                raise RecordError(f"{self.article.id}: {span.text[:60]!r} is not what stands at {span.start}")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A stage's answer when it can't answer: shown and counted, never dropped."""

    stage: str
    code: str
    why: str
    source: str
    hint: str = ""
    taken_at: datetime | None = field(default=None, compare=False)

    @classmethod
    def of(cls, stage: str, error: SourceError) -> Refusal:
        """The refusal that an error of a source amounts to."""
        return cls(stage, error.code, error.why, error.source, error.hint)

    def __str__(self) -> str:
        said = f"{self.source}: {self.why}"
        return f"{said}; {self.hint}" if self.hint else said
