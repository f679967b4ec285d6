"""The reports of a made world: who publishes what of which incident when, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from known_world.accounts import OUTLETS, Account, account, second
from known_world.facts import Happening, happenings
from known_world.fillers import context, detail, fillers
from known_world.page import Page
from known_world.sentences import Sentence, wordings
from known_world.totals import History
from sayso.records import Article, Claim, Reading

LAGS = (0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 5, 9)
COPIED, ROUND_UP, TOTAL, EARLIER, MORE, DATELINE = 0.15, 0.08, 0.25, 0.12, 0.6, 0.6


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence [start, end) of a report that tells of an incident."""

    happening: int
    start: int
    end: int


@dataclass(slots=True)
class Report:
    """A report: its text, the sentences that tell of incidents, those that tell of totals, and the perfect claims."""

    id: str
    text: str
    publisher: str
    published: date
    tellings: list[Telling] = field(default_factory=list)
    totals: list[tuple[int, int]] = field(default_factory=list)
    claims: tuple[Claim, ...] = ()
    accounts: list[Account] = field(default_factory=list)

    def article(self) -> Article:
        """The report as an article to read."""
        return Article(self.id, self.text, publisher=self.publisher, published=self.published)

    def reading(self) -> Reading:
        """What a perfect reader makes of it."""
        return Reading(self.article(), claims=self.claims, reader="made")

    def incident_at(self, start: int, end: int) -> int | None:
        """The incident that the stretch [start, end) tells of; None for one that tells of none."""
        return next((t.happening for t in self.tellings if t.start < end and start < t.end), None)


@dataclass(slots=True)
class World:
    """Incidents as they were, and the reports of them in order of publication."""

    happenings: list[Happening]
    reports: list[Report]


def make_world(seed: int = 1, incidents: int = 300, reports: int = 1500, prefix: str = "r", years: int = 0) -> World:
    """A world of so many incidents and reports; `years` moves its days on, so that several can stand side by side."""
    rng = Random(seed)
    made = [replace(h, day=h.day + timedelta(days=365 * years)) for h in happenings(rng, incidents)]
    history = History(made)
    found: list[Report] = []
    drawn: dict[int, list[tuple[str, Account]]] = {}
    for number, (published, outlet, happening) in enumerate(_plan(made, reports, rng)):
        page = Page(f"{prefix}{number:06d}", outlet, published)
        earlier = drawn.setdefault(happening.number, [])
        if earlier and rng.random() < COPIED:
            copied_from, known = rng.choice(earlier)
        else:
            copied_from, known = "", account(happening, published, rng)
            earlier.append((outlet, known))
        found.append(_report(page, known, copied_from, history, rng))
    return World(made, found)


def _plan(made: list[Happening], reports: int, rng: Random) -> Iterator[tuple[date, str, Happening]]:
    """Who reports on what and when: each incident once, the rest by chance, bloody ones more often."""
    weights = [1.0 + h.deaths**0.5 for h in made]
    told = [*made, *rng.choices(made, weights, k=max(0, reports - len(made)))]
    plan = [(h.day + timedelta(days=rng.choice(LAGS)), rng.choice(OUTLETS), h) for h in told]
    return iter(sorted(plan, key=lambda p: (p[0], p[1], p[2].number)))


def _report(page: Page, known: Account, copied_from: str, history: History, rng: Random) -> Report:
    report = Report(page.article, "", page.publisher, page.published)
    town = known.happening.town
    wording = Random(known.wording)
    if wording.random() < DATELINE:
        seat = town.theatre.seat if wording.random() < 0.5 else f"{town.name}, {town.theatre.name}"
        page.add(f"{seat.upper()} ({copied_from or page.publisher}) - ")
    _tell(page, report, known, wording)
    if copied_from and rng.random() < 0.5:
        page.add(f" This was first reported by the {copied_from}.")
    page.add(
        "\n\n"
        + " ".join([*detail(known.happening, wording), *fillers(town, 2, wording), *context(known.happening, wording)])
    )
    if rng.random() < ROUND_UP:
        for other in history.lately(known.happening, page.published, rng):
            page.add("\n\n")
            _tell(page, report, account(other, page.published, rng), Random(rng.randrange(1 << 30)))
    elif rng.random() < EARLIER and (other := history.earlier(known.happening, rng)):
        page.add("\n\n")
        _tell(page, report, account(other, page.published, rng), Random(rng.randrange(1 << 30)), brief=True)
    if rng.random() < TOTAL:
        page.add("\n\n")
        report.totals += history.total(page, known.happening, rng)
    page.add("\n\n" + " ".join(fillers(town, 2, rng)))
    report.text, report.claims = page.text, tuple(page.claims)
    return report


def _tell(page: Page, report: Report, known: Account, rng: Random, brief: bool = False) -> None:
    """A paragraph on one incident: a lead, and perhaps what a second source says."""
    report.accounts.append(known)
    number = known.happening.number
    first = Sentence(page, known, rng)
    first.write(_wording(known, "lead", rng))
    claim = page.claim(first.draft, known.event, "incident", first.start, "certain", None)
    report.tellings.append(Telling(number, first.start, len(page.text)))
    adds = second(known, page.published, rng)
    ways = wordings().get((known.event, "more"), ())
    if brief or adds is None or not ways or rng.random() > MORE:
        return
    wording = rng.choice([w for w in ways if known.blames or "{who}" not in w.lower()] or ways)
    page.add(" ")
    more = Sentence(page, adds, rng, first.draft.place, first.draft.when)
    more.write(wording)
    page.claim(more.draft, known.event, "incident", more.start, "certain", claim.id)
    report.tellings.append(Telling(number, more.start, len(page.text)))


def _wording(known: Account, part: str, rng: Random) -> str:
    ways = wordings()[known.event, part]
    anonymous = [w for w in ways if "{who}" not in w.lower()]
    return rng.choice(ways if known.blames or not anonymous else anonymous)
