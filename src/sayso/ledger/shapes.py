"""What the ledger answers with beside the records of `sayso.records`: frozen, without Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Literal

from sayso.records import Claim, Incident, Page, Reading, Ref, Total

Outcome = Literal["new", "known", "changed", "reread", "unchanged"]


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of one page.

    `new`: a report that wasn't there · `known`: this very page was there, nothing was done · `changed`: the report was
    there, its page has changed, this is a new version · `reread`: the same page, read anew · `unchanged`: read anew,
    and the reading is as it was. `reading` bears the ledger's ids. `added`, `altered` and `gone` are the claims by
    their ids, against the reading before; `doubtful` the rulings whose claims' sentences have changed or are gone.
    """

    article: str
    version: int
    outcome: Outcome
    reading: Reading | None = None
    added: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """One area of merging's index that an account is in: `claim` is the account's first, days are ordinals."""

    claim: Ref
    area: str
    kept: bool
    sought: bool
    first: int
    last: int


def area_code(area: str) -> int:
    """An area's name as a signed number of 64 bits.

    >>> area_code("violence|33,44") == area_code("violence|33,44") != area_code("violence|34,44")
    True
    """
    return int.from_bytes(blake2b(area.encode(), digest_size=8).digest(), "big", signed=True)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What a merge made of the incidents that it touched, by their ids. `merged` maps an id to the one it is now in."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    withdrawn: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with where it stands: its article's head, and the ruling that struck it out, if one did."""

    claim: Claim
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    version: int
    struck: str = ""


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report with the reading that holds: its page's address and version, and where each of its claims stands.

    `holders` maps a claim's id to the incident or total that it is in and its role there (asserts, denies, counts),
    `struck` to the ruling that leaves it out.
    """

    reading: Reading
    url: str | None
    version: int
    domain: str
    holders: Mapping[str, tuple[str, str]]
    struck: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One state of a report's page as it came. `asked` is the date that was given for a page that states none."""

    article: str
    number: int
    page: Page
    asked: date | None
    at: datetime


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """One state of a report's page: number, hash and size of its bytes, where they came from, when they were added."""

    number: int
    sha256: str
    size: int
    address: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """One report as the ledger lists it."""

    id: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    reader: str
    claims: int
    versions: int


@dataclass(frozen=True, slots=True)
class RefusalEntry:
    """An input that could not be read: what was said, and when."""

    stage: str
    code: str
    source: str
    why: str
    hint: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tomb:
    """An id that no longer stands for anything: `merged` into `forward`, `split` up, or `withdrawn` (no claim left)."""

    id: str
    forward: str | None
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a history: when, what kind of change (`add`, `reread`, `rule`, `merge`), by whom, what changed."""

    lap: int
    at: datetime
    kind: str
    who: str
    note: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which incidents or totals are meant; None asks nothing. Days bound those on which it may have happened.

    `event` is a code, `country` an ISO 3166 code, `place` and `actor` part of a name, `grade` a grade.
    """

    event: str | None = None
    place: str | None = None
    country: str | None = None
    actor: str | None = None
    first: date | None = None
    last: date | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger holds now."""

    articles: int
    versions: int
    claims: int
    struck: int
    incidents: int
    totals: int
    rulings: int
    refusals: int


Keepable = Incident | Total
