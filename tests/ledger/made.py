"""Made reports: pages with their readings, written by hand, so that no language model is needed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sayso.records import Actor, Article, Claim, Figure, Page, Place, Reading, Span, Voice, When

BRAK = ("Brak", 27.55, 14.27, "LY")
SABHA = ("Sabha", 27.04, 14.43, "LY")
TBILISI = ("Tbilisi", 41.69, 44.83, "GE")


@dataclass(frozen=True)
class Says:
    """One sentence with its claim: what is said in it stands in `text`, word for word."""

    text: str
    event: str = "bombing"
    trigger: str = "bomb"
    killed: str = ""
    injured: str = ""
    strikes: str = ""
    place: tuple[str, float, float, str] | None = None
    when: tuple[str, date, date] | None = None
    voice: tuple[str, str] | None = None
    actor: tuple[str, str | None] | None = None
    scope: str = "incident"
    certainty: str = "certain"


def _span(article: Article, at: int, sentence: str, words: str) -> Span:
    start = at + sentence.index(words)
    return article.span(start, start + len(words))


def _claim(article: Article, at: int, says: Says, name: str, reader: str) -> Claim:
    def span(words: str) -> Span:
        return _span(article, at, says.text, words)

    def place() -> Place | None:
        if says.place is None:
            return None
        name, lat, lon, country = says.place
        return Place(span(name), name, None, lat, lon, country, None, "settlement", why="made", candidates=("a", "b"))

    measures = (("killed", says.killed), ("injured", says.injured), ("strikes", says.strikes))
    return Claim(
        id=name,
        article=article.id,
        event=says.event,
        scope=says.scope,
        trigger=span(says.trigger),
        evidence=article.span(at, at + len(says.text)),
        certainty=says.certainty,
        actors=(Actor(span(says.actor[0]), says.actor[1], says.actor[0], "rebel-group"),) if says.actor else (),
        figures=tuple(Figure(span(n), m, int(n), int(n), int(n)) for m, n in measures if n),
        place=place(),
        when=When(span(says.when[0]), "DATE", str(says.when[1]), says.when[1], says.when[2]) if says.when else None,
        voices=(Voice(span(says.voice[0]), says.voice[1]),) if says.voice else (),
        reader=reader,
        confidence=0.7,
    )


def report(
    name: str,
    *said: Says,
    publisher: str = "",
    published: date | None = date(2023, 3, 11),
    url: str | None = None,
    reader: str = "made 1",
    extra: str = "",
) -> tuple[Page, Reading]:
    """A page and its reading; claims are named c1, c2, … `extra` is a last paragraph without a claim."""
    parts = [s.text for s in said] + ([extra] if extra else [])
    text = "\n\n".join(parts)
    body = f"{name}\n{url}\n{text}".encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(body).hexdigest()
    taken = datetime(2023, 3, 12, tzinfo=UTC)
    page = Page(name, f"{name}.txt", "clean", text, digest, taken, body, url=url, published=published)
    article = Article(name, text, url, f"Report {name}", None, publisher or f"The {name} Post", published, "en")
    claims, at = [], 0
    for number, says in enumerate(said, 1):
        claims.append(_claim(article, at, says, f"c{number}", reader))
        at += len(says.text) + 2
    reading = Reading(
        article,
        places=tuple(c.place for c in claims if c.place),
        times=tuple(c.when for c in claims if c.when),
        claims=tuple(claims),
        reader=reader,
    )
    return page, reading


FRIDAY = ("on Friday", date(2023, 3, 10), date(2023, 3, 10))


def brak(name: str, killed: str = "23", **more: object) -> tuple[Page, Reading]:
    """A report of the bomb at the market of Brak."""
    text = f"A car bomb at the market of Brak killed {killed} people on Friday, officer {name} of the town said."
    says = Says(text, killed=killed, place=BRAK, when=FRIDAY, voice=(f"officer {name}", "official"))
    return report(name, says, **more)


def brak_otherwise(name: str, killed: str = "25", **more: object) -> tuple[Page, Reading]:
    """Another report of that bomb, in other words, so that it is no copy."""
    text = f"Doctors put the dead of the bomb in a van at {killed}; Brak, they told {name}, buried them on Friday."
    says = Says(text, killed=killed, place=BRAK, when=FRIDAY, voice=("Doctors", "witness"))
    return report(name, says, **more)


def tbilisi(name: str, **more: object) -> tuple[Page, Reading]:
    """A report of something else, elsewhere."""
    text = f"Police in Tbilisi clashed with gunmen on Friday, and 4 people were killed, {name} has learnt."
    return report(name, Says(text, "clash", "clashed", killed="4", place=TBILISI, when=FRIDAY), **more)
