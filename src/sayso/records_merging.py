"""What merging makes and what it obeys: incidents, totals, links and rulings; frozen, checked.

`sayso.records` gives these names too; import them from there. Spans stay with the claims: what stands here names the
claim (`Ref`) that it rests on, so that an incident can be kept and sent without the articles' texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from sayso.errors import RecordError

if TYPE_CHECKING:
    from datetime import date, datetime

    from sayso.records import Certainty, EventCode, Measure, Precision, Scope, VoiceKind

__all__ = [
    "GRADES",
    "RULING_KINDS",
    "Accounted",
    "Aside",
    "Contradiction",
    "Grade",
    "Incident",
    "IndependentVoice",
    "KeyScore",
    "KnownIncident",
    "Link",
    "LinkVerdict",
    "Participant",
    "Range",
    "Ref",
    "Ruling",
    "RulingKind",
    "Side",
    "Site",
    "Stated",
    "Total",
]

Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
RulingKind = Literal["link", "unlink", "strike", "correct", "grade", "confirm", "undo"]
LinkVerdict = Literal["linked", "near-miss", "ruled-together", "ruled-apart"]

GRADES: tuple[str, ...] = get_args(Grade)
RULING_KINDS: tuple[str, ...] = get_args(RulingKind)


class Ref(NamedTuple):
    """A claim's address: its article's id and its own id within that article. Refs sort and hash as pairs do.

    >>> Ref("report-1", "c2")
    Ref(article='report-1', claim='c2')
    """

    article: str
    claim: str


@dataclass(frozen=True, slots=True)
class Site:
    """Where an incident or a total is: a resolved place without a span, as the claim `claim` has it.

    `lat`, `lon` in degrees (WGS 84), None when unresolved; `box` is (south, west, north, east) of a described region;
    `text` is the mention as that claim's article writes it.
    """

    text: str
    name: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: Precision = "unknown"
    box: tuple[float, float, float, float] | None = None
    claim: Ref | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """One actor, target or means: its name (the vocabulary's where known, else as written), its claims.

    `kind` is an actor's, or of means the class of the weapon ("drone").
    """

    name: str
    id: str | None = None
    kind: str | None = None
    claims: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class IndependentVoice:
    """Those who count as one voice on an incident: one source however many quote it, one text however often printed.

    `kind` is the innermost source's, `media` where outlets speak for themselves. `party` marks a side of the conflict.
    `outlets` are the publishers that carry it. `why` says what made several claims one voice.
    """

    name: str
    kind: VoiceKind
    claims: tuple[Ref, ...]
    outlets: tuple[str, ...] = ()
    party: bool = False
    denies: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure as one claim states it: bounds and number as in `Figure`, and who says so.

    `voice` is the name of the independent voice, `party` whether that is a side of the conflict.
    """

    claim: Ref
    voice: str
    low: int | None = None
    high: int | None = None
    best: int | None = None
    approximate: bool = False
    certainty: Certainty = "certain"
    party: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """What is said of one measure for one victim group ("" is everyone counted): lowest, highest, best.

    `low` and `high` are the lowest and highest numbers that any claim names as a bound or as its figure; whether one is
    open upwards ("at least 43") stands in `stated`. `best` follows `rule`, a sentence. `lowest`, `highest` and `chosen`
    name the claims that gave them; `stated` is every figure behind the range.
    """

    measure: Measure
    group: str
    low: int | None
    high: int | None
    best: int | None
    rule: str
    lowest: Ref | None = None
    highest: Ref | None = None
    chosen: Ref | None = None
    stated: tuple[Stated, ...] = ()

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise RecordError(f"range of {self.measure}: low {self.low} is above high {self.high}")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction: what is said, by which voices, in which claims."""

    value: str
    voices: tuple[str, ...]
    claims: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A field on which claims of one incident can't all be right.

    `field` is `event`, `place`, `when`, `actor`, `target`, `happened` (asserted and denied) or a measure, with its
    group where it has one (`killed`, `killed:civilians`).
    """

    field: str
    sides: tuple[Side, ...]

    def __str__(self) -> str:
        return f"{self.field}: " + " against ".join(f"{s.value} ({', '.join(s.voices)})" for s in self.sides)


@dataclass(frozen=True, slots=True)
class KeyScore:
    """One named comparison behind a link: its weight in bits (positive: for the same happening), and in words."""

    key: str
    weight: float
    said: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims compared: why they are, or are not, one happening.

    `score` is the sum of the keys' weights in bits, after the prior. A near miss scored close under the bar, or over it
    and was kept apart by something that `why` names.
    """

    a: Ref
    b: Ref
    verdict: LinkVerdict
    score: float
    keys: tuple[KeyScore, ...] = ()
    why: str = ""
    ruling: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening, counted once, and everything it rests on.

    `event` is the code that most independent voices give, `events` every code given. `start` and `end` bound the days
    on which it happened, either None where unknown. `claims` assert it, `denials` deny it; `voices` are the independent
    ones. `grade` follows `grade_rule`, a sentence, fired by `grade_claims`. `rulings` are the ids of people's decisions
    that shaped it; `former_ids` the incidents that it took in, `split_from` the one it came out of.
    """

    id: str
    event: EventCode
    events: tuple[str, ...]
    claims: tuple[Ref, ...]
    site: Site | None = None
    start: date | None = None
    end: date | None = None
    actors: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    means: tuple[Participant, ...] = ()
    ranges: tuple[Range, ...] = ()
    voices: tuple[IndependentVoice, ...] = ()
    denials: tuple[Ref, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    grade: Grade = "weak"
    grade_rule: str = ""
    grade_claims: tuple[Ref, ...] = ()
    rulings: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    split_from: str | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise RecordError(f"incident {self.id} ends before it begins: {self.start} > {self.end}")

    def figure(self, measure: str, group: str = "") -> Range | None:
        """The range of one measure for one victim group; None where no claim gives one."""
        return next((r for r in self.ranges if r.measure == measure and r.group == group), None)


@dataclass(frozen=True, slots=True)
class Accounted:
    """How far the incidents inside a total account for one of its figures.

    `known` sums the best figures of the incidents, `low`, `high` and `best` are the total's own. `said` puts it in
    words: "312 of more than 1,500".
    """

    measure: Measure
    known: int
    low: int | None
    high: int | None
    best: int | None
    said: str


@dataclass(frozen=True, slots=True)
class Total:
    """A cumulative count over a period: never an incident, never added to one.

    `incidents` fall inside its window, place, actor and event; `part_of` is the total that includes this one and
    `parts` are the totals that it includes.
    """

    id: str
    event: EventCode
    claims: tuple[Ref, ...]
    site: Site | None = None
    start: date | None = None
    end: date | None = None
    actors: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    means: tuple[Participant, ...] = ()
    ranges: tuple[Range, ...] = ()
    voices: tuple[IndependentVoice, ...] = ()
    part_of: str | None = None
    parts: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    accounted: tuple[Accounted, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """A pattern or a prospect: told of, but no one happening, so kept beside the incidents and never counted."""

    claim: Ref
    scope: Scope
    event: EventCode
    site: Site | None = None
    start: date | None = None
    end: date | None = None
    actors: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    certainty: Certainty = "certain"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's decision, which outranks the machine's: who, when, why.

    - `link`: all of `claims` tell of one happening.
    - `unlink`: none of `claims` tells of the happening that `others` tell of; with no `others`, each of `claims` is
      apart from every other one of them.
    - `strike`: `claims` are left out of everything (misread, not of this world).
    - `correct`: in `claims`, `field` is really `value`. Fields: `event`, `scope`, `certainty`, `start`, `end` (ISO
      dates), `place`, `lat`, `lon`, `country`, `precision`, `actor`, `target`, or a measure (an integer as text);
      value None: unknown.
    - `grade`: the incident of `claims` is graded `value`.
    - `confirm`: `claims` stay one incident, whatever else arrives.
    - `undo`: the ruling whose id is `value` no longer holds.

    Rulings on the same claims are obeyed latest first; one that can't be obeyed beside later ones is reported.
    """

    id: str
    kind: RulingKind
    who: str
    at: datetime
    why: str
    claims: tuple[Ref, ...] = ()
    others: tuple[Ref, ...] = ()
    field: str | None = None
    value: str | None = None

    def __post_init__(self) -> None:
        if self.kind not in RULING_KINDS:
            raise RecordError(f"ruling kind {self.kind!r} is not one of {', '.join(RULING_KINDS)}")
        if self.kind == "grade" and self.value not in GRADES:
            raise RecordError(f"ruling {self.id}: grade {self.value!r} is not one of {', '.join(GRADES)}")
        if self.kind == "undo" and not self.value:
            raise RecordError(f"ruling {self.id} undoes nothing: give the other ruling's id as its value")
        if self.kind == "correct" and not self.field:
            raise RecordError(f"ruling {self.id} corrects no field")
        if self.kind != "undo" and not self.claims:
            raise RecordError(f"ruling {self.id} names no claim")


@dataclass(frozen=True, slots=True)
class KnownIncident:
    """An incident that a ledger already has: its id, its claims, whether new claims may no longer split it."""

    id: str
    claims: tuple[Ref, ...]
    confirmed: bool = False

    @classmethod
    def of(cls, incident: Incident) -> KnownIncident:
        """What merging needs to know of an incident that it made before."""
        return cls(incident.id, incident.claims + incident.denials, incident.grade == "confirmed")
