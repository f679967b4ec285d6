"""Time and memory of merging perfect claims, and of adding one report to them.

    python bench/bench_merge.py [--sizes 10000,100000] [--full]

Claims are of made worlds side by side (see `known_world`): twelve years, twelve countries, more incidents a country and
year the more claims there are. They are streamed: making them is counted apart, and their texts are dropped as merging
drops them. `--full` adds 1,000,000 claims. Each size runs in a process of its own, whose peak memory is given. Seconds
are of processor time, so that other work on the machine counts little; the wall's are beside them.

Adding one report is what a ledger does: it looks the report's areas up in its index (timed by bench_ledger.py, since
the index is the ledger's), and merges the report with the claims of the incidents found there. Forty reports are added.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby
from statistics import median
from time import perf_counter, process_time

from known_world import make_world
from known_world.tell import Report
from sayso.merging import Merged
from sayso.merging.door import DEFAULTS
from sayso.merging.facts import Facts
from sayso.records import Incident, Reading
from sayso.settings import LedgerSettings
from show import goal, table

INCIDENTS, REPORTS = 1_000, 5_000
YEARS = 12
MINUTES, GIGABYTES, ADDING, GROWTH = 25.0, 8.0, 1.0, 2.0
MATES = LedgerSettings().mates
CLAIMS_A_REPORT, ADDED = 2, 40


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

    gatherer, facts, some = Gatherer(), [], []
    making = taking = 0.0
    begin = process_time()
    for number, report in enumerate(reports(claims)):
        reading = report.reading()
        if number % max(1, claims // CLAIMS_A_REPORT // ADDED) == 0:
            some.append(reading)
        making, begin = making + process_time() - begin, process_time()
        facts += gatherer.facts([reading])
        taking, begin = taking + process_time() - begin, process_time()
    start = perf_counter()
    merged = merge_facts(facts)
    merging, wall = process_time() - begin, perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    adding, mates = add_some(some, facts, merged)
    return {
        "claims": len(facts), "incidents": len(merged.incidents), "making": making, "taken in": taking,
        "merging": merging, "wall": wall, "peak": peak, "adding": median(adding), "slow": _slow(adding),
        "mates": median(mates),
    }  # fmt: skip


def _slow(took: list[float]) -> float:
    """The 95th percentile."""
    return sorted(took)[int(0.95 * (len(took) - 1))]


def add_some(readings: list[Reading], facts: list[Facts], merged: Merged) -> tuple[list[float], list[int]]:
    """Seconds to merge each report with the claims of the incidents near it, and how many claims those are."""
    from sayso.merging import block_keys, merge_facts
    from sayso.merging.gather import Gatherer
    from sayso.merging.link import spread_of
    from sayso.records import KnownIncident

    took, mates = [], []
    spread = spread_of(facts)
    for reading, near in zip(readings, incidents_near(readings, facts, merged), strict=True):
        wanted = {ref for i in near for ref in (*i.claims, *i.denials) if ref.article != reading.article.id}
        there = [f for f in facts if f.ref in wanted]
        begin = process_time()
        block_keys(reading)
        known = [KnownIncident.of(i) for i in near]
        merge_facts([*there, *Gatherer().facts([reading])], known=known, spread=spread)
        took.append(process_time() - begin)
        mates.append(len(there))
    return took, mates


def incidents_near(readings: list[Reading], facts: list[Facts], merged: Merged) -> list[list[Incident]]:
    """For each report the incidents with most claims under an area that it seeks: what a ledger's index gives."""
    from sayso.merging import block_keys
    from sayso.merging.block import NAME, blocks
    from sayso.merging.rulings import Orders
    from sayso.merging.tellings import tellings

    sought: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, reading in enumerate(readings):
        for block in block_keys(reading):
            for area in block.sought:
                sought[area].append((number, block.first, block.last))
    found: list[Counter[str]] = [Counter() for _ in readings]
    incident_of = {ref: i for i in merged.incidents for ref in i.claims}
    ordered = sorted((f for f in facts if f.ref in incident_of), key=lambda f: f.ref)
    for _, inside in groupby(ordered, key=lambda f: f.ref.article):
        for telling in tellings(list(inside), Orders()):
            placed, name = blocks(telling, DEFAULTS), incident_of[telling.claims[0].ref].id
            for area in placed.kept:
                for number, first, last in sought.get(area, ()):
                    if area.startswith(NAME) or (placed.first <= last and first <= placed.last):
                        found[number][name] += 1
    by_id = {i.id: i for i in merged.incidents}
    return [[by_id[name] for name, _ in counted.most_common(MATES)] for counted in found]


def a_claim(found: dict[str, float]) -> float:
    """Microseconds that a claim costs, taken in and merged."""
    return 1e6 * (found["taken in"] + found["merging"]) / found["claims"]


def row(found: dict[str, float]) -> list[str]:
    """A row of the table."""
    return [
        f"{found['claims']:,.0f}", f"{found['incidents']:,.0f}", f"{found['making']:.1f}", f"{found['taken in']:.1f}",
        f"{found['merging']:.1f} ({found['wall']:.1f})", f"{a_claim(found):.0f}", f"{found['peak']:.2f}",
        f"{found['adding']:.3f}, {found['slow']:.3f} ({found['mates']:.0f})",
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
        "merged, s (wall)",
        "µs a claim",
        "peak, GB",
        "adding one, s: median, p95 (claims)",
    ]
    print(table(head, [row(f) for f in found]))
    largest = found[-1]
    minutes = (largest["taken in"] + largest["merging"]) / 60
    growth = a_claim(largest) / a_claim(found[0])
    print(f"time a claim, against {found[0]['claims']:,.0f} claims: {growth:.2f} times {goal(growth, most=GROWTH)}")
    print(f"minutes for {largest['claims']:,.0f} claims: {minutes:.1f} {goal(minutes, most=MINUTES)};", end=" ")
    print(f"GB: {goal(largest['peak'], most=GIGABYTES)}; adding one, p95: {goal(largest['slow'], most=ADDING)}")


if __name__ == "__main__":
    main()
