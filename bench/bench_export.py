"""How long exports take, and how much memory: a made ledger of any size, streamed, never held.

    python bench/bench_export.py [--claims 30000] [--formats csv,parquet,acled]

Each format runs in a process of its own, so that its highest memory is its own. docs/reference/exports has the figures.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sayso.export import Case, Report, Sheet, Source, Tally, export
from sayso.records import (
    Actor,
    Article,
    Claim,
    Figure,
    Incident,
    IndependentVoice,
    Page,
    Participant,
    Place,
    Range,
    Reading,
    Ref,
    Site,
    Stated,
    Total,
    Voice,
    When,
)

TELLINGS = 3  # claims of one incident, each in a report of its own
PER_REPORT = 5  # claims of one report
EVENTS = ("bombing", "clash", "air-strike", "shelling", "attack", "abduction")
TOWNS = (("Brak", 27.55, 14.27, "LY"), ("Mosul", 36.34, 43.12, "IQ"), ("Goma", -1.68, 29.22, "CD"))
MOMENT = datetime(2024, 5, 1, tzinfo=UTC)


class MadeStream:
    """A ledger that is made as it is asked for: the same each time."""

    moment = MOMENT
    selection: dict[str, str] = {}  # noqa: RUF012

    def __init__(self, claims: int) -> None:
        self.incidents = claims // TELLINGS
        self.articles = self.incidents * TELLINGS // PER_REPORT

    def _fact(self, incident: int) -> tuple[str, tuple[str, float, float, str], date, int]:
        chance = random.Random(incident)
        day = date(2015, 1, 1) + timedelta(days=incident * 3_000 // max(self.incidents, 1))
        return chance.choice(EVENTS), chance.choice(TOWNS), day, chance.randrange(1, 60)

    def _reading(self, number: int) -> Reading:
        rows = [self._fact((number * PER_REPORT + k) // TELLINGS) for k in range(PER_REPORT)]
        said = [f"Rebels killed {n} people in {town[0]} on {day}, police said." for _, town, day, n in rows]
        article = Article(f"a{number}", "\n\n".join(said), f"https://x.example/{number}", "Report", None, "The Post")
        claims, at = [], 0
        for k, (event, town, day, n) in enumerate(rows):

            def span(words: str, at: int = at, text: str = said[k]):
                start = at + text.index(words)
                return article.span(start, start + len(words))

            claims.append(
                Claim(
                    id=f"c{k}", article=article.id, event=event, scope="incident", trigger=span("killed"),
                    evidence=article.span(at, at + len(said[k])), actors=(Actor(span("Rebels")),),
                    targets=(Actor(span("people")),), figures=(Figure(span(str(n)), "killed", n, n, n),),
                    place=Place(span(town[0]), town[0], None, *town[1:], None, "settlement"),
                    when=When(span(str(day)), "DATE", str(day), day, day), voices=(Voice(span("police"), "official"),),
                )
            )  # fmt: skip
            at += len(said[k]) + 2
        return Reading(article, claims=tuple(claims), reader="made")

    def reports(self) -> Iterator[Report]:
        """The reports."""
        for number in range(self.articles):
            reading = self._reading(number)
            first = number * PER_REPORT
            holders = {f"c{k}": (self._id((first + k) // TELLINGS), "asserts") for k in range(PER_REPORT)}
            yield Report(reading, Source(f"a{number}", "Report", "The Post"), "conflict", holders)

    def sheets(self) -> Iterator[Sheet]:
        """Their pages."""
        for number in range(self.articles):
            text = self._reading(number).article.text
            page = Page(f"a{number}", f"a{number}.txt", "text", text, "0" * 64, MOMENT, text.encode())
            yield Sheet(f"a{number}", 1, page, None, MOMENT)

    def _id(self, incident: int) -> str:
        return f"i-{incident:016x}"

    def cases(self, told: bool = True) -> Iterator[Case]:
        """The incidents."""
        known: dict[int, Report] = {}
        for incident in range(self.incidents):
            event, town, day, n = self._fact(incident)
            spots = [divmod(k, PER_REPORT) for k in range(incident * TELLINGS, (incident + 1) * TELLINGS)]
            spots = [(number, place) for number, place in spots if number < self.articles]
            refs = tuple(Ref(f"a{number}", f"c{place}") for number, place in spots)
            cited = {}
            for ref, (number, place) in zip(refs, spots if told else (), strict=False):
                if number not in known:
                    known = {number: Report(self._reading(number), Source(f"a{number}", "Report", "The Post"))}
                cited[ref] = list(known[number].cited())[place]
            stated = tuple(Stated(r, "police", n, n, n) for r in refs)
            yield Case(
                Incident(
                    id=self._id(incident), event=event, events=(event,), claims=refs, start=day, end=day,
                    site=Site(town[0], town[0], None, *town[1:], None, "settlement", None, refs[0] if refs else None),
                    actors=(Participant("Rebels", claims=refs),), targets=(Participant("people", claims=refs),),
                    ranges=(Range("killed", "", n, n, n, "median", stated=stated),),
                    voices=(IndependentVoice("police", "official", refs, ("The Post",)),), grade_rule="one voice",
                ),
                cited,
                MOMENT,
            )  # fmt: skip

    def tallies(self, told: bool = True) -> Iterator[Tally]:
        """A few totals."""
        for n in range(10):
            yield Tally(Total(f"t-{n:016x}", "air-strike", (), ranges=(Range("strikes", "", 1, 2, 2, "r"),)))

    def links(self) -> Iterator[object]:
        """None."""
        return iter(())

    rulings = refusals = links


def one(name: str, claims: int) -> None:
    """Export once, and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        made = export(MadeStream(claims), name, Path(folder) / "out", Path(folder) / "losses.csv")
        took = time.perf_counter() - start
        out = Path(folder) / "out"
        size = sum(p.stat().st_size for p in out.rglob("*")) if out.is_dir() else out.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"format": name, "claims": claims, "rows": made.rows, "seconds": round(took, 1),
                      "megabytes": round(size / 1e6, 1), "peak_memory_mb": round(peak)}), flush=True)  # fmt: skip


def main() -> None:
    """Run each format in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=30_000)
    parser.add_argument("--formats", default="csv,parquet,acled")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        one(asked.one, asked.claims)
        return
    for name in asked.formats.split(","):
        subprocess.run([sys.executable, __file__, "--one", name, "--claims", str(asked.claims)], check=True)


if __name__ == "__main__":
    main()
