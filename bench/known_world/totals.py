"""What came before: earlier incidents that reports look back to, and cumulative totals, which are no incidents."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from random import Random

from known_world.facts import Happening
from known_world.page import Draft, Page
from known_world.phrases import number
from known_world.sentences import figure, when_of
from sayso.records import Place, Span, Voice

# {n} the number, {t:...} the word that names the event, {in} the country or province, {since} from when.
WORDINGS = (
    ("killed", "{N} people have been |killed| in {in} since {since}, according to {by}."),
    ("killed", "The conflict in {in} has |killed| {n} people since {since}, {by} says."),
    ("killed", "In all, {n} people have been |killed| in attacks in {in} since {since}."),
    ("strikes", "There have been {n} |air strikes| in {in} since {since}, according to {by}."),
)
MONITOR = "a monitoring group"


class History:
    """The incidents of a world by day, and what they add up to."""

    def __init__(self, made: list[Happening]) -> None:
        self._made = sorted(made, key=lambda h: (h.day, h.number))
        self._days = [h.day for h in self._made]

    def between(self, first: date, last: date, country: str) -> list[Happening]:
        """The incidents in a country from one day to another, both included."""
        inside = self._made[bisect_left(self._days, first) : bisect_left(self._days, last + timedelta(days=1))]
        return [h for h in inside if h.town.theatre.code == country]

    def lately(self, than: Happening, published: date, rng: Random) -> list[Happening]:
        """One to three other incidents in the same country of the days before publication."""
        here = self.between(published - timedelta(days=5), published, than.town.theatre.code)
        others = [h for h in here if h.number != than.number]
        return rng.sample(others, min(len(others), rng.randint(1, 3)))

    def earlier(self, than: Happening, rng: Random) -> Happening | None:
        """An incident in the same country, three weeks to half a year before."""
        first, last = than.day - timedelta(days=180), than.day - timedelta(days=21)
        here = self.between(first, last, than.town.theatre.code)
        return rng.choice(here) if here else None

    def total(self, page: Page, than: Happening, rng: Random) -> list[tuple[int, int]]:
        """Put a cumulative count of the year so far; its sentence's offsets, none where there is little to count."""
        theatre = than.town.theatre
        since = page.published.replace(month=1, day=1)
        here = self.between(since, page.published - timedelta(days=2), theatre.code)
        measure, wording = rng.choice(WORDINGS)
        count = sum(h.event == "air-strike" for h in here) if measure == "strikes" else sum(h.deaths for h in here)
        if count < 12:
            return []
        start = len(page.text)
        _write(page, wording, measure, count, theatre.name, theatre.code, since, rng)
        return [(start, len(page.text))]


def _write(
    page: Page, wording: str, measure: str, count: int, name: str, code: str, since: date, rng: Random
) -> None:  # fmt: skip
    start = len(page.text)
    draft = Draft()
    said = number(count, rng.choice(("exact", "at least", "more than", "more than")))
    before, trigger, after = wording.split("|")
    for part in (before, trigger, after):
        for piece in part.replace("{", "\0{").replace("}", "}\0").split("\0"):
            begin = len(page.text)
            if piece in ("{n}", "{N}"):
                words = said.text[0].upper() + said.text[1:] if piece == "{N}" else said.text
                page.add(words)
                draft.figures.append(figure(page, begin, len(page.text), measure, said, None))
            elif piece == "{in}":
                draft.place = Place(page.put(name), name, country=code, precision="country", why="made", confidence=1.0)
            elif piece == "{since}":
                span = page.put("January")
                draft.when = when_of(span, f"{since:%Y-%m}", since, page.published)
            elif piece == "{by}":
                draft.voices.append(Voice(page.put(MONITOR), "monitor"))
            elif piece:
                page.add(piece)
        if part is trigger:
            draft.triggers.append(Span.of(page.text, len(page.text) - len(trigger), len(page.text)))
    event = "air-strike" if measure == "strikes" else "killing"
    page.claim(draft, event, "total", start, "certain", None)
