"""A made world with known answers: incidents, and reports of them, as readings whose right clusters are known.

    world = make(seed=1, incidents=300)
    merge(world.readings)      # compare with world.truth: Ref -> number of the incident

`noise` 0 gives perfect claims (every slot told, as it was); 1 gives claims as a middling reader of middling reports
would: places coarser, days missing or one off, figures rising or rounded, the vaguer event code, actors left out.
Places, people and groups are invented. Nothing is drawn from any corpus.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sayso.records import Actor, Article, Claim, Figure, Place, Reading, Ref, Span, Voice, When

CODES = {
    "air-strike": 10, "shelling": 16, "bombing": 12, "suicide-bombing": 4, "clash": 22, "attack": 18, "execution": 4,
    "abduction": 6, "arrest": 4, "protest": 4, "territory-taken": 4, "destruction": 3,
}  # fmt: skip
VAGUER = {"bombing": "attack", "shelling": "attack", "air-strike": "attack", "suicide-bombing": "bombing"}
GROUPS = ("Northern Front", "Dawn Brigade", "River Column", "Army of the Plain", "Union Guard", "Hill Committee")
OUTLETS = ("Courier", "Meridian", "Chronicle", "Harbour Wire", "Long Road", "Beacon", "Tribune", "Lantern")
SYLLABLES = "ba de fa ga ha ka la ma na ra sa ta wa ya za bel dor fen gir hal jar kem lun mor nis orb per qel".split()
COUNTRIES = ("LY", "SD", "TD", "NE")
FIRST_DAY = date(2023, 1, 1)
HURTFUL = frozenset(CODES) - {"abduction", "arrest", "protest", "territory-taken", "destruction"}


@dataclass(slots=True)
class Town:
    """A made town; most happenings fall on few of them."""

    number: int
    name: str
    lat: float
    lon: float
    country: str


@dataclass(slots=True)
class Happening:
    """What really happened."""

    number: int
    event: str
    town: Town
    day: date
    killed: int
    injured: int
    actor: str
    names: tuple[str, ...]


@dataclass(slots=True)
class World:
    """Readings, and the number of the happening behind each claim."""

    happenings: list[Happening]
    readings: list[Reading] = field(default_factory=list)
    truth: dict[Ref, int] = field(default_factory=dict)


def _word(rng: Random, n: int = 3) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(n)).capitalize()


def _towns(rng: Random, n: int) -> list[Town]:
    return [
        Town(k, _word(rng), round(rng.uniform(8, 32), 4), round(rng.uniform(8, 36), 4), rng.choice(COUNTRIES))
        for k in range(n)
    ]


def _happenings(rng: Random, n: int, days: int) -> Iterator[Happening]:
    towns = _towns(rng, max(12, n // 6))
    weights = [1 / (k + 4) for k in range(len(towns))]
    for number in range(n):
        event = rng.choices(list(CODES), list(CODES.values()))[0]
        hurts = event in HURTFUL
        yield Happening(
            number,
            event,
            rng.choices(towns, weights)[0],
            FIRST_DAY + timedelta(days=rng.randrange(days)),
            int(rng.expovariate(0.12)) if hurts else 0,
            int(rng.expovariate(0.08)) if hurts else 0,
            rng.choice(GROUPS),
            tuple(f"{_word(rng, 2)} {_word(rng)}" for _ in range(3)),
        )


class _Page:
    """An article under construction: text, and claims whose spans lie in it."""

    def __init__(self, article: str, publisher: str, published: date) -> None:
        self.article, self.publisher, self.published = article, publisher, published
        self.text = ""
        self.claims: list[Claim] = []

    def put(self, piece: str) -> Span:
        start = len(self.text)
        self.text += piece
        return Span(start, len(self.text), piece)

    def reading(self) -> Reading:
        article = Article(self.article, self.text, publisher=self.publisher, published=self.published)
        return Reading(article, claims=tuple(self.claims), reader="made")


def make(seed: int = 0, incidents: int = 200, days: int = 120, noise: float = 0.0, reports: float = 3.0) -> World:
    """A world of `incidents` over `days`, each told in `reports` articles on average; one article may tell of two."""
    rng = Random(seed)
    world = World(list(_happenings(rng, incidents, days)))
    told: list[tuple[date, str, Happening]] = []
    for happening in world.happenings:
        count = min(len(OUTLETS), 1 + int(rng.expovariate(1 / max(0.01, reports - 1))))
        for outlet in rng.sample(OUTLETS, count):
            lag = rng.choice((0, 0, 1, 1, 1, 2, 3, 6))
            told.append((happening.day + timedelta(days=lag), outlet, happening))
    told.sort(key=lambda t: (t[0], t[1], t[2].number))
    while told:
        day, outlet, happening = told.pop(0)
        together = [happening]
        if told and told[0][:2] == (day, outlet) and rng.random() < 0.4:
            together.append(told.pop(0)[2])
        page = _Page(f"a{len(world.readings):07d}", outlet, day)
        for one in together:
            _tell(page, one, rng, noise, world)
        world.readings.append(page.reading())
    return world


def _tell(page: _Page, happening: Happening, rng: Random, noise: float, world: World) -> None:
    off = lambda p: rng.random() < p * noise  # noqa: E731
    vaguer = VAGUER.get(happening.event, "killing" if happening.killed else happening.event)
    event = vaguer if off(0.2) else happening.event
    start = len(page.text)
    trigger = page.put(event)
    page.put(" in ")
    place = _place(page.put(happening.town.name), happening.town, off(0.15), off(0.1))
    page.put(" on ")
    when = _when(page.put(f"{happening.day:%d %B %Y}"), happening.day, off(0.2), rng.choice((-1, 1)) if off(0.1) else 0)
    figures = []
    for measure, true in (("killed", happening.killed), ("injured", happening.injured)):
        if true and not off(0.25):
            n = max(1, round(true * rng.uniform(0.7, 1.3))) if off(0.3) else true
            page.put(", ")
            span = page.put(str(n))
            page.put(f" {measure}")
            figures.append(Figure(span, measure, n, n, n))
    page.put(", by ")
    actor = Actor(page.put(happening.actor), happening.actor.lower().replace(" ", "-"), happening.actor, "rebel-group")
    page.put(". ")
    evidence = Span.of(page.text, start, len(page.text) - 1)
    source = page.put(rng.choice(("Police", "Residents", "A hospital", "An observatory")))
    page.put(" spoke of ")
    for name in happening.names:
        if rng.random() < 0.7:
            page.put(f"{name} and ")
    page.put("others.\n\n")
    number = f"c{len(page.claims) + 1}"
    page.claims.append(
        Claim(
            number, page.article, event, "incident", trigger, evidence,
            actors=() if off(0.4) else (actor,),
            figures=tuple(figures),
            place=None if off(0.08) else place,
            when=when,
            voices=(Voice(source, "official"),),
            reader="made",
        )
    )  # fmt: skip
    world.truth[Ref(page.article, number)] = happening.number


def _place(span: Span, town: Town, coarse: bool, country: bool) -> Place:
    if country:
        return Place(span, town.country, None, 20.0, 20.0, town.country, precision="country")
    precision = "district" if coarse else "settlement"
    return Place(span, town.name, 1000 + town.number, town.lat, town.lon, town.country, precision=precision)


def _when(span: Span, day: date, missing: bool, off: int) -> When | None:
    if missing:
        return None
    told = day + timedelta(days=off)
    return When(span, "DATE", told.isoformat(), told, told)


def pair_scores(truth: dict[Ref, int], found: dict[Ref, str]) -> tuple[float, float]:
    """Pairwise precision and recall of a clustering against the truth, over the claims of the truth."""
    from collections import Counter

    def two(counts: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    both = two(Counter((truth[r], found.get(r, str(r))) for r in truth))
    said = two(Counter(found.get(r, str(r)) for r in truth))
    meant = two(Counter(truth.values()))
    return (both / said if said else 1.0), (both / meant if meant else 1.0)
