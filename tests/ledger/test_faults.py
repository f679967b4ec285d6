"""A killed process, a full disk, a ledger that is held: nothing that was reported is lost, all is in one piece."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from sayso.errors import LedgerBusy, LedgerError, LedgerFull, UsageError
from sayso.ledger import open_ledger
from sayso.line_ledger import LedgerLine
from sayso.settings import LedgerSettings, Settings

FORK = multiprocessing.get_context("fork")
REPORTS = 6
QUICK = LedgerSettings(busy_seconds=0.3)


def reports(made, start: int = 0):
    """Reports in turn of one bomb and of other things."""
    makers = (made.brak, made.brak_otherwise, made.tbilisi)
    return [makers[n % 3](f"r{n}") for n in range(start, start + REPORTS)]


def added_until_killed(place, pipe, made) -> None:
    """Add reports, and say of each that it is added once it is; runs in a process of its own."""
    line = LedgerLine(open_ledger(place), Settings())
    os.write(pipe, b"ready\n")
    for page, reading in reports(made):
        line.add_reading(page, reading)
        os.write(pipe, f"{page.id}\n".encode())
    os.write(pipe, b"done\n")


def run_and_kill(place, made, after: float) -> list[str]:
    """What the process had reported when it was killed, `after` seconds from when it began to add."""
    read, write = os.pipe()
    process = FORK.Process(target=added_until_killed, args=(place, write, made))
    process.start()
    os.close(write)
    with os.fdopen(read) as said:
        assert said.readline() == "ready\n"
        time.sleep(after)
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        return [line.strip() for line in said if line.strip() != "done"]


def test_a_process_killed_at_any_moment_loses_nothing_that_it_reported(made, empty_file, tmp_path):
    chance = random.Random(20)
    whole = LedgerLine(open_ledger(shutil.copy(empty_file, tmp_path / "whole.sqlite3")), Settings())
    began = time.monotonic()
    for page, reading in reports(made):
        whole.add_reading(page, reading)
    length = time.monotonic() - began
    partial = 0
    for n in range(20):
        path = shutil.copy(empty_file, tmp_path / f"{n}.sqlite3")
        reported = run_and_kill(path, made, chance.uniform(0, length))
        partial += len(reported) < REPORTS
        ledger = open_ledger(path)
        assert ledger.faults() == ()
        there = {a.id for a in ledger.articles()}
        assert set(reported) <= there
        assert len(there) <= len(reported) + 1  # the last may be in without having been reported
        line = LedgerLine(ledger, Settings())
        rest = [(page, reading) for page, reading in reports(made) if page.id not in reported]
        outcomes = [line.add_reading(page, reading).stored.outcome for page, reading in rest]
        assert outcomes.count("unchanged") == len(there - set(reported))
        assert ledger.faults() == ()
        assert {i.claims for i in ledger.incidents()} == {i.claims for i in whole.ledger.incidents()}
        ledger.close()
    assert partial >= 10
    whole.ledger.close()


def test_a_process_killed_while_it_makes_a_ledger_leaves_none_or_a_whole_one(tmp_path):
    chance = random.Random(5)
    for n in range(5):
        path = tmp_path / f"{n}" / "ledger.sqlite3"
        process = FORK.Process(target=lambda p=path: open_ledger(p).close())
        process.start()
        time.sleep(chance.uniform(0, 0.25))
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        ledger = open_ledger(path)
        assert ledger.counts().articles == 0
        ledger.close()


def test_a_full_disk_is_said_and_what_was_added_is_safe(file_line, made):
    from django.db import connections

    ledger = file_line.ledger
    file_line.add_reading(*made.brak("a"))
    cursor = connections[ledger.db].cursor()
    cursor.execute("PRAGMA page_count")
    cursor.execute(f"PRAGMA max_page_count={cursor.fetchone()[0] + 2}")
    with pytest.raises(LedgerFull, match="make room"):
        add_many(file_line, made)
    assert ledger.faults() == ()
    there = ledger.counts().articles
    ledger.close()  # a new connection has no such limit: room was made
    file_line.add_reading(*made.tbilisi("after"))
    assert ledger.counts().articles == there + 1
    assert ledger.faults() == ()


def add_many(line, made) -> None:
    for n in range(50):
        line.add_reading(*made.tbilisi(f"t{n}"))


def limited(place, made, pipe) -> None:
    """Add reports with a limit on the size of files; say what stopped it. Runs in a process of its own."""
    import resource

    line = LedgerLine(open_ledger(place), Settings())
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = Path(place).stat().st_size + 200_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    count = 0
    try:
        for n in range(200):
            line.add_reading(*made.tbilisi(f"t{n}"))
            count += 1
    except LedgerError as error:
        os.write(pipe, f"{type(error).__name__} {count}".encode())


def test_a_file_that_can_not_grow_is_a_full_disk(path, made):
    read, write = os.pipe()
    process = FORK.Process(target=limited, args=(path, made, write))
    process.start()
    process.join()
    os.close(write)
    name, count = os.read(read, 100).decode().split()
    os.close(read)
    ledger = open_ledger(path)
    assert name == "LedgerFull"
    assert ledger.counts().articles == int(count)
    assert ledger.faults() == ()
    ledger.close()


def test_a_held_ledger_is_waited_for_and_then_said_to_be_busy(path, made):
    line = LedgerLine(open_ledger(path, QUICK), Settings())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(LedgerBusy, match=r"0\.3 s"):
        line.add_reading(*made.brak("a"))
    assert time.monotonic() - began >= 0.25
    assert line.ledger.incidents() == ()  # looking is possible all the while
    release = threading.Timer(0.1, lambda: None)
    release.start()
    other.execute("ROLLBACK")
    other.close()
    release.join()
    assert line.add_reading(*made.brak("a")).stored.outcome == "new"
    line.ledger.close()


def test_a_held_server_is_waited_for_and_then_said_to_be_busy(new_database, server, made):
    import psycopg

    from sayso.ledger.setup import LOCK

    place = new_database()
    line = LedgerLine(open_ledger(place, QUICK), Settings())
    with psycopg.connect(place.replace("postgres://", "postgresql://")) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        with pytest.raises(LedgerBusy, match=r"0\.3 s"):
            line.add_reading(*made.brak("a"))
        other.rollback()
    assert line.add_reading(*made.brak("a")).stored.outcome == "new"
    line.ledger.close()


def add_some(place, made, start) -> None:
    line = LedgerLine(open_ledger(place), Settings())
    for page, reading in reports(made, start):
        line.add_reading(page, reading)
    line.ledger.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_processes_may_add_at_once(kind, made, request):
    place = request.getfixturevalue("path") if kind == "sqlite" else request.getfixturevalue("new_database")()
    both = [FORK.Process(target=add_some, args=(place, made, n)) for n in (0, REPORTS)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [p.exitcode for p in both] == [0, 0]
    ledger = open_ledger(place)
    assert ledger.counts().articles == 2 * REPORTS
    assert ledger.faults() == ()
    tbilisi, brak = sorted(len(i.claims) for i in ledger.incidents())
    assert (tbilisi, brak) == (4, 8)
    ledger.close()


def test_what_is_no_ledger_is_said_to_be_none(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary, this is not a database at all, and it goes on for more than a few bytes.")
    with pytest.raises(LedgerError, match=r"notes\.txt"):
        open_ledger(path)
    with pytest.raises(UsageError, match="mysql"):
        open_ledger("mysql://root@localhost/x")
    with pytest.raises(LedgerError, match="can't be made"):
        open_ledger(path / "below" / "ledger.sqlite3")


def test_a_damaged_record_is_said_to_be_damaged(file_line, made):
    from sayso.ledger import models

    file_line.add_reading(*made.brak("a"))
    models.Incident.objects.using(file_line.ledger.db).update(data=b"x" * 30)
    with pytest.raises(LedgerError, match="damaged"):
        file_line.ledger.incidents()
