"""Speed of reading, stage by stage, beside the bare language model on the same text in the same run.

    python bench/bench_read.py [--documents 500] [--profile FILE]

Times are processor seconds of this process on one core, so that other work on the machine counts little. The rows:

- `bare model`: `spacy.load(...).pipe` over the paragraphs, the results thrown away; all shares are of this.
- `parse`: the same through `sayso.reading.parse`, whose tokens the stages use.
- the stages of `reading.reader.Reader.from_parse`; `claims` is what the named ones leave of it.
- `furniture`: the documents as pages of text, and as made HTML pages.
- `reading`: parse and stages. `Line`: the whole line, from pages of text.

Documents are taken in chunks of 50, each through all rows before the next, so that a slow minute slows all alike.
"""

from __future__ import annotations

import argparse
import cProfile
import html
import os
import resource
import subprocess
import sys
import tempfile
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from time import perf_counter, process_time
from types import ModuleType
from typing import Any

from documents import Document, documents
from show import goal, table

CHUNK = 50
STAGES = {
    "find_places": "places",
    "describe_regions": "regions",
    "find_times": "times",
    "find_actors": "actors",
    "find_attributions": "attributions",
}
Clock = defaultdict[str, float]


@contextmanager
def clocked(clock: Clock, name: str) -> Iterator[None]:
    """Adds the processor seconds of its body to the clock."""
    start = process_time()
    try:
        yield
    finally:
        clock[name] += process_time() - start


def time_stages(module: ModuleType, clock: Clock) -> None:
    """Puts the clock round the reader's stages."""

    def timed(work: Callable[..., Any], name: str) -> Callable[..., Any]:
        @wraps(work)
        def run(*args: Any, **kwargs: Any) -> Any:
            with clocked(clock, name):
                return work(*args, **kwargs)

        return run

    for function, name in STAGES.items():
        setattr(module, function, timed(getattr(module, function), name))


def as_text(document: Document) -> Any:
    """The document as a page of text."""
    return _page(document, "text", document.text)


def as_html(document: Document) -> Any:
    """The document as a plain HTML page."""
    body = "".join(f"<p>{html.escape(p)}</p>" for p in document.text.split("\n\n") if p.strip())
    return _page(document, "html", f"<html><head><title>x</title></head><body><article>{body}</article></body></html>")


def _page(document: Document, media: Any, text: str) -> Any:
    from sayso.records import Page

    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Page(document.id, document.id, media, text, "0" * 64, now, published=document.published)


def measure(found: list[Document], profile: cProfile.Profile | None) -> Clock:
    """Processor seconds by row."""
    import spacy

    from sayso.line import Line
    from sayso.reading import reader as room
    from sayso.reading.furniture import article_of
    from sayso.reading.parse import paragraphs
    from sayso.records import Article
    from sayso.settings import load_settings

    clock: Clock = defaultdict(float)
    settings = load_settings()
    line = Line(settings)
    reader = line.reader
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*W095.*")
        bare = spacy.load(settings.reading.model)
    pieces = {d.id: [d.text[a:b].replace("\n", " ") for a, b in paragraphs(d.text)] for d in found}
    list(bare.pipe(pieces[found[0].id]))
    list(line.read_pages([as_text(found[0])]))
    plain = {name: getattr(room, name) for name in STAGES}
    for at in range(0, len(found), CHUNK):
        chunk = found[at : at + CHUNK]
        with clocked(clock, "bare model"):
            for _ in bare.pipe([p for d in chunk for p in pieces[d.id]], batch_size=64):
                pass
        with clocked(clock, "parse"):
            parses = list(reader.parser.parse_all(d.text for d in chunk))
        time_stages(room, clock)
        with clocked(clock, "stages"):
            if profile:
                profile.enable()
            for document, parse in zip(chunk, parses, strict=True):
                reader.from_parse(Article(document.id, document.text, published=document.published), parse)
            if profile:
                profile.disable()
        for name, work in plain.items():
            setattr(room, name, work)
        with clocked(clock, "furniture, text"):
            for document in chunk:
                article_of(as_text(document), settings.reading)
        with clocked(clock, "furniture, HTML"):
            for document in chunk:
                article_of(as_html(document), settings.reading)
        with clocked(clock, "Line"):
            for _ in line.read_pages(as_text(d) for d in chunk):
                pass
    return clock


def stage_rows(clock: Clock, words: int, count: int) -> list[list[str]]:
    """The rows of the table of stages."""
    clock["claims"] = clock["stages"] - sum(clock[name] for name in STAGES.values())
    clock["reading"] = clock["parse"] + clock["stages"]
    clock["places + times"] = clock["places"] + clock["regions"] + clock["times"]
    goals = {"reading": 1.5, "Line": 1.5, "places + times": 0.35}
    order = ["bare model", "parse", *STAGES.values(), "claims", "furniture, text", "furniture, HTML"]
    rows = []
    for name in [*order, "places + times", "reading", "Line"]:
        seconds, share = clock[name], clock[name] / clock["bare model"]
        met = goal(share, most=goals[name]) if name in goals else ""
        speed = [f"{count / seconds:,.1f}", f"{words / seconds:,.0f}"] if seconds else ["-", "-"]
        rows.append([name, f"{seconds:.2f}", *speed, f"{share:.2f}", met])
    return rows


def command_rows(document: Document) -> list[list[str]]:
    """Wall and processor seconds and memory of the command, as a user meets it: the best of five and of three."""
    command = [sys.executable, "-m", "sayso.cli"]
    start, cpu = min(_timed([*command, "--help"]) for _ in range(5))
    rows = [["sayso --help", f"{start:.2f} s", f"{cpu:.2f} s", goal(start, most=0.3)]]
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_text(document.text, encoding="utf-8")
        one, cpu = min(_timed([*command, "read", str(page)]) for _ in range(3))
    rows.append([f"one page read ({document.words} words)", f"{one:.2f} s", f"{cpu:.2f} s", goal(one, most=3.0)])
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [*rows, ["its peak memory", f"{memory:.0f} MB", "", goal(memory, most=700)]]


def _timed(command: list[str]) -> tuple[float, float]:
    """Wall and processor seconds; on a busy machine the second is the better guide."""
    start, before = perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def page_of(found: list[Document]) -> Document:
    """The document nearest to 400 words: a usual page of news."""
    return min(found, key=lambda d: abs(d.words - 400))


def main() -> None:
    """Measure, and print the two tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=500)
    options.add_argument("--profile", help="write the profile of the stages to this file")
    asked = options.parse_args()
    found, source = documents(asked.documents)
    words = sum(d.words for d in found)
    commands = command_rows(page_of(found))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    profile = cProfile.Profile() if asked.profile else None
    clock = measure(found, profile)
    if profile:
        profile.dump_stats(asked.profile)
    print(f"{len(found)} documents, {words:,} words, of {source}; one core")
    print(table(["stage", "cpu s", "docs/s", "words/s", "of bare", "goal"], stage_rows(clock, words, len(found))))
    print(table(["command", "wall", "cpu", "goal"], commands))


if __name__ == "__main__":
    main()
