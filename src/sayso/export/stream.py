"""What formats are handed: a ledger, or a part of one, as streams of records that can be asked for again and again.

The export room knows no ledger. `sayso.line_ledger` makes a `Stream` of one; a test or a benchmark can make one of
anything. Each method begins a new pass; the order of what it gives is fixed, so that the same ledger gives the same
bytes. No method holds more than a few hundred records at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from sayso.records import Claim, Incident, Link, Page, Reading, Ref, Refusal, Ruling, Total


@dataclass(frozen=True, slots=True)
class Source:
    """The head of the report that a claim stands in; `version` numbers the states of its page, from 1."""

    article: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim with its report's head. `struck` is the id of the ruling that leaves it out, empty where it counts.

    `holder` is the incident or total that it is in, `role` what it does there: `asserts`, `denies`, `counts`.
    """

    claim: Claim
    source: Source
    struck: str = ""
    holder: str = ""
    role: str = ""

    @property
    def ref(self) -> Ref:
        """The claim's address."""
        return Ref(self.source.article, self.claim.id)


@dataclass(frozen=True, slots=True)
class Case:
    """An incident with the claims that tell of it. `changed` is the moment since which it stands as it is."""

    incident: Incident
    told: Mapping[Ref, Cited] = field(default_factory=dict)
    changed: datetime | None = None

    @property
    def asserting(self) -> list[Cited]:
        """The claims that assert it, in the incident's order."""
        return [self.told[r] for r in self.incident.claims if r in self.told]

    @property
    def denying(self) -> list[Cited]:
        """The claims that deny it."""
        return [self.told[r] for r in self.incident.denials if r in self.told]


@dataclass(frozen=True, slots=True)
class Tally:
    """A total with the claims that state it."""

    total: Total
    told: Mapping[Ref, Cited] = field(default_factory=dict)
    changed: datetime | None = None

    @property
    def stating(self) -> list[Cited]:
        """The claims that state it, in the total's order."""
        return [self.told[r] for r in self.total.claims if r in self.told]


@dataclass(frozen=True, slots=True)
class Report:
    """An article with the reading that holds, and where each of its claims stands.

    `holders` maps a claim's id to the incident or total that it is in and its role there; `struck` to the ruling that
    leaves it out.
    """

    reading: Reading
    source: Source
    domain: str = "conflict"
    holders: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    struck: Mapping[str, str] = field(default_factory=dict)

    def cited(self) -> Iterator[Cited]:
        """Its claims, in the order of the text."""
        for claim in self.reading.claims:
            holder, role = self.holders.get(claim.id, ("", ""))
            yield Cited(claim, self.source, self.struck.get(claim.id, ""), holder, role)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One state of a report's page, with its bytes. `asked` is the date that was given for a page that states none."""

    article: str
    number: int
    page: Page
    asked: date | None = None
    added: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that could not be read, and when that was."""

    refusal: Refusal
    at: datetime | None = None


class Stream(Protocol):
    """A ledger as it stood at a moment, or the part of it that was asked for."""

    @property
    def moment(self) -> datetime | None:
        """When the last change was made that the stream shows; None for an empty ledger."""

    @property
    def selection(self) -> Mapping[str, str]:
        """What was asked for, by the names of the options; empty for the whole ledger."""

    def cases(self, told: bool = True) -> Iterator[Case]:
        """The incidents, by first day, then id; undated ones last. Without `told` their claims are not looked up."""

    def tallies(self, told: bool = True) -> Iterator[Tally]:
        """The totals, likewise."""

    def reports(self) -> Iterator[Report]:
        """The articles in the order in which they were added; of a part, those that tell of its incidents or totals."""

    def sheets(self) -> Iterator[Sheet]:
        """The pages of these articles, each article's earliest first."""

    def links(self) -> Iterator[Link]:
        """The links and near misses that hold, oldest first; of a part, none."""

    def rulings(self) -> Iterator[Ruling]:
        """The rulings, earliest first; of a part, none."""

    def refusals(self) -> Iterator[Refused]:
        """The inputs that could not be read, earliest first; of a part, none."""


def loose(stream: Stream) -> Iterator[Cited]:
    """The claims that are in no incident and no total, and that no ruling leaves out: patterns, prospects."""
    for report in stream.reports():
        yield from (c for c in report.cited() if not c.holder and not c.struck)
