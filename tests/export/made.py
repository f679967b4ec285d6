"""A made ledger: reports written by hand with their readings, so that exports have something to carry and to lose."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sayso.codec import decoder
from sayso.ledger import Ledger
from sayso.records import (
    Actor,
    Article,
    Claim,
    Figure,
    Incident,
    Link,
    Page,
    Place,
    Reading,
    Ref,
    Refusal,
    Span,
    Total,
    Voice,
    When,
)  # fmt: skip

START = datetime(2024, 5, 1, tzinfo=UTC)

PLACES = {
    "Brak": ("Brak", 27.54955, 14.27139, "LY", "Wadi ash Shati", "settlement", 2219235),
    "Sabha": ("Sabha", 27.03766, 14.42832, "LY", "Sabha", "settlement", 2212775),
    "Mosul": ("Mosul", 36.335, 43.11889, "IQ", "Nineveh", "settlement", 99072),
    "northern Iraq": ("northern Iraq", 36.2, 43.9, "IQ", None, "region", None),
    "Iraq": ("Iraq", 33.0, 44.0, "IQ", None, "country", 99237),
    "near Sabha": ("Sabha", 27.03766, 14.42832, "LY", "Sabha", "district", 2212775),
}
BOXES = {"northern Iraq": (35.0, 41.5, 37.4, 46.3)}
ACTORS = {
    "Islamic State": ("islamic-state", "Islamic State", "rebel-group"),
    "the Iraqi army": ("iq-army", "Army of Iraq", "state-forces"),
    "US warplanes": ("us-air-force", "Air Force of United States", "state-forces"),
    "the Dawn Brigade": (None, "the Dawn Brigade", "political-militia"),
}


@dataclass(frozen=True)
class Says:
    """One sentence with its claim. Everything but `text`, `event`, `scope` and the tuples' tails stands in the text."""

    text: str
    event: str
    trigger: str
    place: str = ""
    when: tuple[str, str | None, str | None] | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    figures: tuple[tuple, ...] = ()  # words, measure, low, best, high, approximate
    voice: tuple[str, str] | None = None
    scope: str = "incident"
    certainty: tuple[str, str] = ("certain", "")
    means: str = ""


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _claim(article: Article, at: int, says: Says, name: str) -> Claim:
    def span(words: str) -> Span:
        start = at + says.text.index(words)
        return article.span(start, start + len(words))

    def place() -> Place | None:
        if not says.place:
            return None
        known, lat, lon, country, admin1, precision, geonames = PLACES[says.place]
        return Place(
            span(says.place), known, geonames, lat, lon, country, admin1, precision, box=BOXES.get(says.place),
            why="made", candidates=("x", "y"), confidence=0.8,
        )  # fmt: skip

    def actor(words: str) -> Actor:
        known = ACTORS.get(words, (None, None, None))
        return Actor(span(words), *known)

    when = When(span(says.when[0]), "DATE", says.when[1] or "X", *map(_day, says.when[1:])) if says.when else None
    return Claim(
        id=name,
        article=article.id,
        event=says.event,
        scope=says.scope,
        trigger=span(says.trigger),
        evidence=article.span(at, at + len(says.text)),
        certainty=says.certainty[0],
        certainty_cue=span(says.certainty[1]) if says.certainty[1] else None,
        actors=tuple(map(actor, says.actors)),
        targets=tuple(map(actor, says.targets)),
        means=(span(says.means),) if says.means else (),
        figures=tuple(Figure(span(w), m, low, high, best, about) for w, m, low, best, high, about in says.figures),
        place=place(),
        when=when,
        voices=(Voice(span(says.voice[0]), says.voice[1]),) if says.voice else (),
        reader="made 1",
        confidence=0.75,
    )


def report(name: str, *said: Says, publisher: str, published: str) -> tuple[Page, Reading]:
    """A page and its reading; claims are named c1, c2, …"""
    text = "\n\n".join(s.text for s in said)
    url = f"https://{publisher.lower().replace(' ', '')}.example/{name}"
    body = f"{url}\n{text}".encode()
    day = date.fromisoformat(published)
    page = Page(
        name, f"{name}.txt", "clean", text, hashlib.sha256(body).hexdigest(), START, body, url=url, published=day
    )
    article = Article(name, text, url, f"Report {name}", "A. Writer", publisher, day, "en")
    claims, at = [], 0
    for number, says in enumerate(said, 1):
        claims.append(_claim(article, at, says, f"c{number}"))
        at += len(says.text) + 2
    places = tuple(c.place for c in claims if c.place)
    return page, Reading(
        article, places, tuple(c.when for c in claims if c.when), claims=tuple(claims), reader="made 1"
    )


FRIDAY = ("on Friday", "2024-03-08", "2024-03-08")


def reports() -> Iterator[tuple[Page, Reading]]:
    """The made reports."""
    yield report(
        "brak-1",
        Says(
            "A car bomb at the market of Brak killed 23 people on Friday and wounded more than 70, a doctor said.",
            "bombing", "car bomb", "Brak", FRIDAY, targets=("people",), voice=("a doctor", "witness"), means="car bomb",
            figures=(("23", "killed", 23, 23, 23, False), ("more than 70", "injured", 71, 70, None, False)),
        ),
        Says(
            "The Dawn Brigade is planning an assault on Sabha, residents fear.", "clash", "assault", "Sabha",
            scope="prospect", certainty=("possible", "fear"), voice=("residents", "witness"),
        ),
        publisher="Desert Courier", published="2024-03-09",
    )  # fmt: skip
    yield report(
        "brak-2",
        Says(
            "At least 25 people died in the bombing in Brak on Friday, the town council said.",
            "bombing", "bombing", "Brak", FRIDAY, targets=("people",), voice=("the town council", "official"),
            figures=(("At least 25", "killed", 25, 25, None, False),),
        ),
        publisher="The Meridian Post", published="2024-03-10",
    )  # fmt: skip
    yield report(
        "mosul",
        Says(
            "Air raids by US warplanes reportedly killed dozens of Islamic State fighters in Mosul "
            "in the first week of March.",
            "air-strike", "Air raids", "Mosul", ("in the first week of March", "2024-03-01", "2024-03-07"),
            actors=("US warplanes",), targets=("Islamic State",), certainty=("probable", "reportedly"),
            figures=(("dozens", "killed", 24, None, None, True),),
        ),
        Says(
            "The coalition has carried out more than 1,500 air strikes in northern Iraq since last summer, "
            "the ministry said.",
            "air-strike", "air strikes", "northern Iraq", ("since last summer", "2023-06-01", "2024-03-12"),
            figures=(("more than 1,500", "strikes", 1501, 1500, None, False),), voice=("the ministry", "party"),
            scope="total",
        ),
        Says(
            "Islamic State executes deserters in northern Iraq almost every week.", "execution", "executes",
            "northern Iraq", actors=("Islamic State",), targets=("deserters",), scope="pattern",
        ),
        Says(
            "Clashes between the Iraqi army and Islamic State in northern Iraq left 5 civilians dead on Friday.",
            "clash", "Clashes", "northern Iraq", FRIDAY, actors=("the Iraqi army", "Islamic State"),
            figures=(("5", "killed", 5, 5, 5, False),),
        ),
        publisher="River Gazette", published="2024-03-12",
    )  # fmt: skip
    yield report(
        "country-only",
        Says(
            "Gunmen abducted 3 aid workers in Iraq on Monday.", "abduction", "abducted", "Iraq",
            ("on Monday", "2024-03-11", "2024-03-11"), actors=("Gunmen",), targets=("aid workers",),
            figures=(("3", "abducted", 3, 3, 3, False),),
        ),
        Says(
            "In March the Iraqi army retook a hill from Islamic State.", "territory-taken", "retook",
            when=("In March", "2024-03-01", "2024-03-31"), actors=("the Iraqi army",), targets=("Islamic State",),
        ),
        publisher="River Gazette", published="2024-03-13",
    )  # fmt: skip
    yield report(
        "sabha",
        Says(
            "Shells fell near Sabha on Friday, killing up to 4 people, the Dawn Brigade denied.", "shelling", "Shells",
            "near Sabha", FRIDAY, actors=("the Dawn Brigade",), targets=("people",),
            figures=(("up to 4", "killed", None, 4, 4, False),), voice=("the Dawn Brigade", "party"),
            certainty=("denied", "denied"),
        ),
        Says(
            "Shells of the Dawn Brigade hit a school near Sabha on Friday and killed 4 people, police said.",
            "shelling", "Shells", "near Sabha", FRIDAY, actors=("the Dawn Brigade",), targets=("people",),
            figures=(("4", "killed", 4, 4, 4, False),), voice=("police", "official"),
        ),
        publisher="Desert Courier", published="2024-03-09",
    )  # fmt: skip
    yield report(
        "odd",
        Says(
            '=SUM("rebels") burned <b>14</b> houses & a mill in Brak on Friday; 日本 was not there, "quoted".',
            "destruction", "burned", "Brak", FRIDAY, actors=("rebels",),
            figures=(("14", "other", 14, 14, 14, False),),
        ),
        publisher="A, B & Sons", published="2024-03-09",
    )  # fmt: skip


def fill(ledger: Ledger) -> None:
    """Put the made reports into an empty ledger, and what merging once made of them, kept in `merged.json`.

    Kept, not merged anew: the golden files are to change when exports do, not when merging learns.
    """
    kept = json.loads(Path(__file__).with_name("merged.json").read_text(encoding="utf-8"))
    incidents = [decoder(Incident)(row) for row in kept["incidents"]]
    totals = [decoder(Total)(row) for row in kept["totals"]]
    links = [decoder(Link)(row) for row in kept["links"]]
    for page, reading in reports():
        with ledger.writing("add", note=page.address) as pen:
            pen.add(page, reading)
    with ledger.writing("merge") as pen:
        refs = [Ref(reading.article.id, claim.id) for _, reading in reports() for claim in reading.claims]
        pen.store([], incidents, totals, links, refs)
    with ledger.writing("add") as pen:
        pen.refuse(Refusal("intake", "empty", "nothing in it", "torn.html", "save the page again"))


class Clock:
    """A clock that goes on by a minute each time it is asked."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now
