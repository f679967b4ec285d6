"""Reading and merging a made world whose answers are known (see `known_world`).

    python bench/bench_world.py [--incidents 300] [--reports 1500] [--full] [--seed 1] [--misses FILE]

Prints pairwise precision and recall of incidents read from the reports' text, the same on perfect claims, the share of
provinces' months whose true death toll lies within the reported range, and that totals are never counted as incidents.
`--full` is 1,000 incidents and 5,000 reports. `--misses` writes what was put together or kept apart wrongly, and why.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from time import perf_counter

from known_world import World, make_world
from known_world.fields import shares
from known_world.misses import misses
from known_world.score import Scores, score
from sayso.merging import Merged, merge
from sayso.records import Reading
from show import goal, table

GOALS = {"text": (0.95, 0.85), "perfect claims": (0.99, 0.97)}


def read(world: World) -> list[Reading]:
    """The readings of the world's reports."""
    from sayso.reading.reader import Reader
    from sayso.settings import load_settings

    return list(Reader(load_settings().reading).read_all(r.article() for r in world.reports))


def rows(found: dict[str, Scores]) -> list[list[str]]:
    """The rows of the table: one a figure, for each mode."""
    made = []
    for mode, s in found.items():
        precision, recall = GOALS[mode]
        share = s.within / max(1, s.months)
        made += [
            [f"{mode}: precision of pairs", f"{s.precision:.3f}", goal(s.precision, least=precision)],
            [f"{mode}: recall of pairs", f"{s.recall:.3f}", goal(s.recall, least=recall)],
            [f"{mode}: months with the true toll in range", f"{share:.3f} of {s.months}", goal(share, least=0.95)],
            [
                f"{mode}: totals counted as incidents",
                f"{s.totals_counted} of {s.totals}",
                goal(s.totals_counted, most=0),
            ],
            [f"{mode}: tellings without a claim", f"{s.ghosts} of {s.tellings}", ""],
            [f"{mode}: claims that tell of no incident", f"{s.false}", ""],
        ]
    return made


def main() -> None:
    """Make the world, read it, merge it in both modes, print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--incidents", type=int, default=300)
    options.add_argument("--reports", type=int, default=1500)
    options.add_argument("--full", action="store_true")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--misses", type=Path)
    asked = options.parse_args()
    if asked.full:
        asked.incidents, asked.reports = 1_000, 5_000
    world = make_world(asked.seed, asked.incidents, asked.reports)
    start = perf_counter()
    modes = {"text": read(world), "perfect claims": [r.reading() for r in world.reports]}
    reading = perf_counter() - start
    merged: dict[str, Merged] = {mode: merge(readings) for mode, readings in modes.items()}
    found = {mode: score(world, modes[mode], merged[mode]) for mode in modes}
    print(f"{len(world.happenings)} incidents, {len(world.reports)} reports, seed {asked.seed};", end=" ")
    print(f"read in {reading:.0f} s, merged in {perf_counter() - start - reading:.0f} s")
    print(table(["", "", "goal"], rows(found)))
    read_right = shares(world, modes["text"])
    print("read from text as a perfect reader would:", ", ".join(f"{k} {v:.3f}" for k, v in read_right.items()))
    if asked.misses:
        lines = (line for mode in modes for line in misses(mode, world, modes[mode], merged[mode]))
        asked.misses.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
