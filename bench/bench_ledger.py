"""How long adding one report takes as a ledger grows: fills one with made reports, then adds and times more.

    python bench/bench_ledger.py [--claims 100000] [--reports 40] [--keep FILE]

The filling goes past the program, straight into the tables (a million claims in minutes instead of hours); what is
written there is what the program writes: facts, areas of the index, words, incidents of three reports each.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
import zlib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sayso.ledger import open_ledger
from sayso.ledger.codec import pack
from sayso.ledger.columns import searched
from sayso.ledger.shapes import Area, area_code
from sayso.line_ledger import LedgerLine, notes
from sayso.line_ledger.lap import areas_of
from sayso.merging.rulings import Orders
from sayso.records import Article, Claim, Figure, Incident, Page, Place, Reading, Ref, Site, Span, When
from sayso.settings import Settings

TEMPLATES = 2_000
CLAIMS = 5  # of a report: three of its main happening, two of another
MATES = 3  # reports of one happening
EVENTS = ("bombing", "clash", "air-strike", "shelling", "attack", "abduction")
BASE = date(2010, 1, 1)
SPAN = 5_000  # days
SETTINGS = Settings()


@dataclass
class Template:
    """One made report, to be repeated on other days under other names."""

    reading: Reading
    packed: bytes
    areas: list[Area]
    words: list[int]


def words(chance: random.Random) -> list[str]:
    """A vocabulary, commonest first."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return ["".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(40_000)]


def text_of(chance: random.Random, vocabulary: list[str], name: str, number: int) -> list[str]:
    """Five sentences, each with its place, figure and day; words as common as their rank says (Zipf)."""
    sentences = []
    for k in range(CLAIMS):
        some = [vocabulary[int(len(vocabulary) ** chance.random()) - 1] for _ in range(45)]
        for at in chance.sample(range(1, 45), 6):
            some[at] = some[at].title()
        sentences.append(f"{' '.join(some)} hit {name if k < 3 else name + 'ford'} killed {number + k} on day.")
    return sentences


def reading_of(chance: random.Random, vocabulary: list[str], name: str, day: date) -> Reading:
    """A made report about one of a thousand places, the first more often than the last."""
    place = int(1_000 ** chance.random())
    spot = random.Random(place)
    lat, lon = spot.uniform(-40, 60), spot.uniform(-100, 120)
    country, town = f"{chr(65 + place % 26)}{chr(65 + place % 7)}", f"Town{place}"
    event, number = chance.choice(EVENTS), chance.randint(5, 60)
    sentences, town_id = text_of(chance, vocabulary, town, number), place * 2
    article = Article(name, "\n\n".join(sentences), None, None, None, f"Outlet {chance.randint(1, 300)}", day, "en")
    claims, at = [], 0
    for k, sentence in enumerate(sentences):
        main = k < 3
        where = town if main else town + "ford"

        def span(said: str, at: int = at, sentence: str = sentence) -> Span:
            return article.span(at + sentence.rindex(said), at + sentence.rindex(said) + len(said))

        figure = str(number if main else number + k)
        figure = figure if f"killed {figure} " in sentence else str(number + k)
        claims.append(
            Claim(
                id=f"c{k}",
                article=name,
                event=event if main else "protest",
                scope="incident",
                trigger=span("hit"),
                evidence=article.span(at, at + len(sentence)),
                figures=(Figure(span(figure), "killed", int(figure), int(figure), int(figure)),),
                place=Place(
                    span(where), where, town_id + (not main), lat, lon + (not main), country, None, "settlement"
                ),
                when=When(span("on day"), "DATE", str(day), day, day),
            )
        )
        at += len(sentence) + 2
    return Reading(article, claims=tuple(claims), reader="bench")


NAME = "@@@@@@@@@@"


def template(chance: random.Random, vocabulary: list[str]) -> Template:
    """A report that tells of the base day, packed under a name that is replaced later."""
    reading = reading_of(chance, vocabulary, NAME, BASE)
    facts = notes.facts_of(reading)
    areas = list(areas_of(facts, Orders(), SETTINGS))
    return Template(reading, zlib.decompress(notes.pack(facts)), areas, list(notes.words_of(facts)))


def fill(path: Path, claims: int, chance: random.Random, vocabulary: list[str]) -> None:
    """Write reports straight into the tables."""
    made = [template(chance, vocabulary) for _ in range(TEMPLATES)]
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=OFF")
    db.execute("PRAGMA synchronous=OFF")
    indexes = db.execute("SELECT name, sql FROM sqlite_master WHERE type='index' AND sql LIKE '%block%'").fetchall()
    for name, _ in indexes:
        db.execute(f"DROP INDEX {name}")
    db.execute("BEGIN")
    at = datetime(2024, 1, 1, tzinfo=UTC).isoformat(sep=" ")
    db.execute("INSERT INTO sayso_ledger_lap (id, at, kind, who, note) VALUES (1, ?, 'add', '', '')", (at,))
    counted: Counter[int] = Counter()
    reports = claims // CLAIMS
    for n in range(reports):
        happening = n // MATES
        one = made[happening % TEMPLATES]
        shift = random.Random(happening).randrange(SPAN)
        write(db, n + 1, one, shift)
        counted.update((*one.words, -1))
        if n % MATES == MATES - 1 or n == reports - 1:
            incidents(db, happening, n + 1 - n % MATES, n + 1, one, shift)
    db.executemany("INSERT INTO sayso_ledger_word VALUES (?, ?)", counted.items())
    db.execute("COMMIT")
    for _, sql in indexes:
        db.execute(sql)
    db.execute("ANALYZE")
    db.close()


def write(db: sqlite3.Connection, n: int, one: Template, shift: int) -> None:
    """One report: page, reading, claims and its areas of the index."""
    name, day = f"b{n:09d}", BASE + timedelta(days=shift)
    digest = sha256(name.encode()).hexdigest()
    facts = one.packed.replace(NAME.encode(), name.encode())
    base = str(BASE.toordinal()).encode()
    facts = zlib.compress(facts.replace(base, str(day.toordinal()).encode()), 1)
    db.execute("INSERT INTO sayso_ledger_body VALUES (?, 0, ?)", (digest, b""))
    db.execute("INSERT INTO sayso_ledger_article VALUES (?, ?, NULL)", (n, name))
    db.execute(
        "INSERT INTO sayso_ledger_version (id, number, page, asked, lap, article_id, body_id)"
        " VALUES (?, 1, ?, NULL, 1, ?, ?)",
        (n, b"", n, digest),
    )
    db.execute(
        "INSERT INTO sayso_ledger_reading (id, reader, domain, title, publisher, published, claims, data, notes,"
        " lap_from, lap_to, article_id, version_id)"
        " VALUES (?, 'bench', 'conflict', NULL, NULL, ?, ?, ?, ?, 1, NULL, ?, ?)",
        (n, str(day), CLAIMS, zlib.compress(one.packed, 1), facts, n, n),
    )
    first = (n - 1) * CLAIMS + 1
    db.executemany(
        "INSERT INTO sayso_ledger_claim (id, name, event, scope, lap, gone, struck, said, article_id, reading_id)"
        " VALUES (?, ?, ?, 'incident', 1, NULL, '', ?, ?, ?)",
        [(first + k, f"c{k}", c.event, searched(c.evidence.text), n, n) for k, c in enumerate(one.reading.claims)],
    )
    db.executemany(
        "INSERT INTO sayso_ledger_block (area, first, last, kept, sought, claim_id) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (area_code(a.area), a.first + shift, a.last + shift, a.kept, a.sought, first + int(a.claim.claim[1:]))
            for a in one.areas
        ],
    )


def incidents(db: sqlite3.Connection, happening: int, first: int, last: int, one: Template, shift: int) -> None:
    """The two incidents that some reports tell of."""
    day = BASE + timedelta(days=shift)
    for part, ks in (("a", (0, 1, 2)), ("b", (3, 4))):
        name = f"i-{happening:015x}{part}"
        refs = tuple(Ref(f"b{n:09d}", f"c{k}") for n in range(first, last + 1) for k in ks)
        place = one.reading.claims[ks[0]].place
        site = Site(place.span.text, place.name, None, place.lat, place.lon, place.country, None, "settlement")
        record = Incident(name, one.reading.claims[ks[0]].event, (), refs, site, day, day)
        db.execute(
            "INSERT INTO sayso_ledger_incident"
            " (name, lap_from, event, country, place, lat, lon, start, end, actors, data, grade, disputed, ruled)"
            " VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, '', ?, 'weak', 0, 0)",
            (name, record.event, site.country, "", site.lat, site.lon, str(day), str(day), pack(record)),
        )
        db.executemany(
            "INSERT INTO sayso_ledger_held (holder, role, lap_from, lap_to, claim_id) VALUES (?, 'a', 1, NULL, ?)",
            [(name, (n - 1) * CLAIMS + 1 + k) for n in range(first, last + 1) for k in ks],
        )


def page_of(reading: Reading) -> Page:
    """A page for a made reading."""
    text = reading.article.text
    digest = sha256(f"{reading.article.id}{text}".encode()).hexdigest()
    return Page(reading.article.id, "bench", "clean", text, digest, datetime.now(UTC), text.encode())


def spread_of(took: list[float]) -> str:
    """Seconds in short: the middle one, the 95th percentile, the slowest."""
    p95 = sorted(took)[int(0.95 * (len(took) - 1))]
    return f"median {statistics.median(took):.3f} s, p95 {p95:.3f} s, slowest {max(took):.3f} s"


def main() -> None:
    """Fill, add, tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    chance = random.Random(7)
    vocabulary = words(chance)
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "ledger.sqlite3"
        if not path.exists():
            began = time.monotonic()
            open_ledger(path).close()
            fill(path, asked.claims, chance, vocabulary)
            size = path.stat().st_size / 1e6
            print(f"filled with {asked.claims:,} claims in {time.monotonic() - began:.0f} s, {size:,.0f} MB")
        line = LedgerLine(open_ledger(path), SETTINGS)
        took, cost = [], []
        for n in range(asked.reports):
            day = BASE + timedelta(days=chance.randrange(SPAN))
            reading = reading_of(chance, vocabulary, f"new{n}-{time.time_ns()}", day)
            page, reading = page_of(reading), replace(reading, reader="bench")
            began, worked = time.perf_counter(), time.process_time()
            line.add_reading(page, reading)
            took.append(time.perf_counter() - began)
            cost.append(time.process_time() - worked)
        print(f"adding one report, of {asked.reports}: {spread_of(took)}; of processor time {spread_of(cost)}")
        began = time.perf_counter()
        line.ledger.incidents(limit=50)
        print(f"the first 50 incidents: {time.perf_counter() - began:.3f} s")


if __name__ == "__main__":
    main()
