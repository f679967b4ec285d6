"""What a format is, and the list of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from sayso.errors import UsageError
from sayso.export.losses import Loss, LossBook
from sayso.export.stream import Stream

STEP = 1_000  # rows between two words of progress


@dataclass(slots=True)
class Tracker:
    """Counts rows and takes losses while a format writes."""

    losses: LossBook = field(default_factory=LossBook)
    progress: Callable[[int], None] | None = None
    rows: int = 0

    def wrote(self, rows: int = 1) -> None:
        """Count rows that were written."""
        before = self.rows // STEP
        self.rows += rows
        if self.progress is not None and self.rows // STEP > before:
            self.progress(self.rows)

    def lose(self, loss: Loss) -> None:
        """Note one loss."""
        self.losses.lose(loss)


class Format(Protocol):
    """One format. Its columns and rules are in `data/NAME.tsv` and `data/NAME.rules.tsv`.

    `suffix` ends the names of its files; `folder` says that it writes several, into a folder; `about` is one line for
    the command's help.
    """

    name: str
    suffix: str
    folder: bool
    about: str

    def write(self, stream: Stream, out: Path, tracker: Tracker) -> None:
        """Write what the stream has to a file, or into a folder that is there and empty."""

    def schema(self) -> dict[str, Any]:
        """The schema of what is written, as JSON."""


# The formats and the modules that hold them, in the order of the help; each module has FORMATS, by name.
MODULES = {
    "csv": "csvs",
    "hxl": "hxl",
    "parquet": "parquet",
    "acled": "acled",
    "ucdp": "ucdp",
    "geojson": "geojson",
    "gpkg": "gpkg",
    "kml": "kml",
    "plover": "plover",
    "gdelt": "gdelt",
    "xlsx": "xlsx",
    "html": "html",
    "jsonld": "jsonld",
}


def format_named(name: str) -> Format:
    """The format of a name; raises UsageError where there is none."""
    if name not in MODULES:
        raise UsageError(f"there is no format {name!r}; there are {', '.join(MODULES)}")
    return import_module(f"sayso.export.{MODULES[name]}").FORMATS[name]  # type: ignore[no-any-return]


def formats() -> tuple[Format, ...]:
    """All formats."""
    return tuple(format_named(name) for name in MODULES)
