"""Readings and rulings from JSON Lines, for merging without a ledger: a line at a time, the texts not kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.errors import RecordError
from sayso.merging.door import Merged, merge
from sayso.records import Reading, Refusal, Ruling
from sayso.settings import MergingSettings
from sayso.wire import read_reading
from sayso.wire_incidents import read_ruling

STAGE = "merging"


def readings(lines: Iterable[str], source: str, refused: list[Refusal]) -> Iterator[Reading]:
    """The readings of some lines. A line that isn't one, or that tells of a refused document, goes to `refused`."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = _object(line)
            if "error" in row:
                name = str(row.get("article", {}).get("id", f"{source}:{number}"))
                refused.append(Refusal(STAGE, "refused", str(row["error"]), name))
            else:
                yield read_reading(row)
        except RecordError as error:
            refused.append(
                Refusal(STAGE, "broken", str(error), f"{source}:{number}", "write it with sayso read --json")
            )


def rulings(lines: Iterable[str], source: str) -> Iterator[Ruling]:
    """The rulings of some lines; raises RecordError at the first that isn't one."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield read_ruling(_object(line))
            except RecordError as error:
                raise RecordError(f"{source}:{number}: {error}") from error


def _object(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"the line is not JSON ({type(error).__name__})") from error
    if not isinstance(row, dict):
        raise RecordError("the line is not a JSON object")
    return row


def merge_lines(
    lines: Iterable[str], source: str, settings: MergingSettings, decided: Iterable[Ruling] = ()
) -> tuple[Merged, list[Refusal]]:
    """What `sayso merge` prints: the incidents of some lines of readings, and what could not be taken."""
    refused: list[Refusal] = []
    return merge(readings(lines, source, refused), decided, settings), refused
