"""Writes a stream in a format: whole, or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sayso.errors import UsageError
from sayso.export.format import Format, Tracker, format_named
from sayso.export.losses import loss_book
from sayso.export.stream import Stream

PACKAGE = "datapackage.json"  # what a folder that we wrote has in it


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: where, how many rows, and how many losses of each kind, by (what, rule)."""

    out: Path
    rows: int
    losses: dict[tuple[str, str], int] = field(default_factory=dict)


def export(
    stream: Stream,
    name: str,
    out: Path,
    losses: Path | None = None,
    schema: Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> Written:
    """Write a stream in the format `name` to `out`, its losses and its schema beside it where these are asked for.

    Until all of it is written, what was at these places stays. Raises UsageError where there is no such format or a
    place can't be written, InstallationError where a library is missing that the format needs.
    """
    form = format_named(name)
    _check(form, out)
    with _making(out, form.folder) as made, _making(losses, False) as lost, _making(schema, False) as shape:
        with loss_book(lost) as book:
            tracker = Tracker(book, progress)
            form.write(stream, _place(made), tracker)
        if shape is not None:
            shape.write_text(json.dumps(form.schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return Written(out, tracker.rows, dict(sorted(book.count.items())))


def _place(made: Path | None) -> Path:
    if made is None:  # never: an export has an output
        raise UsageError("give the place to write to")
    return made


def _check(form: Format, out: Path) -> None:
    if form.folder and out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; {form.name} writes a folder of files: give another place")
    if form.folder and out.is_dir() and any(out.iterdir()) and not (out / PACKAGE).exists():
        raise UsageError(f"{out} has other files in it; give a new or an empty folder")
    if not form.folder and out.is_dir():
        raise UsageError(f"{out} is a folder; {form.name} writes one file: give its name")


@contextmanager
def _making(place: Path | None, folder: bool) -> Iterator[Path | None]:
    """A name beside a place, which takes the place when all has gone well, and is removed when it hasn't."""
    if place is None:
        yield None
        return
    new = place.absolute().with_name(f".{place.name}.{os.getpid()}.new")
    try:
        new.parent.mkdir(parents=True, exist_ok=True)
        if folder:
            new.mkdir()
        yield new
        if folder and place.is_dir():
            shutil.rmtree(place)
        new.replace(place.absolute())
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(f"{place} can't be written: {why}; give another place") from error
    finally:
        if new.is_dir():
            shutil.rmtree(new, ignore_errors=True)
        else:
            new.unlink(missing_ok=True)
