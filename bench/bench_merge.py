"""Time and memory of merging perfect claims, and of adding one report to them.

    python bench/bench_merge.py [--sizes 10000,100000] [--full]

Claims are of made worlds side by side (see `known_world`): twelve years, twelve countries, more incidents a country and
year the more claims there are. They are streamed: making them is counted apart, and their texts are dropped as merging
drops them. `--full` adds 1,000,000 claims. Each size runs in a process of its own, whose peak memory is given.

Adding one report is what a ledger does: it looks the report's areas up in its index (not timed here, since the index is
the ledger's), and merges the report with the reports of the incidents found there.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from time import perf_counter

from known_world import make_world
from known_world.tell import Report
from sayso.merging import Merged
from sayso.merging.door import DEFAULTS
from sayso.merging.facts import Facts
from sayso.records import Incident, Reading
from show import goal, table

INCIDENTS, REPORTS = 1_000, 5_000
YEARS = 12
MINUTES, GIGABYTES, ADDING = 25.0, 8.0, 1.0
MATES = 60


def reports(claims: int) -> Iterator[Report]:
    """Reports until so many claims are told."""
    told = number = 0
    while told < claims:
        world = make_world(number, INCIDENTS, REPORTS, prefix=f"w{number:03d}r", years=number % YEARS)
        number += 1
        for report in world.reports:
            if told >= claims:
                return
            told += len(report.claims)
            yield report


def one_size(claims: int) -> dict[str, float]:
    """Merge so many claims; seconds to make them, to take them in, to merge them, to add one report; peak gigabytes."""
    from sayso.merging import merge_facts
    from sayso.merging.gather import Gatherer

    start = perf_counter()
    making = 0.0
    gatherer, facts, last = Gatherer(), [], None
    stream = reports(claims)
    while True:
        begin = perf_counter()
        report = next(stream, None)
        reading = report.reading() if report else None
        making += perf_counter() - begin
        if reading is None:
            break
        facts += gatherer.facts([reading])
        last = reading
    taken_in = perf_counter() - start - making
    begin = perf_counter()
    merged: Merged = merge_facts(facts)
    merging = perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    adding, mates = add_one(last, facts, merged) if last else (0.0, 0)
    return {
        "claims": len(facts), "incidents": len(merged.incidents), "making": making, "taken in": taken_in,
        "merging": merging, "peak": peak, "adding": adding, "mates": mates,
    }  # fmt: skip


def add_one(reading: Reading, facts: list[Facts], merged: Merged) -> tuple[float, int]:
    """Seconds to merge a report with the reports of the incidents near it, and how many reports those are."""
    from sayso.merging import block_keys, merge_facts
    from sayso.merging.gather import Gatherer
    from sayso.records import KnownIncident

    near = incidents_near(reading, facts, merged)
    articles = {ref.article for i in near for ref in i.claims} - {reading.article.id}
    mates = [f for f in facts if f.sheet.article in articles]
    begin = perf_counter()
    block_keys(reading)
    merge_facts([*mates, *Gatherer().facts([reading])], known=[KnownIncident.of(i) for i in near])
    return perf_counter() - begin, len(articles)


def incidents_near(reading: Reading, facts: list[Facts], merged: Merged) -> list[Incident]:
    """At most `MATES` incidents with claims under an area that the report seeks: what a ledger's index gives."""
    from sayso.merging import block_keys
    from sayso.merging.block import blocks
    from sayso.merging.rulings import Orders
    from sayso.merging.tellings import tellings

    sought = [(set(b.sought), b.first, b.last) for b in block_keys(reading)]
    found: Counter[str] = Counter()
    incident_of = {ref: i for i in merged.incidents for ref in i.claims}
    by_article: defaultdict[str, list[Facts]] = defaultdict(list)
    for fact in facts:
        if fact.scope == "incident" and fact.ref in incident_of:
            by_article[fact.sheet.article].append(fact)
    for inside in by_article.values():
        for telling in tellings(inside, Orders()):
            placed = blocks(telling, DEFAULTS)
            for areas, first, last in sought:
                shared = areas.intersection(placed.kept)
                if placed.first > last or first > placed.last:
                    shared = {area for area in shared if area.startswith("name:")}
                if shared:
                    found[incident_of[telling.claims[0].ref].id] += len(shared)
    nearest = {name for name, _ in found.most_common(MATES)}
    return [i for i in merged.incidents if i.id in nearest]


def row(found: dict[str, float]) -> list[str]:
    """A row of the table."""
    whole = (found["taken in"] + found["merging"]) / 60
    return [
        f"{found['claims']:,.0f}", f"{found['incidents']:,.0f}", f"{found['making']:.1f}", f"{found['taken in']:.1f}",
        f"{found['merging']:.1f}", f"{1e6 * (whole * 60) / found['claims']:.0f}", f"{found['peak']:.2f}",
        f"{found['adding']:.3f} ({found['mates']:.0f})",
    ]  # fmt: skip


def main() -> None:
    """Measure each size in a process of its own, and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="10000,100000")
    options.add_argument("--full", action="store_true")
    options.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.one:
        print(json.dumps(one_size(asked.one)))
        return
    sizes = [int(n) for n in asked.sizes.split(",")] + ([1_000_000] if asked.full else [])
    found = []
    for size in sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(size)], check=True, capture_output=True, text=True
        )
        found.append(json.loads(done.stdout.splitlines()[-1]))
    head = [
        "claims",
        "incidents",
        "made, s",
        "taken in, s",
        "merged, s",
        "µs a claim",
        "peak, GB",
        "adding one, s (reports)",
    ]
    print(table(head, [row(f) for f in found]))
    largest = found[-1]
    minutes = (largest["taken in"] + largest["merging"]) / 60
    print(f"minutes for {largest['claims']:,.0f} claims: {minutes:.1f} {goal(minutes, most=MINUTES)};", end=" ")
    print(f"GB: {goal(largest['peak'], most=GIGABYTES)}; adding one: {goal(largest['adding'], most=ADDING)}")


if __name__ == "__main__":
    main()
