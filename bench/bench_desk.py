"""How fast the desk answers under load: a ledger of a made world, served as users have it, asked at a steady rate.

    python bench/bench_desk.py [--reports 600] [--rate 20] [--seconds 20] [--ledger FILE]

The load is open: requests are sent when they are due, whether or not the last has come back, so that a slow desk shows.
Every other request is for the front page (one in four with filters), the others for incidents, reports and the map.
`--ledger` serves a ledger that is there already; issue 4's goal is p95 under 0.4 s on 100,000 claims.
"""

from __future__ import annotations

import argparse
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from urllib.error import URLError

from known_world import make_world
from sayso.ledger import open_ledger
from sayso.line_ledger import LedgerLine, notes
from sayso.line_ledger.lap import Lap
from sayso.records import Page
from sayso.settings import Settings
from show import goal, table

P95 = 0.4  # seconds
FILTERS = ("event=clash", "event=air-strike&status=disputed", "q=market", "from=2023-01-01&to=2023-06-30", "grade=fair")


def fill(path: Path, reports: int) -> None:
    """A ledger of so many reports with perfect claims, merged in one go."""
    line = LedgerLine(open_ledger(path), Settings())
    with line.ledger.writing("add") as pen:
        for report in make_world(4, max(1, reports // 5), reports).reports:
            reading = report.reading()
            body = f"{report.id}\n{report.text}".encode()
            page = Page(
                report.id, report.id, "clean", report.text, sha256(body).hexdigest(), datetime.now(UTC), body,
                published=report.published, publisher=report.publisher,
            )  # fmt: skip
            pen.add(page, reading)
            facts = notes.facts_of(reading)
            pen.note(report.id, notes.pack(facts))
            pen.count_words(notes.words_of(facts))
        Lap(pen, line.settings, line.ledger.reading).whole()
    line.ledger.close()


def addresses(path: Path, count: int, chance: random.Random) -> list[tuple[str, str]]:
    """What is asked for: kind of page and address."""
    ledger = open_ledger(path)
    incidents = [i.id for i in ledger.incidents(limit=2_000)]
    reports = [a.id for a in ledger.articles(limit=2_000)]
    ledger.close()
    made = []
    for n in range(count):
        if n % 2 == 0:
            made.append(("filtered", f"/?{chance.choice(FILTERS)}") if n % 8 == 0 else ("front", "/"))
        elif n % 8 == 7:
            made.append(("map", "/map.json"))
        elif n % 4 == 1:
            made.append(("incident", f"/incidents/{chance.choice(incidents)}/"))
        else:
            made.append(("report", f"/reports/{chance.choice(reports)}/"))
    return made


def ask(base: str, kind: str, path: str, due: float) -> tuple[str, float, bool]:
    """Seconds from when a request was due until its answer was whole, and whether it was one."""
    try:
        with urllib.request.urlopen(base + path, timeout=60) as answer:
            good = answer.status == 200 and bool(answer.read())
    except (URLError, TimeoutError):
        good = False
    return kind, time.monotonic() - due, good


def load(base: str, asked: list[tuple[str, str]], rate: float) -> list[tuple[str, float, bool]]:
    """All requests, each sent when it is due."""
    began = time.monotonic() + 0.2
    with ThreadPoolExecutor(64) as pool:
        waiting = []
        for n, (kind, path) in enumerate(asked):
            due = began + n / rate
            time.sleep(max(0.0, due - time.monotonic()))
            waiting.append(pool.submit(ask, base, kind, path, due))
        return [one.result() for one in waiting]


def memory(process: int) -> float:
    """Resident memory of a process in MB."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def served(path: Path, home: str) -> tuple[subprocess.Popen[bytes], str]:
    """The desk in a process of its own, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "sayso.cli", "serve", "--ledger", str(path), "--port", str(port)]
    process = subprocess.Popen(
        command, env={**os.environ, "SAYSO_DESK__FOLDER": f"{home}/desk"}, stdout=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(base, timeout=60).read()
        except URLError:
            time.sleep(0.1)
        else:
            return process, base
    raise SystemExit("the desk doesn't answer")


def main() -> None:
    """Fill, serve, ask, tell."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=600)
    options.add_argument("--rate", type=float, default=20.0)
    options.add_argument("--seconds", type=float, default=20.0)
    options.add_argument("--ledger", type=Path)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        path = asked.ledger or Path(home) / "ledger.sqlite3"
        if not path.exists():
            began = time.monotonic()
            fill(path, asked.reports)
            print(f"filled in {time.monotonic() - began:.0f} s")
        counts = open_ledger(path).counts()
        process, base = served(path, home)
        try:
            before = memory(process.pid)
            wanted = addresses(path, int(asked.rate * asked.seconds), random.Random(4))
            found = load(base, wanted, asked.rate)
            after = memory(process.pid)
        finally:
            process.terminate()
            process.wait()
    by_kind: dict[str, list[float]] = defaultdict(list)
    for kind, took, _good in found:
        by_kind[kind].append(took)
    rows = []
    for kind, took in sorted(by_kind.items()):
        took.sort()
        p95 = took[int(0.95 * (len(took) - 1))]
        rows.append([kind, str(len(took)), f"{took[len(took) // 2]:.3f}", f"{p95:.3f}", goal(p95, most=P95)])
    print(f"{counts.claims:,} claims, {counts.incidents:,} incidents; {asked.rate:g} requests a second")
    print(table(["page", "asked", "median s", "p95 s", "goal"], rows))
    print(f"without an answer: {sum(not good for _k, _t, good in found)}; memory {before:.0f} to {after:.0f} MB")


if __name__ == "__main__":
    main()
